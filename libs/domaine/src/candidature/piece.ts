import { definirCycle } from '../cycle.js';
import type { Role } from '../habilitation/roles.js';

/** The scanner acts alone: no person declares a document clean. */
const PERSONNE: readonly Role[] = [];

/**
 * What the antivirus knows of a document. It fails closed: only a verdict leads to SAINE. NON_ANALYSEE is what was received
 * without a scanner: before there was one, or on a development platform that explicitly goes without.
 */
export const CYCLE_ANALYSE = definirCycle({
  objet: 'La pièce',
  initial: 'EN_QUARANTAINE',
  etats: {
    EN_QUARANTAINE: 'en quarantaine',
    SAINE: 'saine',
    INFECTEE: 'infectée',
    EN_ECHEC: 'analyse en échec',
    NON_ANALYSEE: 'non analysée',
  },
  actions: {
    dispenser: 'dispenser d’analyse',
    approuver: 'déclarer saine',
    condamner: 'déclarer infectée',
    renoncer: 'constater l’échec de l’analyse',
  },
  fleches: [
    { etat: 'EN_QUARANTAINE', action: 'dispenser', vers: 'NON_ANALYSEE', roles: PERSONNE },
    { etat: 'EN_QUARANTAINE', action: 'approuver', vers: 'SAINE', roles: PERSONNE },
    { etat: 'EN_QUARANTAINE', action: 'condamner', vers: 'INFECTEE', roles: PERSONNE },
    { etat: 'EN_QUARANTAINE', action: 'renoncer', vers: 'EN_ECHEC', roles: PERSONNE },
    { etat: 'EN_ECHEC', action: 'approuver', vers: 'SAINE', roles: PERSONNE },
    { etat: 'EN_ECHEC', action: 'condamner', vers: 'INFECTEE', roles: PERSONNE },
    { etat: 'EN_ECHEC', action: 'renoncer', vers: 'EN_ECHEC', roles: PERSONNE },
    { etat: 'NON_ANALYSEE', action: 'approuver', vers: 'SAINE', roles: PERSONNE },
    { etat: 'NON_ANALYSEE', action: 'condamner', vers: 'INFECTEE', roles: PERSONNE },
    { etat: 'NON_ANALYSEE', action: 'renoncer', vers: 'NON_ANALYSEE', roles: PERSONNE },
  ],
});

export type AnalysePiece = keyof typeof CYCLE_ANALYSE.etats;
export type ActionAnalyse = keyof typeof CYCLE_ANALYSE.actions;

export const ANALYSES_PIECE = Object.keys(CYCLE_ANALYSE.etats) as AnalysePiece[];

/**
 * May anybody at all download a document in this state? Who may is another question, asked as well. `dispense`: the
 * configuration goes without a scanner, explicitly; as soon as there is one, what it has not seen waits for it.
 */
export function estTelechargeable(analyse: AnalysePiece, dispense: boolean): boolean {
  return analyse === 'SAINE' || (dispense && analyse === 'NON_ANALYSEE');
}

/** Bank details, which fewer people may see than the rest of a file (trust.md §3.2). `code` is that of the document asked for. */
export function estRib(code: string): boolean {
  return /^(RIB|IBAN)(_|$)/.test(code);
}
