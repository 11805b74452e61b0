import { somme, type Centimes } from './montant.js';
import { repartirPlusFortReste } from './repartition.js';

/** 100 % in basis points. */
export const CENT_POUR_CENT = 10_000;

/**
 * The rate that an amount is of its base, in basis points rounded half-up (R12: the amount is the truth, the rate is
 * derived from it). A base that is not known yet (zero) gives 0.
 */
export function tauxBp(montant: Centimes, assiette: Centimes): number {
  if (assiette <= 0n) return 0;
  return Number((2n * montant * BigInt(CENT_POUR_CENT) + assiette) / (2n * assiette));
}

/**
 * The rates to print beside the lines of a plan, in basis points. They are corrected by largest remainder, so that their
 * sum is the rate of the whole: exactly 10 000 when the amounts sum to the total (R12).
 */
export function tauxAffiches(montants: readonly Centimes[], total: Centimes): number[] {
  const ensemble = BigInt(tauxBp(somme(montants), total));
  return repartirPlusFortReste(ensemble, montants).map(Number);
}

/** Writes basis points as a percentage with two decimals: "58,33 %". */
export function ecrireTaux(bp: number): string {
  const absolu = Math.abs(bp);
  const decimales = String(absolu % 100).padStart(2, '0');
  return `${bp < 0 ? '-' : ''}${Math.trunc(absolu / 100)},${decimales}\u00A0%`;
}

/** The amount that a rate gives on a base, rounded down to the cent: a cap is never exceeded by rounding. */
export function partTaux(base: Centimes, bp: number): Centimes {
  return (base * BigInt(bp)) / BigInt(CENT_POUR_CENT);
}
