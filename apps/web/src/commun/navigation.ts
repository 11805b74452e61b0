import type { Action } from '@tdt/domaine';
import { peutFaire, type EtatSession } from '../connexion/session.js';

/** One entry of the menu: shown to whoever could do `action` for the organisation of the moment. */
interface Entree {
  vers: string;
  texte: string;
  /** `null`: to anybody who is connected. */
  action: Action | null;
}

/** The menu of those who are connected. A new journey adds its line here, and its route in routes.tsx. */
const ENTREES: readonly Entree[] = [
  { vers: '/ce-qui-m-attend', texte: 'Ce qui m’attend', action: null },
  { vers: '/candidatures', texte: 'Mes candidatures', action: 'ouvrirCandidature' },
  { vers: '/seances', texte: 'Séances', action: 'lireSeance' },
  { vers: '/financements', texte: 'Dossiers à financer', action: 'proposerPart' },
  { vers: '/enveloppes', texte: 'Mes enveloppes', action: 'creerEnveloppe' },
  { vers: '/gestion', texte: 'Appels gérés', action: 'creerAppel' },
  // What only the staff of a call reads, instructors and managers alike.
  { vers: '/instruction', texte: 'Instruction', action: 'lireAppelBrouillon' },
  { vers: '/conventions', texte: 'Conventions', action: 'lireConvention' },
  { vers: '/personnes', texte: 'Personnes', action: 'inviterUtilisateur' },
];

/** What the menu offers to this person, in order. */
export function entreesDe(session: EtatSession): Pick<Entree, 'vers' | 'texte'>[] {
  if (!session) return [];
  return ENTREES.filter(({ action }) => action === null || peutFaire(session, action));
}
