import { open, type FileHandle } from 'node:fs/promises';
import { Rejet } from './motifs.js';

const MORCEAU = 64 * 1024;

/** A file under control, read by pieces: it is never whole in memory. */
export class FichierLu {
  private constructor(
    private readonly ouvert: FileHandle,
    readonly taille: number,
    private readonly delai: AbortSignal,
  ) {}

  /** `delai` bounds the time of all readings together: past it, the next one rejects the file. */
  static async ouvrir(chemin: string, delai: AbortSignal): Promise<FichierLu> {
    const ouvert = await open(chemin, 'r');
    const { size } = await ouvert.stat();
    return new FichierLu(ouvert, size, delai);
  }

  fermer(): Promise<void> {
    return this.ouvert.close();
  }

  /** The bytes from `debut`, fewer than asked at the end of the file. */
  async lire(debut: number, longueur: number): Promise<Buffer> {
    if (this.delai.aborted) throw new Rejet('CONTROLE_INTERROMPU');
    const voulus = Math.max(0, Math.min(longueur, this.taille - debut));
    const octets = Buffer.alloc(voulus);
    let lus = 0;
    while (lus < voulus) {
      const { bytesRead } = await this.ouvert.read(octets, lus, voulus - lus, debut + lus);
      if (bytesRead === 0) break;
      lus += bytesRead;
    }
    return octets.subarray(0, lus);
  }

  /** The bytes of a range, in order, by pieces of 64 KiB. */
  async *flux(debut = 0, fin = this.taille): AsyncGenerator<Buffer> {
    for (let position = debut; position < fin; position += MORCEAU) {
      yield await this.lire(position, Math.min(MORCEAU, fin - position));
    }
  }
}
