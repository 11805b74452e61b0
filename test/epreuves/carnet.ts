import fs from 'node:fs';
import { identifiant } from './outils.js';

/** One act of the load: the n-th of a writer. Its key and content follow from it, so that it can be sent again exactly. */
export interface Tentative {
  readonly ecrivain: number;
  readonly n: number;
}

/** The key of an act: in the form of a UUID v4. */
export function cleDe({ ecrivain, n }: Tentative): string {
  const id = identifiant(`pannes ${ecrivain} ${n}`);
  return `${id.slice(0, 14)}4${id.slice(15)}`;
}

/** What the notebook says: for each act sent, whether an answer came back. */
export interface Releve {
  readonly envoyees: Map<string, Tentative>;
  readonly acquises: Set<string>;
  /** Acts whose answer said that they had already been done: their first answer was lost on the way. */
  readonly rejeux: Set<string>;
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
  acquit({ ecrivain, n }: Tentative, rejeu: boolean): void {
    fs.writeSync(this.fichier, `${rejeu ? `J ${ecrivain} ${n}\n` : ''}A ${ecrivain} ${n}\n`);
    fs.fdatasyncSync(this.fichier);
  }

  refus({ ecrivain, n }: Tentative, message: string): void {
    fs.writeSync(this.fichier, `R ${ecrivain} ${n} ${message}\n`);
  }
}

/** The whole lines of the notebook: one cut short by a kill says nothing. */
function lignesDe(chemin: string): string[] {
  const texte = fs.existsSync(chemin) ? fs.readFileSync(chemin, 'utf8') : '';
  return texte.slice(0, texte.lastIndexOf('\n') + 1).split('\n');
}

/** How many acts were acknowledged: much cheaper than reading them, for whoever waits for the next ones. */
export function compterAcquits(chemin: string): number {
  return lignesDe(chemin).filter((ligne) => ligne.startsWith('A ')).length;
}

/** Reads the notebook. */
export function lireCarnet(chemin: string): Releve {
  const releve: Releve = { envoyees: new Map(), acquises: new Set(), rejeux: new Set(), refusees: [] };
  for (const ligne of lignesDe(chemin)) {
    const [signe, ecrivain, n] = ligne.split(' ');
    if (ecrivain === undefined || n === undefined) continue;
    const tentative = { ecrivain: Number(ecrivain), n: Number(n) };
    if (signe === 'E') releve.envoyees.set(cleDe(tentative), tentative);
    else if (signe === 'A') releve.acquises.add(cleDe(tentative));
    else if (signe === 'J') releve.rejeux.add(cleDe(tentative));
    else releve.refusees.push(ligne);
  }
  return releve;
}
