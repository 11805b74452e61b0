import { EN_GRAND } from '../../libs/domaine/essais/ampleur.js';

/**
 * `npm run epreuves` plays some files of the tests in full; `npm test` plays all of them, and those at a size that leaves it
 * under ten minutes. @returns the first size, or the second in a proof
 */
export function ampleur<Taille>(courte: Taille, pleine: Taille): Taille {
  return EN_GRAND ? pleine : courte;
}

export { EN_GRAND };
