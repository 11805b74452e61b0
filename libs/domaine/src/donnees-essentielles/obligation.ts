import { ajouterJours, echeanceDonneesEssentielles, type Jour } from '../calendrier/index.js';
import type { EtatConvention } from '../convention/cycles.js';
import { estCollectivite, estPublique, type CategorieOrganisme } from '../identifiants/categories.js';

/** Agreements signed from this day on are published (décret 2017-779, art. 4). */
const DEPUIS: Jour = '2017-08-01';

/** A local authority of fewer inhabitants is not bound. */
const HABITANTS_MIN = 3_500;

/**
 * States in which the data of a convention are public: signed by all, and not replaced by an avenant, whose own data then
 * take their place. A convention that was terminated was signed: it stays.
 */
export const ETATS_PUBLIABLES: readonly EtatConvention[] = [
  'SIGNEE',
  'NOTIFIEE',
  'EN_EXECUTION',
  'SOLDEE',
  'CLOSE',
  'RESILIEE',
];

/** Are the data of a convention in this state, signed on this day, to be published (R43)? */
export function estPubliable(etat: EtatConvention, signature: Jour | null): signature is Jour {
  return ETATS_PUBLIABLES.includes(etat) && signature !== null && signature >= DEPUIS;
}

/**
 * Must this funder publish (R43)? Public persons only: a gift is its donor's own business (R17; E11). A local authority of
 * fewer than 3 500 inhabitants is not bound; one whose population is unknown (`null`) is.
 */
export function estAttribuantLie(categorie: CategorieOrganisme, habitants: number | null): boolean {
  if (!estPublique(categorie)) return false;
  return !estCollectivite(categorie) || habitants === null || habitants >= HABITANTS_MIN;
}

/**
 * Has the delay run out on this day, three months after the signature being the last good day (T20)? `avance` counts also
 * what will be late within so many days.
 */
export function enRetardDePublication(signature: Jour, jour: Jour, avance = 0): boolean {
  return echeanceDonneesEssentielles(signature) < ajouterJours(jour, avance);
}
