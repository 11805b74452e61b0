import type { PonderationMes } from '../repartition/index.js';
import type { PonderationParts } from './plan.js';

/** What the conference chooses in the making of its plans. */
export interface ParametresPlan {
  /** How the wishes weigh in the plan by equal shares. */
  ponderationMes: PonderationMes;
  /** How the amounts of the other plans are shared out. */
  ponderationParts: PonderationParts;
  /** The ranked list passes over a project that it cannot fund, instead of stopping there. */
  saut: boolean;
}

/** Defaults of allocation.md: equal shares between funders, amounts in proportion to what each announced, no stop. */
export const PARAMETRES_PAR_DEFAUT: ParametresPlan = {
  ponderationMes: 'PARTS_EGALES',
  ponderationParts: 'PRORATA_ENVELOPPE',
  saut: true,
};

/** Above as many lines at most as 60 projects by 15 envelopes, the best plan is no longer a matter of one request. */
const PRODUIT_INTERACTIF = 60 * 15;

/** Must the best plan of an instance of this size be calculated apart? */
export function exigeCalcul(projets: number, enveloppes: number): boolean {
  return projets * enveloppes > PRODUIT_INTERACTIF;
}
