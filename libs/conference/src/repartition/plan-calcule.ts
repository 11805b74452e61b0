import { createHash } from 'node:crypto';
import {
  accepter,
  canoniser,
  ecrireEuros,
  instantane,
  listeClassee,
  planEquitable,
  planMes,
  type Decision,
  type Legende,
  type ParametresPlan,
  type PlanDetaille,
  type RaisonListe,
  type TypeProposition,
} from '@tdt/domaine';
import type { Donnees } from './instance.js';
import type { Choix, TypeCherche } from './recherche.js';

/** Changes with every rule of calculation: a frozen plan says by which engine it was made. */
export const VERSION_MOTEUR = '1';
export const VERSION_SOLVEUR = 'HiGHS 1.15.3';

/** One of the four propositions, with its amounts, its reasons and what is proved of it. */
export interface PlanCalcule extends PlanDetaille {
  type: TypeProposition;
  /** Projects left out, each with the reason in a sentence. */
  ecartes: ReadonlyMap<string, string>;
  /** No plan of this kind does better: by construction, or by a certificate. */
  prouvee: boolean;
  /** Score that no plan exceeds; `null` when the rule of the plan is not to score the most. */
  borne: bigint | null;
  certificat: string | null;
  versionSolveur: string | null;
}

/** Proved by construction: the rule says what is chosen, nothing is searched. */
const PAR_CONSTRUCTION = { prouvee: true, borne: null, certificat: null, versionSolveur: null } as const;

/** The names and legal texts of these data. */
export function legendeDe({ projets, classes, origines }: Donnees): Legende {
  return {
    projet: (id) => projets.get(id)?.titre ?? id,
    classe: (id) => classes.get(id) ?? id,
    origine: (projet, classe) => origines[projet]?.[classe] ?? { regle: null, source: null },
  };
}

const RAISONS_LISTE: Readonly<Record<RaisonListe, string>> = {
  HORS_DE_PORTEE: 'Il ne peut pas être financé en entier à côté des projets mieux notés.',
  INDETERMINE: 'Trop de minima de participation se disputent les enveloppes pour conclure.',
  APRES_ARRET: 'La liste s’arrête avant lui.',
};

/** The ranked list (A9), its amounts shared fairly (A6). Refusals: those of `planEquitable`. */
export function calculerListe(donnees: Donnees, { saut, ponderationParts }: ParametresPlan): Decision<PlanCalcule> {
  const { instance, points } = donnees;
  const { retenus, ecartes } = listeClassee(instance, { saut });
  const plan = planEquitable(instance, points, retenus, ponderationParts, legendeDe(donnees));
  if (!plan.ok) return plan;
  const raisons = new Map(ecartes.map(({ id, raison }) => [id, RAISONS_LISTE[raison]]));
  return accepter({ ...plan.fait, ...PAR_CONSTRUCTION, type: 'LISTE', ecartes: raisons });
}

/** The plan by equal shares (A7). Refusals: those of `planMes`. */
export function calculerMes(donnees: Donnees, { ponderationMes }: ParametresPlan): Decision<PlanCalcule> {
  const plan = planMes(donnees.instance, donnees.points, ponderationMes, legendeDe(donnees));
  if (!plan.ok) return plan;
  const raisons = new Map(
    plan.fait.nonFinancables.map(({ id, atteignable, besoin }) => [
      id,
      `Ses soutiens pouvaient encore réunir ${ecrireEuros(atteignable)} sur ${ecrireEuros(besoin)}.`,
    ]),
  );
  return accepter({ ...plan.fait, ...PAR_CONSTRUCTION, type: 'MES', ecartes: raisons });
}

const RAISON_CHERCHEE: Readonly<Record<TypeCherche, string>> = {
  OPTIMUM: 'Les projets retenus réunissent ensemble plus de points.',
  GARANTI: 'Les projets retenus réunissent plus de points sans qu’aucun financeur perde aux parts égales.',
};

/** The plan of a search (A4, A8), its amounts shared fairly (A6). Refusals: those of `planEquitable`. */
export function detaillerChoix(
  type: TypeCherche,
  donnees: Donnees,
  { ponderationParts }: ParametresPlan,
  choix: Choix,
): Decision<PlanCalcule> {
  const { instance, points } = donnees;
  const { retenus, lignesAllumees, prouve: prouvee, borne, certificat, avecSolveur } = choix;
  const legende = legendeDe(donnees);
  const plan = planEquitable(instance, points, retenus, ponderationParts, legende, lignesAllumees);
  if (!plan.ok) return plan;
  const ecartes = new Map(instance.projets.map(({ id }) => [id, RAISON_CHERCHEE[type]]));
  return accepter({
    ...plan.fait,
    type,
    ecartes,
    prouvee,
    borne,
    certificat: certificat && canoniser(certificat),
    versionSolveur: avecSolveur ? VERSION_SOLVEUR : null,
  });
}

/** A snapshot of a plan and its SHA-256: what is shown before a vote is what would be frozen. */
export interface PlanFige {
  texte: string;
  empreinte: Buffer;
}

/** The canonical text of all that a plan depends on and of what it decides. */
export function figer(donnees: Donnees, parametres: ParametresPlan, plan: PlanCalcule): PlanFige {
  const { instance, points, origines } = donnees;
  const { type, parts, indicateurs, lignes, prouvee, borne } = plan;
  const texte = instantane({
    instance,
    parametres: { ...parametres, type, points, origines, moteur: VERSION_MOTEUR },
    resultat: {
      retenus: indicateurs.retenus,
      parts,
      lignes: lignes.map(({ projet, enveloppe, exacte, motifCode }) => ({ projet, enveloppe, exacte, motifCode })),
      prouvee,
      borne,
    },
  });
  return { texte, empreinte: createHash('sha256').update(texte, 'utf8').digest() };
}
