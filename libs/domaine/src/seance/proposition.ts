import { fondsDeDotation, type LignePlan } from '../budget/index.js';
import { CYCLE_CANDIDATURE, type ActionCandidature, type EtatCandidature } from '../candidature/cycle-candidature.js';
import { avancer } from '../cycle.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import { somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { compter } from '../texte/accord.js';
import { CYCLE_PART, type EtatPart } from './cycle-part.js';
import type { EtatScrutin } from './cycles.js';
import { planPropose, type PartProposee, type PlanFinancement } from './plan.js';

/** States of a file for which a funder may still prepare a share: from admissible to the session, and after a postponement. */
export const ETATS_CANDIDATURE_FINANCABLES: readonly EtatCandidature[] = [
  'RECEVABLE',
  'EN_INSTRUCTION',
  'INSTRUIT',
  'INSCRIT_EN_SEANCE',
  'LISTE_ATTENTE',
  'AJOURNE',
];

/** How far the funder goes: an intention for itself, an announced amount, or a share put to the session. */
export const ETAPES_PART = ['PRESSENTIE', 'ANNONCEE', 'PROPOSEE'] as const;
export type EtapePart = (typeof ETAPES_PART)[number];

export interface DossierFinance {
  etat: EtatCandidature;
  appelId: string;
  categoriePorteur: CategorieOrganisme;
  /** State of the ballot on this file, `null` when there is none. */
  etatScrutin: EtatScrutin | null;
}

export interface DemandePart {
  dossier: DossierFinance;
  enveloppe: { financeurId: string; appelId: string | null; statut: string };
  financeur: { id: string; denomination: string; categorie: CategorieOrganisme };
  dispositif: string;
  nature: LignePlan['nature'];
  montant: Centimes;
  /** Eligible base of this funder; `null`: the whole cost. */
  assiette: Centimes | null;
}

/**
 * A funder prepares a share of a project on its own envelope. Refusals, in this order: ETAT_INVALIDE (file, ballot open),
 * INELIGIBLE (envelope of another call), ETAT_INVALIDE (envelope closed), ENTREE_INVALIDE (nothing), PLAN_DESEQUILIBRE
 * (above its base, R12), INELIGIBLE (public money for a fonds de dotation, R16).
 */
export function proposerPart(demande: DemandePart): Decision {
  const { dossier, enveloppe, montant, assiette } = demande;
  return premierRefus(
    () => exigerDossierOuvert(dossier),
    () =>
      enveloppe.appelId === null || enveloppe.appelId === dossier.appelId
        ? accepter()
        : refuser('INELIGIBLE', 'Cette enveloppe est destinée à un autre appel.', 'enveloppeId'),
    () =>
      enveloppe.statut === 'OUVERTE'
        ? accepter()
        : refuser('ETAT_INVALIDE', 'Cette enveloppe est gelée ou close.', 'enveloppeId'),
    () => (montant > 0n ? accepter() : refuser('ENTREE_INVALIDE', 'Le montant d’une part dépasse zéro.', 'montant')),
    () =>
      assiette === null || montant <= assiette
        ? accepter()
        : refuser(
            'PLAN_DESEQUILIBRE',
            'Une part ne dépasse pas la dépense sur laquelle elle est calculée.',
            'assiette',
          ),
    () => fondsDeDotation(dossier.categoriePorteur, [ligne(demande)]),
  );
}

/** A share changes or leaves only while its file may still be funded and no ballot is open on it. */
export function exigerDossierOuvert({ etat, etatScrutin }: Pick<DossierFinance, 'etat' | 'etatScrutin'>): Decision {
  if (!ETATS_CANDIDATURE_FINANCABLES.includes(etat)) {
    return refuser(
      'ETAT_INVALIDE',
      `La candidature est à l’état « ${CYCLE_CANDIDATURE.etats[etat]} » : ses parts ne changent plus ainsi.`,
      'candidatureId',
    );
  }
  if (etatScrutin === 'OUVERT' || etatScrutin === 'CLOS') {
    return refuser('ETAT_INVALIDE', 'Le scrutin de ce projet est ouvert : sa proposition est figée.', 'candidatureId');
  }
  return accepter();
}

function ligne({ financeur, dispositif, nature, montant, assiette }: DemandePart): LignePlan {
  const { id, denomination, categorie } = financeur;
  return { financeurId: id, denomination, categorie, dispositif, nature, montant, assiette, autofinancement: false };
}

/** The state of a share that its funder moves to another stage, or leaves as it is: forward only. */
export function avancerPart(etat: EtatPart, vers: EtapePart): Decision<EtatPart> {
  if (etat === vers) return accepter(etat);
  return avancer(CYCLE_PART, etat, vers === 'ANNONCEE' ? 'annoncer' : 'proposer');
}

/**
 * May this plan go to the vote (R11)? As `planPropose`; when the call allows partial funding the shares may fall short of
 * the cost, never exceed it. What is missing is then counted as own resources, so that every other rule still applies.
 */
export function planSoumis(plan: PlanFinancement<PartProposee>, partielAdmis: boolean): Decision {
  const complet = planPropose(plan);
  if (complet.ok || !partielAdmis) return complet;
  const manque = plan.coutTotal - plan.ressourcesPropres - somme(plan.parts.map((p) => p.montant));
  if (manque <= 0n) return complet;
  return planPropose({ ...plan, ressourcesPropres: plan.ressourcesPropres + manque });
}

/** What a rejected plan may become, at the choice of the conference. */
export const SUITES_REJET = ['REFUSER', 'METTRE_EN_ATTENTE', 'AJOURNER'] as const;
export type SuiteRejet = (typeof SUITES_REJET)[number];

/** What the proclaimed result does to the file (domain.md §8). */
export function actionCandidatureApresScrutin(adopte: boolean, suite: SuiteRejet): ActionCandidature {
  return adopte ? 'RETENIR' : suite;
}

/**
 * May the porteur withdraw its file, as far as its shares go? Not while a ballot is open on it, nor once a funder has
 * committed a share by its act: that one gives it up first. Refusal: ETAT_INVALIDE.
 */
export function partsRetirables(parts: readonly { etat: EtatPart }[], scrutinOuvert: boolean): Decision {
  if (scrutinOuvert) {
    return refuser('ETAT_INVALIDE', 'Le scrutin de ce projet est ouvert : attendez son résultat.', 'candidatureId');
  }
  const engagees = parts.filter((p) => !RETIRABLES.includes(p.etat)).length;
  if (engagees === 0) return accepter();
  return refuser(
    'ETAT_INVALIDE',
    `${compter(engagees, 'part est engagée par l’acte de son', 'parts sont engagées par l’acte de leur')} financeur : il y renonce d’abord.`,
    'candidatureId',
  );
}

const RETIRABLES: readonly EtatPart[] = ['PRESSENTIE', 'ANNONCEE', 'PROPOSEE', 'VOTEE'];
