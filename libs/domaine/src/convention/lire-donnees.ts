import type { DonneesConvention } from './donnees.js';

/** Members that are amounts wherever they stand; everything else keeps its JSON type. */
const MONTANTS: ReadonlySet<string> = new Set([
  'assiette',
  'base',
  'contributionsVolontaires',
  'cumulDeclare',
  'maximum',
  'montant',
  'part',
  'plafond',
  'ressourcesPropres',
  'total',
]);

/** Reviver of `JSON.parse` that gives the amounts of a convention back as bigint. */
export function relireMontant(cle: string, valeur: unknown): unknown {
  // `base` also names the ground of an aid (DE_MINIMIS …): only digits are an amount.
  return typeof valeur === 'string' && MONTANTS.has(cle) && /^\d+$/.test(valeur) ? BigInt(valeur) : valeur;
}

/**
 * The data of a convention from their canonical text (`donneesEnJson`), amounts back as bigint: what was frozen can be
 * checked and printed again. Throws on a text that is not JSON, a fault of the caller.
 */
export function lireDonneesConvention(texte: string): DonneesConvention {
  return JSON.parse(texte, relireMontant) as DonneesConvention;
}
