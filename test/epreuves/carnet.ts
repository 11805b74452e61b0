import fs from 'node:fs';
import { identifiant } from './outils.js';

/** One act of the load: the n-th of a writer. Its key and content follow from it, so that it can be sent again exactly. */
export interface Tentative {
  readonly ecrivain: number;
  readonly n: number;
}

/** The idempotency key of an act. */
export function cleDe({ ecrivain, n }: Tentative): string {
  return identifiant(`pannes ${ecrivain} ${n}`);
}

/** What the notebook says: for each act sent, whether an answer came back. */
export interface Releve {
  readonly envoyees: Map<string, Tentative>;
  readonly acquises: Set<string>;
  readonly refusees: string[];
}

/**
 * The client's notebook: what it is about to send, what was acknowledged, line by line on the disk. It outlives the client
 * and the database, so it is what the database is judged by after a crash.
 */
export class Carnet {
  private readonly fichier: number;

  constructor(chemin: string) {
    this.fichier = fs.openSync(chemin, 'a');
  }

  envoi({ ecrivain, n }: Tentative): void {
    fs.writeSync(this.fichier, `E ${ecrivain} ${n}\n`);
  }

  /** Only returns once the acknowledgement is on the disk. */
  acquit({ ecrivain, n }: Tentative): void {
    fs.writeSync(this.fichier, `A ${ecrivain} ${n}\n`);
    fs.fdatasyncSync(this.fichier);
  }

  refus({ ecrivain, n }: Tentative, message: string): void {
    fs.writeSync(this.fichier, `R ${ecrivain} ${n} ${message}\n`);
  }
}

/** Reads the notebook; a line cut short by a kill says nothing. */
export function lireCarnet(chemin: string): Releve {
  const releve: Releve = { envoyees: new Map(), acquises: new Set(), refusees: [] };
  const texte = fs.existsSync(chemin) ? fs.readFileSync(chemin, 'utf8') : '';
  for (const ligne of texte.slice(0, texte.lastIndexOf('\n') + 1).split('\n')) {
    const [signe, ecrivain, n] = ligne.split(' ');
    if (ecrivain === undefined || n === undefined) continue;
    const tentative = { ecrivain: Number(ecrivain), n: Number(n) };
    if (signe === 'E') releve.envoyees.set(cleDe(tentative), tentative);
    else if (signe === 'A') releve.acquises.add(cleDe(tentative));
    else releve.refusees.push(ligne);
  }
  return releve;
}
