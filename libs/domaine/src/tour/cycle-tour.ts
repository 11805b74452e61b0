import { definirCycle } from '../cycle.js';

/**
 * Life of a round of announcements: open, then revealed by the chair. Revealed or cancelled, nothing in it changes any more.
 */
export const CYCLE_TOUR = definirCycle({
  objet: 'Le tour',
  initial: 'OUVERT',
  etats: { OUVERT: 'ouvert', REVELE: 'révélé', ANNULE: 'annulé' },
  actions: {
    sceller: 'sceller une annonce',
    retirer: 'retirer une annonce',
    reveler: 'révéler les annonces',
    annuler: 'annuler le tour',
  },
  fleches: [
    { etat: 'OUVERT', action: 'sceller', vers: 'OUVERT', roles: ['FINANCEUR', 'GESTIONNAIRE'] },
    { etat: 'OUVERT', action: 'retirer', vers: 'OUVERT', roles: ['FINANCEUR', 'GESTIONNAIRE'] },
    { etat: 'OUVERT', action: 'reveler', vers: 'REVELE', roles: ['PRESIDENT'] },
    { etat: 'OUVERT', action: 'annuler', vers: 'ANNULE', roles: ['PRESIDENT'] },
  ],
});

export type EtatTour = keyof typeof CYCLE_TOUR.etats;

/** A sealed bid counts until its funder replaces or withdraws it. */
export const ETATS_ANNONCE = ['SCELLEE', 'REMPLACEE', 'RETIREE'] as const;
export type EtatAnnonce = (typeof ETATS_ANNONCE)[number];

/** How a plan was made: by rank, by equal shares, by the best total score, or that score with nobody worse than by equal shares. */
export const TYPES_PROPOSITION = ['LISTE', 'MES', 'OPTIMUM', 'GARANTI'] as const;
export type TypeProposition = (typeof TYPES_PROPOSITION)[number];

/** Words on screen of each kind of proposition. */
export const LIBELLES_PROPOSITION: Readonly<Record<TypeProposition, string>> = {
  LISTE: 'Liste classée : les projets dans l’ordre de leur note',
  MES: 'Parts égales : chaque financeur pèse selon ses points',
  OPTIMUM: 'Optimum : la plus forte somme des notes',
  GARANTI: 'Plan garanti : la plus forte somme des notes sans qu’aucun financeur perde aux parts égales',
};
