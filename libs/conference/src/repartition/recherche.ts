import {
  accepter,
  chercherOptimum,
  refuser,
  satisfactionsDe,
  type Certificat,
  type ContraintesPlan,
  type Decision,
  type LignesAllumees,
  type OptionsOptimum,
  type ParametresPlan,
  type Solveur,
  type TypeProposition,
} from '@tdt/domaine';
import type { Donnees } from './instance.js';
import { calculerListe, calculerMes } from './plan-calcule.js';

/** The two propositions that are searched for, and not simply unrolled. */
export type TypeCherche = Extract<TypeProposition, 'OPTIMUM' | 'GARANTI'>;
export const TYPES_CHERCHES: readonly TypeCherche[] = ['OPTIMUM', 'GARANTI'];

/** What a search decides: which projects, which minima are honoured, and what is proved of it. */
export interface Choix {
  retenus: readonly string[];
  lignesAllumees: LignesAllumees;
  /** Score, amount and ranks: no other plan is better. */
  prouve: boolean;
  /** No plan scores more; `null` when nothing is proved. */
  borne: bigint | null;
  certificat: Certificat | null;
  /** The solver was asked for help. */
  avecSolveur: boolean;
}

export interface Moyens extends Omit<OptionsOptimum, keyof ContraintesPlan | 'departs'> {
  solveur: Solveur | null;
  /** A plan already known beside the list and the equal shares: it shortens the search. */
  depart?: readonly string[];
}

/**
 * Nodes of a search made while somebody waits. A number of nodes and not a delay: the same instance then gives the same
 * plan on every machine, proved or not.
 */
const NOEUDS_PENDANT_UNE_REQUETE = 1_000;

/** How a search runs inside a request: no solver, a bounded number of nodes, and the other requests served in between. */
export const PENDANT_UNE_REQUETE: Moyens = {
  solveur: null,
  noeudsMaximum: NOEUDS_PENDANT_UNE_REQUETE,
  pause: () => new Promise((suite) => setImmediate(suite)),
};

/**
 * What the plan of this kind must respect besides the money; for GARANTI, every funder at least as satisfied as by equal
 * shares (A8), which is always possible: that plan is one. Refusals: those of the plan by equal shares.
 */
export function contraintesDe(
  type: TypeCherche,
  donnees: Donnees,
  parametres: ParametresPlan,
): Decision<ContraintesPlan> {
  if (type === 'OPTIMUM') return accepter({});
  const mes = calculerMes(donnees, parametres);
  if (!mes.ok) return mes;
  const { instance, points } = donnees;
  const exigences = Object.entries(satisfactionsDe(instance, points, mes.fait.indicateurs.retenus));
  const satisfactions = exigences.map(([enveloppe, minimum]) => ({
    enveloppe,
    minimum,
    points: Object.fromEntries(Object.entries(points).map(([projet, donnes]) => [projet, donnes[enveloppe] ?? 0n])),
  }));
  return accepter({ satisfactions });
}

/** Searches for the best score (A4), with nobody below the equal shares for GARANTI (A8). Refusals: those of both plans. */
export async function chercherChoix(
  type: TypeCherche,
  donnees: Donnees,
  parametres: ParametresPlan,
  { solveur, depart, ...moyens }: Moyens,
): Promise<Decision<Choix>> {
  const contraintes = contraintesDe(type, donnees, parametres);
  if (!contraintes.ok) return contraintes;
  const mes = calculerMes(donnees, parametres);
  const liste = calculerListe(donnees, parametres);
  const connus = [liste, mes].flatMap((plan) => (plan.ok ? [plan.fait.indicateurs.retenus] : []));
  const departs = depart ? [depart, ...connus] : connus;
  const plan = await chercherOptimum(donnees.instance, solveur, { ...moyens, ...contraintes.fait, departs });
  if (plan.issue !== 'PLAN') {
    return refuser('LIMITE_DEPASSEE', 'La recherche s’est arrêtée avant d’avoir trouvé un plan.', 'tourId');
  }
  const { retenus, lignesAllumees, prouve, borne, certificat, appelsSolveur } = plan;
  return accepter({ retenus, lignesAllumees, prouve, borne, certificat, avecSolveur: appelsSolveur > 0 });
}
