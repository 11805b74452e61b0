import type { Centimes } from '../montant/montant.js';
import { lire } from './preparation.js';
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
  const places = classes.map(({ plafond }) => plafond);
  const occuper = (autour: readonly number[], montant: Centimes) => {
    for (const c of autour) places[c] = lire(places, c) - montant;
  };
  const lignes = contributeurs.map(({ classe }, i) => ({ i, autour: classesAutour(classe, classes) }));
  for (const { i, autour } of lignes) occuper(autour, lire(parts, i));
  let centimes = parts.reduce((reste, part) => reste - part, total);
  for (const { i, autour } of parResteDecroissant(lignes, exactes)) {
    if (centimes === 0n) break;
    if (autour.some((c) => places[c] === 0n)) continue;
    parts[i] = lire(parts, i) + 1n;
    occuper(autour, 1n);
    centimes -= 1n;
  }
  return parts;
}

/** Largest remainder first. The sort is stable: equal ones stay in the order of ranks. Whole parts come last, never served. */
function parResteDecroissant<Ligne extends { i: number }>(
  lignes: readonly Ligne[],
  exactes: readonly Rationnel[],
): Ligne[] {
  const restes = exactes.map(({ n, d }) => ({ n: n % d, d }));
  const reste = ({ i }: Ligne) => lire(restes, i);
  return [...lignes].sort((a, b) => comparer(reste(b), reste(a)));
}
