import { somme, type Centimes } from './montant.js';

/**
 * Splits an amount in proportion to weights, exactly: every share is its exact value rounded down or up, and the cents
 * left go to the largest remainders, the first rank winning ties (T26: 100,00 in 3 = 33,34 + 33,33 + 33,33).
 * @throws RangeError when the total or a weight is negative, or when a total has no weight to go to: a fault of the caller
 */
export function repartirPlusFortReste(total: Centimes, poids: readonly bigint[]): Centimes[] {
  if (total < 0n || poids.some((p) => p < 0n)) throw new RangeError('Total et poids doivent être positifs.');
  if (total === 0n) return poids.map(() => 0n);
  const totalPoids = somme(poids);
  if (totalPoids === 0n) throw new RangeError('Aucun poids : le total ne peut aller à personne.');
  const parts = poids.map((p) => (total * p) / totalPoids);
  const restes = poids.map((p, rang) => ({ rang, reste: (total * p) % totalPoids }));
  // The sort is stable: equal remainders stay in the order of their ranks.
  restes.sort((a, b) => (a.reste > b.reste ? -1 : Number(a.reste < b.reste)));
  const centimesRestants = Number(total - somme(parts));
  for (const { rang } of restes.slice(0, centimesRestants)) parts[rang] = (parts[rang] ?? 0n) + 1n;
  return parts;
}
