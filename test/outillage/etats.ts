import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ClePersonne } from '../monde-donnees.js';

const RACINE = path.resolve(import.meta.dirname, '../..');
const SOURCES = path.join(RACINE, 'apps/web/src');
const TESTS = path.join(RACINE, 'test/navigateur');

export type Etat = 'vide' | 'rempli' | 'erreur';

/**
 * Who shows each state of a screen. A cell holds, separated by commas: « coupure » (the API does not answer), « inconnu » (an
 * address that leads to nothing), « a text » that a world without any file shows, a state that a journey judges
 * (`porteur/plan`), or « sans objet : » and why.
 */
export interface Ecran extends Record<Etat, string> {
  adresse: string;
  /** Nobody connected when absent. */
  qui: ClePersonne | undefined;
}

export function lireEcrans(): Ecran[] {
  const [, ...lignes] = readFileSync(path.join(TESTS, 'ecrans-etats.csv'), 'utf8').trim().split('\n');
  return lignes.map((ligne) => {
    const [adresse = '', qui = '', vide = '', rempli = '', erreur = ''] = ligne.split(';');
    return { adresse, qui: (qui || undefined) as ClePersonne | undefined, vide, rempli, erreur };
  });
}

/** Addresses of one table of routes. */
function adressesDe(texte: string): string[] {
  const directes = [...texte.matchAll(/<Route\s+(?:index|path="([^"]+)")/g)].map(([, chemin = '']) => chemin);
  return [...directes, ...[...texte.matchAll(/chemin: '([^']+)'/g)].map(([, chemin = '']) => chemin)];
}

/** Every address of the web application: a journey of several pages has its own table, in the folder of that name. */
export function adressesDuSite(): string[] {
  const lire = (fichier: string) => readFileSync(path.join(SOURCES, fichier), 'utf8');
  const principal = lire('routes.tsx');
  const sousTables = new Map(
    [...principal.matchAll(/const \w+ = lazy\(\(\) => import\('\.\/([\w-]+)\/routes\.js'\)\)/g)].map(([, d = '']) => [
      `${d}/*`,
      adressesDe(lire(`${d}/routes.tsx`)).filter((chemin) => chemin !== '*'),
    ]),
  );
  return adressesDe(principal).flatMap((chemin) => {
    const sous = sousTables.get(chemin);
    if (!sous) return [`/${chemin}`];
    return sous.map((fin) => `/${chemin.replace('/*', fin ? `/${fin}` : '')}`);
  });
}

/** The journeys, as they are written. */
function parcours(): { nom: string; texte: string }[] {
  const fichiers = readdirSync(TESTS).filter((f) => f.endsWith('.e2e-spec.ts'));
  return fichiers.map((f) => ({
    nom: f.replace('.e2e-spec.ts', ''),
    texte: readFileSync(path.join(TESTS, f), 'utf8'),
  }));
}

/** What the journeys judge: `file/state`. */
export function etatsJuges(): Set<string> {
  return new Set(
    parcours().flatMap(({ nom, texte }) =>
      [...texte.matchAll(/controler\(\s*[\w.]+,\s*'([^']+)'/g)].map(([, etat]) => `${nom}/${etat}`),
    ),
  );
}

/** Addresses that a journey reloads, leaves by the back button and comes forward to. */
export function adressesRechargees(): Set<string> {
  return new Set(
    parcours().flatMap(({ texte }) =>
      [...texte.matchAll(/retourEtRecharge\(\s*[\w.[\]]+,\s*'([^']+)'/g)].map(([, adresse = '']) => adresse),
    ),
  );
}

/** What a cell says, one state after the other. */
export function parts(cellule: string): string[] {
  return cellule.startsWith('sans objet') ? [cellule] : cellule.split(/, (?=[a-z«])/).map((p) => p.trim());
}

/** What `npm test` judges, by name: of each screen its filled state, and the others where no journey is needed to see them. */
export function etatsDeLaTable(): Set<string> {
  const nom = (adresse: string, part: string) => {
    if (/^(coupure|inconnu)$/.test(part)) return `${part} ${adresse}`;
    return texteAttendu(part) === null ? path.basename(part) : `vide ${adresse}`;
  };
  const sansParcours = (part: string) => !part.includes('/') || part.startsWith('etats/');
  return new Set(
    lireEcrans().flatMap(({ adresse, vide, rempli, erreur }) => {
      const autres = [vide, erreur].flatMap(parts).filter(sansParcours);
      return [...parts(rempli), ...autres].map((part) => nom(adresse, part));
    }),
  );
}

/** The text between guillemets, for a state that shows without any journey. */
export function texteAttendu(part: string): string | null {
  return /^« (.+) »$/.exec(part)?.[1] ?? null;
}
