import type { Centimes } from '../montant/montant.js';
import { comparer, plancher, type Rationnel } from './rationnel.js';
import { classesAutour, type ClasseBornee, type Contributeur } from './remplissage.js';

/**
 * Exact parts to whole cents (A2 v): each rounded down, then one cent to the largest remainders, the first rank winning
 * ties, passing over those whose class is full. Every amount is within one cent of its exact part, and the sum is `total`.
 * Contributors come in the order of ranks; `total`, a whole number, is the sum of the exact parts, and no class is over its cap.
 */
export function arrondir(
  total: Centimes,
  exactes: readonly Rationnel[],
  contributeurs: readonly Pick<Contributeur, 'classe'>[],
  classes: readonly ClasseBornee[],
): Centimes[] {
  const parts = exactes.map(plancher);
  const autour = contributeurs.map(({ classe }) => classesAutour(classe, classes));
  const places = classes.map(({ plafond }) => plafond);
  const occuper = (i: number, montant: Centimes) => {
    for (const c of autour[i] ?? []) places[c] = (places[c] ?? 0n) - montant;
  };
  parts.forEach((part, i) => occuper(i, part));
  let centimes = parts.reduce((reste, part) => reste - part, total);
  for (const i of parResteDecroissant(exactes)) {
    if (centimes === 0n) break;
    if (autour[i]?.some((c) => places[c] === 0n)) continue;
    parts[i] = (parts[i] ?? 0n) + 1n;
    occuper(i, 1n);
    centimes -= 1n;
  }
  return parts;
}

/** Indexes of the parts that are not whole, largest remainder first. The sort is stable: equal ones stay in rank order. */
function parResteDecroissant(exactes: readonly Rationnel[]): number[] {
  const restes = exactes.map(({ n, d }, i) => ({ i, n: n % d, d })).filter(({ n }) => n > 0n);
  return restes.sort((a, b) => comparer(b, a)).map(({ i }) => i);
}
