import type { SatisfactionMinimale } from './contraintes-plan.js';
import type { Instance, Points } from './instance.js';
import { chercherOptimum, type OptionsOptimum, type PlanOptimal } from './optimum.js';
import type { Solveur } from './solveur.js';

export interface Garantie {
  points: Points;
  /** Points that each funder must get at least, by envelope: those of the MES plan. An envelope that is absent asks nothing. */
  satisfactions: Readonly<Record<string, bigint>>;
}

/**
 * The best plan in which no funder is less satisfied than it would be in the plan given as a reference (A8). That plan, in
 * `options.departs`, makes the search shorter; and as it is a solution, there always is one.
 * @throws RangeError on an unknown name: a fault of the caller
 */
export function chercherPlanGaranti(
  instance: Instance,
  solveur: Solveur | null,
  { points, satisfactions }: Garantie,
  options: OptionsOptimum = {},
): Promise<PlanOptimal> {
  const exigences = Object.entries(satisfactions).map(([enveloppe, minimum]): SatisfactionMinimale => ({
    enveloppe,
    points: Object.fromEntries(Object.entries(points).map(([projet, donnes]) => [projet, donnes[enveloppe] ?? 0n])),
    minimum,
  }));
  return chercherOptimum(instance, solveur, {
    ...options,
    satisfactions: [...(options.satisfactions ?? []), ...exigences],
  });
}

/** What each envelope gets from a plan: the points it gave to the projects selected. */
export function satisfactionsDe(
  instance: Instance,
  points: Points,
  retenus: readonly string[],
): Record<string, bigint> {
  return Object.fromEntries(
    instance.enveloppes.map(({ id }) => [
      id,
      retenus.reduce((total, projet) => total + (points[projet]?.[id] ?? 0n), 0n),
    ]),
  );
}
