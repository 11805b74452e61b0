import { definirCycle } from '../cycle.js';
import type { Role } from '../habilitation/roles.js';

const FINANCEUR: readonly Role[] = ['FINANCEUR', 'GESTIONNAIRE'];
const PRESIDENT: readonly Role[] = ['PRESIDENT'];

/**
 * Life of a share (domain.md §8): the vote of the session leads to VOTEE, only the act of its own funder to ENGAGEE (R24).
 * A smaller amount is a new version of the share: the former one becomes REDUITE and is never overwritten.
 */
export const CYCLE_PART = definirCycle({
  objet: 'La part',
  initial: 'PRESSENTIE',
  etats: {
    PRESSENTIE: 'pressentie',
    ANNONCEE: 'annoncée',
    PROPOSEE: 'proposée',
    VOTEE: 'votée',
    SOUS_RESERVE: 'sous réserve',
    ENGAGEE: 'engagée',
    CONVENTIONNEE: 'conventionnée',
    PARTIELLEMENT_VERSEE: 'partiellement versée',
    VERSEE: 'versée',
    REVERSEE_PARTIEL: 'reversée en partie',
    REFUSEE: 'refusée',
    RETIREE: 'retirée',
    REDUITE: 'remplacée par une part réduite',
  },
  actions: {
    annoncer: 'annoncer la part',
    proposer: 'proposer la part à la séance',
    voter: 'voter la part',
    rejeter: 'rejeter la part',
    reserver: 'engager sous réserve',
    engager: 'engager la part',
    conventionner: 'conventionner la part',
    deconventionner: 'défaire la convention de la part',
    verser: 'verser un acompte',
    solder: 'verser le solde',
    reverser: 'constater un reversement',
    retirer: 'retirer la part',
    reduire: 'réduire la part',
  },
  fleches: [
    { etat: 'PRESSENTIE', action: 'annoncer', vers: 'ANNONCEE', roles: FINANCEUR },
    { etat: 'PRESSENTIE', action: 'proposer', vers: 'PROPOSEE', roles: FINANCEUR },
    { etat: 'ANNONCEE', action: 'proposer', vers: 'PROPOSEE', roles: FINANCEUR },
    { etat: 'PROPOSEE', action: 'voter', vers: 'VOTEE', roles: PRESIDENT },
    { etat: 'PROPOSEE', action: 'rejeter', vers: 'REFUSEE', roles: PRESIDENT },
    { etat: 'VOTEE', action: 'engager', vers: 'ENGAGEE', roles: FINANCEUR },
    { etat: 'VOTEE', action: 'reserver', vers: 'SOUS_RESERVE', roles: FINANCEUR },
    { etat: 'SOUS_RESERVE', action: 'engager', vers: 'ENGAGEE', roles: FINANCEUR },
    { etat: 'ENGAGEE', action: 'conventionner', vers: 'CONVENTIONNEE', roles: ['GESTIONNAIRE'] },
    { etat: 'CONVENTIONNEE', action: 'deconventionner', vers: 'ENGAGEE', roles: ['GESTIONNAIRE'] },
    { etat: 'CONVENTIONNEE', action: 'verser', vers: 'PARTIELLEMENT_VERSEE', roles: FINANCEUR },
    { etat: 'CONVENTIONNEE', action: 'solder', vers: 'VERSEE', roles: FINANCEUR },
    { etat: 'PARTIELLEMENT_VERSEE', action: 'verser', vers: 'PARTIELLEMENT_VERSEE', roles: FINANCEUR },
    { etat: 'PARTIELLEMENT_VERSEE', action: 'solder', vers: 'VERSEE', roles: FINANCEUR },
    { etat: 'VERSEE', action: 'reverser', vers: 'REVERSEE_PARTIEL', roles: FINANCEUR },
    { etat: 'PRESSENTIE', action: 'retirer', vers: 'RETIREE', roles: FINANCEUR },
    { etat: 'ANNONCEE', action: 'retirer', vers: 'RETIREE', roles: FINANCEUR },
    { etat: 'PROPOSEE', action: 'retirer', vers: 'RETIREE', roles: FINANCEUR },
    { etat: 'VOTEE', action: 'retirer', vers: 'RETIREE', roles: FINANCEUR },
    { etat: 'SOUS_RESERVE', action: 'retirer', vers: 'RETIREE', roles: FINANCEUR },
    { etat: 'ENGAGEE', action: 'retirer', vers: 'RETIREE', roles: FINANCEUR },
    { etat: 'PROPOSEE', action: 'reduire', vers: 'REDUITE', roles: FINANCEUR },
    { etat: 'VOTEE', action: 'reduire', vers: 'REDUITE', roles: FINANCEUR },
    { etat: 'ENGAGEE', action: 'reduire', vers: 'REDUITE', roles: FINANCEUR },
  ],
});

export type EtatPart = keyof typeof CYCLE_PART.etats;
export type ActionPart = keyof typeof CYCLE_PART.actions;

/** States in which a share no longer counts in any plan. */
export const ETATS_PART_ECARTES: readonly EtatPart[] = ['REFUSEE', 'RETIREE', 'REDUITE'];

/** States of a share that the session has voted, and that nobody has withdrawn since. */
export const ETATS_PART_VOTES: readonly EtatPart[] = [
  'VOTEE',
  'SOUS_RESERVE',
  'ENGAGEE',
  'CONVENTIONNEE',
  'PARTIELLEMENT_VERSEE',
  'VERSEE',
  'REVERSEE_PARTIEL',
];

/** States of a share that its own funder has engaged by its act: it will pay, or has paid (R24). */
export const ETATS_PART_PAYEURS: readonly EtatPart[] = [
  'ENGAGEE',
  'CONVENTIONNEE',
  'PARTIELLEMENT_VERSEE',
  'VERSEE',
  'REVERSEE_PARTIEL',
];

/** What the proclaimed result of a ballot does to the proposed shares of its item (R24): it never engages anything. */
export function actionPartApresScrutin(adopte: boolean): ActionPart {
  return adopte ? 'voter' : 'rejeter';
}
