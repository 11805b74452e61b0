import { definirCycle } from '../cycle.js';

/**
 * Life of a session (domain.md §8): without a quorum it is summoned again, once. Its chair, who has the order of the meeting
 * (CRPA R133-5 and after), may suspend it: nothing is decided until he resumes it.
 */
export const CYCLE_SEANCE = definirCycle({
  objet: 'La séance',
  initial: 'CONVOQUEE',
  etats: {
    CONVOQUEE: 'convoquée',
    SANS_QUORUM: 'sans quorum',
    RECONVOQUEE: 'reconvoquée',
    OUVERTE: 'ouverte',
    SUSPENDUE: 'suspendue',
    CLOSE: 'close',
    PV_REDIGE: 'procès-verbal rédigé',
    PV_APPROUVE: 'procès-verbal approuvé',
  },
  actions: {
    ouvrir: 'ouvrir la séance',
    constaterSansQuorum: 'constater l’absence de quorum',
    reconvoquer: 'convoquer une seconde fois',
    suspendre: 'suspendre la séance',
    reprendre: 'reprendre la séance',
    clore: 'clore la séance',
    redigerPv: 'rédiger le procès-verbal',
    approuverPv: 'approuver le procès-verbal',
  },
  fleches: [
    { etat: 'CONVOQUEE', action: 'ouvrir', vers: 'OUVERTE', roles: ['PRESIDENT'] },
    { etat: 'CONVOQUEE', action: 'constaterSansQuorum', vers: 'SANS_QUORUM', roles: ['PRESIDENT'] },
    { etat: 'SANS_QUORUM', action: 'reconvoquer', vers: 'RECONVOQUEE', roles: ['PRESIDENT'] },
    { etat: 'RECONVOQUEE', action: 'ouvrir', vers: 'OUVERTE', roles: ['PRESIDENT'] },
    { etat: 'OUVERTE', action: 'suspendre', vers: 'SUSPENDUE', roles: ['PRESIDENT'] },
    { etat: 'SUSPENDUE', action: 'reprendre', vers: 'OUVERTE', roles: ['PRESIDENT'] },
    { etat: 'OUVERTE', action: 'clore', vers: 'CLOSE', roles: ['PRESIDENT'] },
    { etat: 'CLOSE', action: 'redigerPv', vers: 'PV_REDIGE', roles: ['GESTIONNAIRE'] },
    { etat: 'PV_REDIGE', action: 'approuverPv', vers: 'PV_APPROUVE', roles: ['PRESIDENT'] },
  ],
});

export type EtatSeance = keyof typeof CYCLE_SEANCE.etats;

/** Life of a ballot: it can be cancelled until its result is proclaimed, never after. */
export const CYCLE_SCRUTIN = definirCycle({
  objet: 'Le scrutin',
  initial: 'PREPARE',
  etats: { PREPARE: 'préparé', OUVERT: 'ouvert', CLOS: 'clos', PROCLAME: 'proclamé', ANNULE: 'annulé' },
  actions: {
    ouvrir: 'ouvrir le scrutin',
    voter: 'voter',
    clore: 'clore le scrutin',
    proclamer: 'proclamer le résultat',
    annuler: 'annuler le scrutin',
  },
  fleches: [
    { etat: 'PREPARE', action: 'ouvrir', vers: 'OUVERT', roles: ['PRESIDENT'] },
    { etat: 'OUVERT', action: 'voter', vers: 'OUVERT', roles: ['FINANCEUR', 'GESTIONNAIRE', 'PRESIDENT'] },
    { etat: 'OUVERT', action: 'clore', vers: 'CLOS', roles: ['PRESIDENT'] },
    { etat: 'CLOS', action: 'proclamer', vers: 'PROCLAME', roles: ['PRESIDENT'] },
    { etat: 'PREPARE', action: 'annuler', vers: 'ANNULE', roles: ['PRESIDENT'] },
    { etat: 'OUVERT', action: 'annuler', vers: 'ANNULE', roles: ['PRESIDENT'] },
    { etat: 'CLOS', action: 'annuler', vers: 'ANNULE', roles: ['PRESIDENT'] },
  ],
});

export type EtatScrutin = keyof typeof CYCLE_SCRUTIN.etats;
