import type { Appel } from '../appel/appel.js';
import { CYCLE_APPEL, recoitDepots } from '../appel/cycle-appel.js';
import { eligibilite } from '../appel/eligibilite.js';
import { verifierDemande, type MontantDroit } from '../appel/montant-droit.js';
import { equilibre } from '../budget/equilibre.js';
import { verifierMinimis } from '../budget/minimis.js';
import { totauxPlan, type TotauxPlan } from '../budget/plan.js';
import { dansFenetre, ecrireInstant, jourDeParis } from '../calendrier/paris.js';
import { avancer } from '../cycle.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import type { Candidature, ContexteDepot } from './candidature.js';
import { faitsMontant, manquesCandidature } from './completude.js';
import { CYCLE_CANDIDATURE, type EtatCandidature } from './cycle-candidature.js';
import { verifierPlan } from './verifier-plan.js';

/** A deposit: the file, the call, and the instant that the database's clock gives. */
export interface Depot {
  candidature: Candidature;
  appel: Appel;
  instant: Date;
  contexte?: ContexteDepot;
}

/** The fact to write. */
export interface DepotAccepte {
  etat: EtatCandidature;
  droit: MontantDroit;
  totaux: TotauxPlan;
  /** Shown, never blocking: overlap of territories, de minimis ceiling, advised own share, procurement risk. */
  avertissements: DetailRefus[];
}

function verifierFenetre({ appel, instant }: Depot): Decision {
  if (!recoitDepots(appel.etat) || !appel.ouverture || !appel.cloture) {
    const message = `L'appel ne reçoit pas de dépôt : il est à l'état « ${CYCLE_APPEL.etats[appel.etat]} ».`;
    return refuser('ETAT_INVALIDE', message, 'appel.etat');
  }
  if (dansFenetre(instant, appel.ouverture, appel.cloture)) return accepter();
  const message =
    instant.getTime() < appel.ouverture.getTime()
      ? `Les dépôts ouvrent le ${ecrireInstant(appel.ouverture)}.`
      : `Les dépôts sont clos depuis le ${ecrireInstant(appel.cloture)}.`;
  return refuser('HORS_DELAI', message, 'instant');
}

function verifierCompletude({ candidature, appel }: Depot): Decision {
  const details = manquesCandidature(candidature, appel);
  if (details.length === 0) return accepter();
  const points = details.length === 1 ? 'un point reste' : `${details.length} points restent`;
  return refuser('INCOMPLET', `La candidature est incomplète : ${points} à remplir.`, undefined, details);
}

/** The grant is not decided yet, so the ceiling only warns here; it blocks on the day of the act (R15). */
function avertirMinimis({ candidature, instant }: Pick<Depot, 'candidature' | 'instant'>): DetailRefus[] {
  const { baseAide, aidesDeclarees, plan } = candidature;
  if (!baseAide) return [];
  const { aidesPubliques } = totauxPlan(plan);
  const decision = verifierMinimis(baseAide, jourDeParis(instant), aidesDeclarees, aidesPubliques);
  return decision.ok ? [] : [{ code: 'AIDE_ETAT', chemin: 'baseAide', message: decision.refus.message }];
}

function avertirCommande({ origineInitiative }: Candidature): DetailRefus[] {
  if (origineInitiative !== 'FINANCEUR') return [];
  const message =
    "Le projet vient d'un financeur : s'il répond à son besoin, il relève de la commande publique et non d'une subvention.";
  return [{ code: 'INELIGIBLE', chemin: 'origineInitiative', message }];
}

/**
 * Everything that deserves a person's attention and blocks nothing (R6, R13, R15, R29): shown beside the file as soon as it
 * is being written, and to those who examine it.
 */
export function avertissementsDepot({
  candidature,
  appel,
  instant,
  contexte = {},
}: Omit<Depot, 'appel'> & { appel: Pick<Appel, 'categoriesAdmises' | 'regionsCibles'> }): DetailRefus[] {
  const { regions, porteur } = candidature;
  const eligible = eligibilite(appel, porteur, { regions, hubsExistants: contexte.hubsExistants });
  const plan = verifierPlan(candidature, contexte);
  return [
    ...(eligible.ok ? eligible.fait.avertissements : []),
    ...(plan.ok ? plan.fait.avertissements : []),
    ...avertirMinimis({ candidature, instant }),
    ...avertirCommande(candidature),
  ];
}

function verifierMontant({ candidature, appel }: Depot): Decision<MontantDroit> {
  if (!appel.regles) return refuser('ETAT_INVALIDE', "L'appel n'a pas de règle de calcul du montant.", 'appel.regles');
  return verifierDemande(appel.regles, faitsMontant(candidature), candidature.montantDemande ?? 0n);
}

/**
 * Deposits a file. Refusals in this order: state of the file, state of the call, window (R1), eligibility (R6), completeness
 * (R2), budget (R10), plan (R11 to R16), amount (R3).
 * @returns the new state with the calculation and the warnings, or the first refusal
 */
export function deposer(depot: Depot): Decision<DepotAccepte> {
  const { candidature, appel, contexte = {} } = depot;
  const etat = avancer(CYCLE_CANDIDATURE, candidature.etat, 'DEPOSER');
  if (!etat.ok) return etat;
  const fenetre = verifierFenetre(depot);
  if (!fenetre.ok) return fenetre;
  const { regions, porteur } = candidature;
  const eligible = eligibilite(appel, porteur, { regions, hubsExistants: contexte.hubsExistants });
  if (!eligible.ok) return eligible;
  const complet = verifierCompletude(depot);
  if (!complet.ok) return complet;
  const budget = equilibre(candidature.budget);
  if (!budget.ok) return budget;
  const plan = verifierPlan(candidature, contexte);
  if (!plan.ok) return plan;
  const droit = verifierMontant(depot);
  if (!droit.ok) return droit;
  const { totaux } = plan.fait;
  return accepter({ etat: etat.fait, droit: droit.fait, totaux, avertissements: avertissementsDepot(depot) });
}
