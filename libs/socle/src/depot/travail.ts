import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const codeDe = (erreur: unknown) => (erreur as NodeJS.ErrnoException | null)?.code;

/** The folder of the files being received or assembled: what is in it belongs to a request under way, or to nobody. */
export class DossierTravail {
  constructor(readonly chemin: string) {
    mkdirSync(chemin, { recursive: true, mode: 0o700 });
  }

  nouveauFichier(): string {
    return path.join(this.chemin, randomUUID());
  }

  /** Lends a file for the time of a function, and removes whatever is left of it. */
  async avecFichier<Resultat>(acte: (chemin: string) => Promise<Resultat>): Promise<Resultat> {
    const chemin = this.nouveauFichier();
    try {
      return await acte(chemin);
    } finally {
      await rm(chemin, { force: true });
    }
  }

  /** Removes the files that nobody has touched since this instant: those of a process that was killed. @returns how many. */
  async balayer(avant: Date): Promise<number> {
    let balayes = 0;
    for (const nom of await readdir(this.chemin)) {
      const chemin = path.join(this.chemin, nom);
      const etat = await stat(chemin).catch((erreur: unknown) => {
        if (codeDe(erreur) === 'ENOENT') return null;
        throw erreur;
      });
      if (!etat?.isFile() || etat.mtime >= avant) continue;
      await rm(chemin, { force: true });
      balayes += 1;
    }
    return balayes;
  }
}
