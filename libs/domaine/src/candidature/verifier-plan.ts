import { fondsDeDotation, participationMinimale, plafondAidesPubliques } from '../budget/aides-publiques.js';
import { totauxBudget } from '../budget/equilibre.js';
import { controlerPlan, type TotauxPlan } from '../budget/plan.js';
import { accepter, type Decision, type DetailRefus } from '../refus.js';
import type { Candidature, ContexteDepot } from './candidature.js';

/**
 * The whole plan of a file against its cost and its applicant: R11, R12, then R13, R14, R16.
 * @returns totals and the warnings of the own-share rule, or the first refusal
 */
export function verifierPlan(
  candidature: Candidature,
  { chefDeFile }: ContexteDepot = {},
): Decision<{ totaux: TotauxPlan; avertissements: DetailRefus[] }> {
  const { plan, budget, assiette, exceptionParticipation: exception } = candidature;
  const { categorie, codeDepartement } = candidature.porteur;
  const coutTotal = totauxBudget(budget).charges;
  const totaux = controlerPlan(plan, coutTotal);
  if (!totaux.ok) return totaux;
  const participation = participationMinimale({ categorie, codeDepartement, exception, chefDeFile }, plan);
  if (!participation.ok) return participation;
  const plafond = plafondAidesPubliques(plan, assiette ?? coutTotal);
  if (!plafond.ok) return plafond;
  const dotation = fondsDeDotation(categorie, plan);
  if (!dotation.ok) return dotation;
  return accepter({ totaux: totaux.fait, avertissements: participation.fait.avertissements });
}
