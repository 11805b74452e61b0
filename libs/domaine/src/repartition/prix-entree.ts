import type { Centimes } from '../montant/montant.js';
import { expliquer, type Explication } from './explication.js';
import type { Instance } from './instance.js';
import { chercherOptimum, type OptionsOptimum, type PlanOptimal } from './optimum.js';
import { preparer } from './preparation.js';
import type { Solveur } from './solveur.js';

/** What it costs to let a refused project in. */
export type PrixEntree =
  | {
      issue: 'POSSIBLE';
      /** The best plan with the project; its figures are those of the best one known when `plan.prouve` is false. */
      plan: PlanOptimal;
      /** Points lost. */
      score: bigint;
      /** Cents of need no longer funded; negative when more is funded, at a lower score. */
      montant: Centimes;
    }
  | {
      issue: 'IMPOSSIBLE';
      /** The caps that forbid it; `null` when the money would do, and the other constraints of the plan forbid it. */
      explication: Explication | null;
    }
  | { issue: 'INCONNU' };

/**
 * The best plan with this project forced in, against a reference plan. Proven impossible when the money cannot fund it, even
 * alone beside the projects already forced.
 * @throws RangeError on an unknown project: a fault of the caller
 */
export async function prixEntree(
  instance: Instance,
  solveur: Solveur | null,
  projet: string,
  reference: Pick<PlanOptimal, 'score' | 'montant'>,
  options: OptionsOptimum = {},
): Promise<PrixEntree> {
  const imposes = [...(options.imposes ?? []), projet];
  const explication = expliquer(preparer(instance), imposes);
  if (explication.issue === 'MANQUE' || explication.issue === 'MINIMA') return { issue: 'IMPOSSIBLE', explication };
  const plan = await chercherOptimum(instance, solveur, { ...options, imposes });
  if (plan.issue === 'INCONNU') return { issue: 'INCONNU' };
  if (plan.issue === 'IMPOSSIBLE') return { issue: 'IMPOSSIBLE', explication: null };
  const { score, montant } = reference;
  return { issue: 'POSSIBLE', plan, score: score - plan.score, montant: montant - plan.montant };
}
