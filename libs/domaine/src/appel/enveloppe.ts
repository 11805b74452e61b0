import { ecrireEuros, somme, type Centimes } from '../montant/montant.js';

/** How many equal grants an envelope holds, and what is left (T2, T3, T4). */
export function capacite(enveloppe: Centimes, montant: Centimes): { nombre: bigint; reste: Centimes } {
  if (montant <= 0n) throw new RangeError('Le montant unitaire doit être supérieur à zéro.');
  return { nombre: enveloppe / montant, reste: enveloppe % montant };
}

export interface Depassement {
  total: Centimes;
  /** Cents above the envelope, zero when it is enough. */
  depassement: Centimes;
  /** French sentence to show, or null. */
  avertissement: string | null;
}

/**
 * Requests or ceilings above an envelope: warned, never blocked, because only commitments spend it (R4, finding 5; E2, T18).
 */
export function depassementDemandes(enveloppe: Centimes, montants: Iterable<Centimes>): Depassement {
  const total = somme(montants);
  if (total <= enveloppe) return { total, depassement: 0n, avertissement: null };
  const depassement = total - enveloppe;
  const avertissement =
    `Le total, ${ecrireEuros(total)}, dépasse de ${ecrireEuros(depassement)} ` +
    `l'enveloppe de ${ecrireEuros(enveloppe)}.`;
  return { total, depassement, avertissement };
}
