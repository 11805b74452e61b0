import { definirCycle } from '../cycle.js';

export const ETATS_APPEL = [
  'BROUILLON',
  'VALIDE',
  'PUBLIE',
  'OUVERT',
  'SUSPENDU',
  'CLOS',
  'EN_INSTRUCTION',
  'DELIBERE',
  'ARCHIVE',
  'ANNULE',
] as const;
export type EtatAppel = (typeof ETATS_APPEL)[number];

export const ACTIONS_APPEL = [
  'VALIDER',
  'CORRIGER',
  'PUBLIER',
  'OUVRIR',
  'PROLONGER',
  'SUSPENDRE',
  'REPRENDRE',
  'CLORE',
  'INSTRUIRE',
  'DELIBERER',
  'ARCHIVER',
  'ANNULER',
] as const;
export type ActionAppel = (typeof ACTIONS_APPEL)[number];

const GESTION = ['GESTIONNAIRE', 'ADMIN'] as const;
const CONFERENCE = ['GESTIONNAIRE', 'PRESIDENT', 'ADMIN'] as const;

/**
 * Life of a call (domain §8). PROLONGER is an arrow and not a state: a prolonged call is an open one with a later closing.
 * A draft may be published without the separate validation, because a small body has nobody else to validate it.
 */
export const CYCLE_APPEL = definirCycle<EtatAppel, ActionAppel>({
  objet: "L'appel à projets",
  initial: 'BROUILLON',
  etats: {
    BROUILLON: 'brouillon',
    VALIDE: 'validé',
    PUBLIE: 'publié',
    OUVERT: 'ouvert',
    SUSPENDU: 'suspendu',
    CLOS: 'clos',
    EN_INSTRUCTION: 'en instruction',
    DELIBERE: 'délibéré',
    ARCHIVE: 'archivé',
    ANNULE: 'annulé',
  },
  actions: {
    VALIDER: 'valider',
    CORRIGER: 'corriger',
    PUBLIER: 'publier',
    OUVRIR: 'ouvrir',
    PROLONGER: 'prolonger',
    SUSPENDRE: 'suspendre',
    REPRENDRE: 'reprendre',
    CLORE: 'clore',
    INSTRUIRE: 'instruire',
    DELIBERER: 'délibérer',
    ARCHIVER: 'archiver',
    ANNULER: 'annuler',
  },
  fleches: [
    { etat: 'BROUILLON', action: 'VALIDER', vers: 'VALIDE', roles: GESTION },
    { etat: 'BROUILLON', action: 'PUBLIER', vers: 'PUBLIE', roles: GESTION },
    { etat: 'BROUILLON', action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
    { etat: 'VALIDE', action: 'CORRIGER', vers: 'BROUILLON', roles: GESTION },
    { etat: 'VALIDE', action: 'PUBLIER', vers: 'PUBLIE', roles: GESTION },
    { etat: 'VALIDE', action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
    { etat: 'PUBLIE', action: 'OUVRIR', vers: 'OUVERT', roles: GESTION },
    { etat: 'PUBLIE', action: 'PROLONGER', vers: 'PUBLIE', roles: GESTION },
    { etat: 'PUBLIE', action: 'SUSPENDRE', vers: 'SUSPENDU', roles: GESTION },
    { etat: 'PUBLIE', action: 'CLORE', vers: 'CLOS', roles: GESTION },
    { etat: 'PUBLIE', action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
    { etat: 'OUVERT', action: 'PROLONGER', vers: 'OUVERT', roles: GESTION },
    { etat: 'OUVERT', action: 'SUSPENDRE', vers: 'SUSPENDU', roles: GESTION },
    { etat: 'OUVERT', action: 'CLORE', vers: 'CLOS', roles: GESTION },
    { etat: 'OUVERT', action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
    { etat: 'SUSPENDU', action: 'REPRENDRE', vers: 'OUVERT', roles: GESTION },
    { etat: 'SUSPENDU', action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
    { etat: 'CLOS', action: 'INSTRUIRE', vers: 'EN_INSTRUCTION', roles: [...GESTION, 'INSTRUCTEUR'] },
    { etat: 'CLOS', action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
    { etat: 'EN_INSTRUCTION', action: 'DELIBERER', vers: 'DELIBERE', roles: CONFERENCE },
    { etat: 'EN_INSTRUCTION', action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
    { etat: 'DELIBERE', action: 'ARCHIVER', vers: 'ARCHIVE', roles: GESTION },
  ],
});

/** True when a call takes deposits; the instant still has to fall in its window (R1). */
export function recoitDepots(etat: EtatAppel): boolean {
  return etat === 'PUBLIE' || etat === 'OUVERT';
}
