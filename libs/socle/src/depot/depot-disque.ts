import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Depot, exigerCle, ObjetAbsent } from './depot.js';

const codeDe = (erreur: unknown) => (erreur as NodeJS.ErrnoException | null)?.code;

/** Makes what was written, or the names that a folder holds, survive a power cut. */
async function synchroniser(chemin: string): Promise<void> {
  const ouvert = await open(chemin, 'r');
  try {
    await ouvert.sync();
  } finally {
    await ouvert.close();
  }
}

/** Files in a folder, spread over 256 sub-folders. Several instances share it when the folder is a shared volume. */
export class DepotDisque extends Depot {
  constructor(private readonly racine: string) {
    super();
  }

  async deposer(cle: string, chemin: string): Promise<void> {
    const cible = this.chemin(cle);
    const dossier = path.dirname(cible);
    await mkdir(dossier, { recursive: true, mode: 0o700 });
    await synchroniser(chemin);
    await rename(chemin, cible).catch(async (erreur: unknown) => {
      if (codeDe(erreur) !== 'EXDEV') throw erreur;
      await this.copierDAilleurs(chemin, cible);
    });
    await synchroniser(dossier);
  }

  /** From another file system a name cannot be moved: the copy is complete and durable before it takes its name. */
  private async copierDAilleurs(chemin: string, cible: string): Promise<void> {
    const partiel = `${cible}.partiel`;
    await copyFile(chemin, partiel);
    await synchroniser(partiel);
    await rename(partiel, cible);
    await rm(chemin, { force: true });
  }

  async lire(cle: string): Promise<Readable> {
    const ouvert = await open(this.chemin(cle), 'r').catch((erreur: unknown) => {
      throw codeDe(erreur) === 'ENOENT' ? new ObjetAbsent(cle) : erreur;
    });
    return ouvert.createReadStream();
  }

  async supprimer(cle: string): Promise<void> {
    await rm(this.chemin(cle), { force: true });
  }

  private chemin(cle: string): string {
    exigerCle(cle);
    return path.join(this.racine, cle.slice(0, 2), cle);
  }
}
