import { ajouterJours, ecrireDate, type Jour } from '../calendrier/index.js';
import { avancer } from '../cycle.js';
import { ecrireEuros, repartirPlusFortReste, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { CYCLE_CONVENTION, type EtatConvention } from './cycles.js';
import type { DonneesConvention } from './donnees.js';

/** Days between the formal notice by registered letter and the termination (R47). */
export const PREAVIS_RESILIATION_JOURS = 30;

/** First day on which a termination may take effect, thirty calendar days after the formal notice (R47). */
export function premierEffetResiliation(miseEnDemeureLe: Jour): Jour {
  return ajouterJours(miseEnDemeureLe, PREAVIS_RESILIATION_JOURS);
}

export interface DemandeResiliation {
  etat: EtatConvention;
  /** An avenant of this convention is in signature. */
  avenantOuvert: boolean;
  motif: string;
  /** Day of the registered letter. */
  miseEnDemeureLe: Jour;
  effetLe: Jour;
  /** Expenses of the project justified at the effect date, in centimes. */
  depensesJustifiees: Centimes;
  donnees: DonneesConvention;
  aujourdhui: Jour;
}

/** What is left of one share, in centimes: `du` + `libere` = its amount. */
export interface PartLiquidee {
  partId: string;
  montant: Centimes;
  du: Centimes;
  libere: Centimes;
}

/**
 * Ends a convention before its term (R47). Refusals, in order: ETAT_INVALIDE (not signed, or over), ETAT_INVALIDE (an avenant
 * is in signature), ENTREE_INVALIDE (no reason), HORS_DELAI (less than thirty days after the notice, or not come yet),
 * ENTREE_INVALIDE (negative expenses), MONTANT_EXCESSIF (more justified than the project costs).
 * @returns what each share owes for what was justified, and what is freed
 */
export function resilierConvention(demande: DemandeResiliation): Decision<PartLiquidee[]> {
  const { donnees, depensesJustifiees } = demande;
  const verdict = premierRefus(
    () => avancer(CYCLE_CONVENTION, demande.etat, 'resilier'),
    () => exigerSansAvenant(demande.avenantOuvert),
    () => exigerMotif(demande.motif),
    () => exigerPreavis(demande),
    () => exigerDepenses(depensesJustifiees, donnees.cout.total),
  );
  if (!verdict.ok) return verdict;
  return accepter(liquider(donnees, depensesJustifiees));
}

function exigerSansAvenant(ouvert: boolean): Decision {
  if (!ouvert) return accepter();
  return refuser('ETAT_INVALIDE', 'Un avenant est en signature : retirez-le d’abord.', 'conventionId');
}

function exigerMotif(motif: string): Decision {
  if (motif.trim() !== '') return accepter();
  return refuser('ENTREE_INVALIDE', 'Dites pourquoi : les parties le liront.', 'motif');
}

function exigerPreavis({ miseEnDemeureLe, effetLe, aujourdhui }: DemandeResiliation): Decision {
  const premier = premierEffetResiliation(miseEnDemeureLe);
  if (effetLe < premier) {
    const message = `Le préavis est de ${PREAVIS_RESILIATION_JOURS} jours : la résiliation prend effet le ${ecrireDate(premier)} au plus tôt.`;
    return refuser('HORS_DELAI', message, 'effetLe');
  }
  if (effetLe <= aujourdhui) return accepter();
  const message = `La résiliation se prononce quand elle prend effet : à partir du ${ecrireDate(effetLe)}.`;
  return refuser('HORS_DELAI', message, 'effetLe');
}

function exigerDepenses(justifiees: Centimes, cout: Centimes): Decision {
  if (justifiees < 0n) return refuser('ENTREE_INVALIDE', 'Un montant n’est pas négatif.', 'depensesJustifiees');
  if (justifiees <= cout) return accepter();
  const message = `Les dépenses justifiées dépassent le coût du projet : ${ecrireEuros(cout)}.`;
  return refuser('MONTANT_EXCESSIF', message, 'depensesJustifiees');
}

/**
 * Each source bears its part of the justified expenses, in the proportions of the plan, by largest remainder: nobody pays
 * more than its share, and all together never more than what was spent. `justifiees`: from 0 to the cost of the project.
 * @returns the shares of this convention; in a coordinated set, in the proportions of the whole plan
 */
export function liquider({ plan, ensemble }: DonneesConvention, justifiees: Centimes): PartLiquidee[] {
  const lignes = ensemble?.lignes ?? plan.lignes;
  const dus = repartirPlusFortReste(justifiees, [...lignes.map((l) => l.montant), plan.ressourcesPropres]);
  const siennes = new Set(plan.lignes.map((l) => l.partId));
  return lignes.flatMap(({ partId, montant }, i): PartLiquidee[] => {
    const du = dus[i] ?? 0n;
    return siennes.has(partId) ? [{ partId, montant, du, libere: montant - du }] : [];
  });
}
