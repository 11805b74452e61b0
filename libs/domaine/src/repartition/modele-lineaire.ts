import { lire } from './preparation.js';
import type { ModeleLineaire, RangeeLineaire } from './solveur.js';

/** A row b − etendue ≤ Σ a·z ≤ b. */
export interface RangeeRelachee {
  a: ArrayLike<number>;
  b: number;
  etendue: number;
}

/**
 * The choice as a solver of linear models is asked it: one whole column a project, 0 or 1, and the rows that the exact
 * search has met. Rows are divided by their largest coefficient, gains by the largest gain, so that none dwarfs another.
 */
export function modeleDesProjets(gains: ArrayLike<number>, rangees: readonly RangeeRelachee[]): ModeleLineaire {
  return {
    colonnes: Array.from(gains, (gain) => ({ gain, bas: 0, haut: 1, entiere: true })),
    rangees: rangees.map(enRangee),
  };
}

function enRangee({ a, b, etendue }: RangeeRelachee): RangeeLineaire {
  const colonnes = Array.from(a, (_, p) => p).filter((p) => lire(a, p) !== 0);
  return { colonnes, valeurs: colonnes.map((p) => lire(a, p)), bas: b - etendue, haut: b };
}
