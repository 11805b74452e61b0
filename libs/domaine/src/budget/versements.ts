import { partTaux } from '../montant/taux.js';
import type { Centimes } from '../montant/montant.js';

/** What the final report says of a grant. */
export interface FaitsSolde {
  /** TAUX: paid on real spending. FORFAIT: paid whole when the objectives are met. */
  mode: 'TAUX' | 'FORFAIT';
  /** Maximum of the convention. */
  maximum: Centimes;
  /** Forecast eligible base on which the maximum was calculated. */
  assiette: Centimes;
  depenseReelle: Centimes;
  objectifsAtteints: boolean;
  dejaVerse: Centimes;
}

/** One of `solde` and `reversement` is zero: a repayment is never netted silently (R40). */
export interface Solde {
  du: Centimes;
  /** Still to pay. */
  solde: Centimes;
  /** To be repaid by the beneficiary. */
  reversement: Centimes;
}

function montantDu({ mode, maximum, assiette, depenseReelle, objectifsAtteints }: FaitsSolde): Centimes {
  if (mode === 'FORFAIT') return objectifsAtteints ? maximum : 0n;
  if (depenseReelle >= assiette) return maximum;
  // The exact fraction and not the printed rate: the amount is the truth (R12).
  return (maximum * depenseReelle) / assiette;
}

/** Balance of a grant against what is already paid. */
export function solder(du: Centimes, dejaVerse: Centimes): Solde {
  const ecart = du - dejaVerse;
  return { du, solde: ecart > 0n ? ecart : 0n, reversement: ecart < 0n ? -ecart : 0n };
}

/** Final amount due: the maximum reduced in proportion to real spending, or the flat amount (R40; T23). */
export function soldeFinal(faits: FaitsSolde): Solde {
  return solder(montantDu(faits), faits.dejaVerse);
}

const AVANCE = 3000;
const AVANCE_GARANTIE = 6000;
const ACOMPTES = 8000;
const ACOMPTES_LONGS = 9000;
const DUREE_LONGUE_MOIS = 48;

/**
 * Caps of payments of a State investment grant, in cents (R35; T24). The cap on progress payments is read as including the
 * advance, the careful reading.
 */
export function plafondsVersements(
  maximum: Centimes,
  { garantie, dureeMois }: { garantie: boolean; dureeMois: number },
): { avance: Centimes; acomptesCumules: Centimes } {
  return {
    avance: partTaux(maximum, garantie ? AVANCE_GARANTIE : AVANCE),
    acomptesCumules: partTaux(maximum, dureeMois > DUREE_LONGUE_MOIS ? ACOMPTES_LONGS : ACOMPTES),
  };
}
