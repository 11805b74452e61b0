import type { DonneesConvention, Jour } from '@tdt/domaine';

/** Another convention of the set, as far as it is known when this one is printed. */
export interface ConventionSoeur {
  financeurId: string;
  /** `null` as long as it has not been drawn up. */
  numero: string | null;
  signeeLe: Jour | null;
}

/** Everything that one convention of a coordinated set prints (R33). */
export interface DonneesBilaterale {
  /** The whole plan, the same in every convention of the set; `entete` is that of this one. */
  ensemble: DonneesConvention;
  financeurId: string;
  /** The others, in any order: they are printed in that of the plan. */
  soeurs: ConventionSoeur[];
}
