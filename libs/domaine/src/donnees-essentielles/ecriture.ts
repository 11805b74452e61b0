import type { Centimes } from '../montant/montant.js';
import { repartirPlusFortReste } from '../montant/repartition.js';

const OBJET_MAX = 256;

/** Cents as open data write them: « 350000.00 », a point and two decimals, whatever the arrêté's own words. */
export function ecrireDecimal(montant: Centimes): string {
  return `${montant / 100n}.${String(montant % 100n).padStart(2, '0')}`;
}

/** One line of text: what a person typed on several, with tabs or double spaces, is read on one. */
export function surUneLigne(texte: string): string {
  return texte.replace(/\s+/g, ' ').trim();
}

/**
 * The subject of a grant in 256 characters at most, cut at a word, with an ellipsis. Characters are counted in UTF-16 units:
 * whoever counts in any other way finds as many or fewer.
 */
export function couperObjet(texte: string, max = OBJET_MAX): string {
  const entier = surUneLigne(texte);
  if (entier.length <= max) return entier;
  const debut = entier.slice(0, max - 1);
  const espace = entier[max - 1] === ' ' ? debut.length : debut.lastIndexOf(' ');
  // Half of a character that takes two units would not be written in UTF-8.
  const coupe = espace > 0 ? debut.slice(0, espace) : debut.replace(/[\uD800-\uDBFF]$/, '');
  return `${coupe.replace(/[\s,;:–-]+$/, '')}…`;
}

/**
 * The share of each beneficiary, « 0.01 » to « 1.00 », in proportion to weights: their sum is 1, by largest remainder, and
 * nobody is at 0, which the format does not know.
 */
export function ecrirePourcentages(poids: readonly bigint[]): string[] {
  const centiemes = repartirPlusFortReste(100n, poids);
  for (let rang = centiemes.indexOf(0n); rang !== -1; rang = centiemes.indexOf(0n)) {
    const plusGrand = centiemes.reduce((garde, valeur, i) => (valeur > (centiemes[garde] ?? 0n) ? i : garde), 0);
    centiemes[rang] = 1n;
    // Beyond 100 beneficiaries there is nothing left to take: each is then at its least.
    if ((centiemes[plusGrand] ?? 0n) > 1n) centiemes[plusGrand] = (centiemes[plusGrand] ?? 0n) - 1n;
  }
  return centiemes.map(ecrireDecimal);
}
