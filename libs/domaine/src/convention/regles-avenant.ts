import { montantDroit } from '../appel/montant-droit.js';
import type { AppelRegles, LieuAction } from '../appel/regles.js';
import {
  controlerPlan,
  fondsDeDotation,
  participationMinimale,
  plafondAidesPubliques,
  totauxPlan,
  verifierMinimis,
  type AideDeclaree,
  type ContexteParticipation,
  type LignePlan,
  type NaturePart,
} from '../budget/index.js';
import type { Jour } from '../calendrier/index.js';
import { estPublique } from '../identifiants/categories.js';
import { ecrireEuros, somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import type { DonneesConvention, LignePlanConvention } from './donnees.js';
import { controlerEcheancier, dureeEnMois } from './echeancier.js';
import { estInvestissementEtat } from './faits.js';
import { mentionsManquantes } from './mentions.js';
import { cibleDe, type Modification } from './modification.js';

/** What the rules of a plan look at besides the convention itself. */
export interface ContexteAvenant extends Omit<ContexteParticipation, 'categorie'> {
  /** Nature of the project: that of the beneficiary's own resources. */
  nature: NaturePart;
  /** The rule of the call, the funder whose share it is about, and the places that the project names (R3, R5). */
  appel: { regles: AppelRegles; financeurId: string; lieux: LieuAction[] } | null;
  /** De minimis aid that the beneficiary has declared. */
  aidesDeclarees: readonly AideDeclaree[];
  /**
   * What each share has granted so far, on the day of each act; below zero for what an avenant took off. For a share that
   * arrives: what its funder has granted to the same beneficiary elsewhere.
   */
  octrois: readonly (AideDeclaree & { partId: string })[];
  /** Paris day on which the avenant is made. */
  jour: Jour;
}

interface Controle {
  avant: DonneesConvention;
  apres: DonneesConvention;
  modifications: readonly Modification[];
  contexte: ContexteAvenant;
}

/** A share that brings more than before, and the modification that says so. */
interface Hausse {
  ligne: LignePlanConvention;
  ancien: Centimes;
  chemin: string;
}

/**
 * Is the plan that an avenant makes still one that the rules allow (R46)? They are those of the day when the plan was voted and
 * made into a convention, asked again of the new amounts. Refusals, in order: PLAN_DESEQUILIBRE (R11, R12), BUDGET_DESEQUILIBRE
 * (R10), MONTANT_EXCESSIF (more than the call grants, R3), PARTICIPATION_MINIMALE (R13), PLAN_DESEQUILIBRE (R14), INELIGIBLE
 * (R16), AIDE_ETAT (R15), MONTANT_EXCESSIF (R35), INCOMPLET (a mention that the convention did not need before: R24, R27, R28).
 */
export function controlerPlanModifie(controle: Controle): Decision {
  const { apres, contexte } = controle;
  const { categorie } = apres.beneficiaire;
  const lignes = lignesDuPlanModifie(apres, contexte.nature);
  const hausses = haussesDe(controle);
  return premierRefus(
    () => surLePlan(controlerPlan(lignes, apres.cout.total)),
    () => exigerBudgetEquilibre(controle),
    () => exigerDroit(hausses, controle),
    () => surLePlan(participationMinimale({ ...contexte, categorie }, lignes)),
    () => exigerPlafondAides(controle),
    () => surLePlan(fondsDeDotation(categorie, lignes)),
    () => exigerMinimis(hausses, controle),
    () => exigerEcheanciers(controle),
    () => exigerMentions(controle),
  );
}

/** The plan as a whole is at fault, and in an avenant that is its list of modifications. */
function surLePlan(verdict: Decision<unknown>): Decision<unknown> {
  return verdict.ok ? verdict : { ok: false, refus: { ...verdict.refus, chemin: 'modifications', details: undefined } };
}

/** The plan of a convention as the rules of a plan read it. A base is never more than the project costs by now (R12). */
export function lignesDuPlanModifie({ plan, cout, beneficiaire }: DonneesConvention, nature: NaturePart): LignePlan[] {
  const parts = plan.lignes.map(
    ({
      financeurId,
      financeur: denomination,
      categorie,
      dispositif,
      nature: sienne,
      montant,
      assiette,
    }): LignePlan => ({
      financeurId,
      denomination,
      categorie,
      dispositif,
      nature: sienne,
      montant,
      assiette: assiette < cout.total ? assiette : cout.total,
      autofinancement: false,
    }),
  );
  if (plan.ressourcesPropres === 0n) return parts;
  const { organismeId: financeurId, denomination, categorie } = beneficiaire;
  const montant = plan.ressourcesPropres;
  const propres = { financeurId, denomination, categorie, dispositif: '', nature, montant, assiette: null };
  return [...parts, { ...propres, autofinancement: true }];
}

function haussesDe({ avant, apres, modifications }: Controle): Hausse[] {
  return apres.plan.lignes.flatMap((ligne): Hausse[] => {
    const ancien = avant.plan.lignes.find((l) => l.partId === ligne.partId)?.montant ?? 0n;
    const rang = modifications.findIndex((m) => cibleDe(m) === `PART ${ligne.partId}`);
    return ligne.montant > ancien ? [{ ligne, ancien, chemin: cheminDuMontant(modifications, rang) }] : [];
  });
}

/** Where the new amount of a share is said: by the change of its amount, or by the arrival of its funder. */
function cheminDuMontant(modifications: readonly Modification[], rang: number): string {
  return `modifications[${rang}].${modifications[rang]?.type === 'FINANCEUR' ? 'arrivee.montant' : 'vers'}`;
}

/** R10: a budget that was balanced stays so. */
function exigerBudgetEquilibre({ avant, apres }: Controle): Decision {
  const ecart = ({ budget }: DonneesConvention) =>
    somme(budget.produits.map((l) => l.montant)) - somme(budget.charges.map((l) => l.montant));
  if (ecart(avant) !== 0n || ecart(apres) === 0n) return accepter();
  const de = ecart(apres) > 0n ? 'de plus que' : 'de moins que';
  const montant = ecrireEuros(ecart(apres) > 0n ? ecart(apres) : -ecart(apres));
  const message = `Les produits du budget feraient ${montant} ${de} ses charges : changez aussi la ligne qui les équilibre.`;
  return refuser('BUDGET_DESEQUILIBRE', message, 'modifications');
}

/** R3: the funder of the call never adds to its share beyond what the call grants. */
function exigerDroit(hausses: readonly Hausse[], { apres, contexte }: Controle): Decision {
  const { appel } = contexte;
  const hausse = appel && hausses.find((h) => h.ligne.financeurId === appel.financeurId);
  if (!appel || !hausse) return accepter();
  const { assiette, montant } = hausse.ligne;
  const droit = montantDroit(appel.regles, { lieux: appel.lieux, assiette, coutTotal: apres.cout.total }).montant;
  if (montant <= droit) return accepter();
  const message = `L’appel accorde au plus ${ecrireEuros(droit)} à ce projet : cette part ferait ${ecrireEuros(montant)}.`;
  return refuser('MONTANT_EXCESSIF', message, hausse.chemin);
}

/**
 * R14, on the base of the State's own grant: the total public aid never goes beyond what is eligible. A plan that went beyond
 * it when all signed it may stay as it is, and not go further.
 */
function exigerPlafondAides({ avant, apres, contexte }: Controle): Decision {
  const verdicts = [avant, apres].map((donnees) => {
    const lignes = lignesDuPlanModifie(donnees, contexte.nature);
    const bases = donnees.plan.lignes.filter(estInvestissementEtat).map((l) => l.assiette);
    const eligible = [donnees.cout.total, ...bases].reduce((min, base) => (base < min ? base : min));
    return { verdict: plafondAidesPubliques(lignes, eligible), aides: totauxPlan(lignes).aidesPubliques };
  });
  const [ancien, nouveau] = verdicts;
  if (!ancien || !nouveau || (!ancien.verdict.ok && nouveau.aides <= ancien.aides)) return accepter();
  return premierRefus(() => surLePlan(nouveau.verdict));
}

/** R15: what a public funder adds is a new aid of today, beside what was declared and what it had already granted. */
function exigerMinimis(hausses: readonly Hausse[], { apres, contexte }: Controle): Decision {
  const base = apres.aideEtat?.base;
  if (base === undefined) return accepter();
  for (const { ligne, ancien, chemin } of hausses.filter((h) => estPublique(h.ligne.categorie))) {
    const octrois = contexte.octrois.filter((o) => o.partId === ligne.partId);
    const recues = [...contexte.aidesDeclarees, ...octrois];
    const verdict = verifierMinimis(base, contexte.jour, recues, ligne.montant - ancien);
    if (!verdict.ok) return refuser('AIDE_ETAT', verdict.refus.message, chemin);
  }
  return accepter();
}

/** R35, on the schedules as they become: the caps move with the amount, and with the length of the project. */
function exigerEcheanciers({ apres, modifications }: Controle): Decision {
  const { debut, fin, limiteBilan } = apres.duree;
  const dureeMois = debut === null || fin === null ? 0 : dureeEnMois(debut, fin);
  for (const { partId, financeur, montant, categorie, nature } of apres.plan.lignes) {
    const versements = apres.echeanciers.find((e) => e.partId === partId)?.versements ?? [];
    const demande = { montant, categorie, nature, dureeMois, garantie: false, limiteBilan };
    const verdict = controlerEcheancier(demande, versements);
    if (verdict.ok) continue;
    const rang = modifications.findIndex((m) => cibleDe(m) === `PART ${partId}`);
    const chemin = rang === -1 ? 'modifications' : cheminDuMontant(modifications, rang);
    return refuser(verdict.refus.code, `${financeur} : ${verdict.refus.message}`, chemin);
  }
  return accepter();
}

/** A mention that the law asks of the convention as it becomes, and that the signed one did not need. */
function exigerMentions({ avant, apres }: Controle): Decision {
  const connues = new Set(mentionsManquantes(avant).map((m) => m.chemin));
  const details = mentionsManquantes(apres).filter((m) => !connues.has(m.chemin));
  if (details.length === 0) return accepter();
  const message = `Ainsi changée, la convention doit dire ce qu’elle ne dit pas : ${details[0]?.message ?? ''}`;
  return refuser('INCOMPLET', message, 'modifications', details);
}
