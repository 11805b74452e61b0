import type { FamilleAvis } from './familles.js';
import type { FaitsParObjet, ObjetAvis } from './faits.js';

/** Who waits for an event, as a closed list: the API has one query a line. */
export const DESTINATAIRES_AVIS = [
  'INVITE',
  'PORTEURS',
  'INSTRUCTEURS',
  'MEMBRES_DE_LA_SEANCE',
  'MANDATAIRE',
  'MEMBRES_DU_TOUR',
  'VOTANTS',
  'FINANCEURS_DES_PARTS',
  'SIGNATAIRES',
  'PARTIES',
  'PARTIES_A_LA_DERNIERE',
  'PORTEURS_DES_POINTS',
  'PORTEURS_ADMIS',
  'BROUILLONS',
] as const;
export type DestinatairesAvis = (typeof DESTINATAIRES_AVIS)[number];

/** What is said to one person of one event. Every text is one line. */
export interface MessageAvis {
  sujet: string;
  phrases: string[];
  /** A numbered list: the agenda of a session. */
  liste?: string[];
}

/** One event that people wait for. Either it belongs to a family, or a duty forbids to switch it off and says why. */
export interface DefinitionAvis<O extends ObjetAvis> {
  objet: O;
  libelle: string;
  famille: FamilleAvis | null;
  /** Why nobody can refuse it: the duty that it fulfils. Present when there is no family. */
  obligation?: string;
  destinataires: DestinatairesAvis;
  /** The author of the act is told too: a receipt, a summons. */
  auteurAussi?: boolean;
  composer(f: FaitsParObjet[O]): MessageAvis;
}

/** Checks a definition against the facts of its object. */
export const definir = <O extends ObjetAvis>(definition: DefinitionAvis<O>): DefinitionAvis<O> => definition;

/** A text between French quotation marks. */
export const entre = (texte: string) => `« ${texte} »`;

/** The title of a project, between quotation marks. */
export const titreDe = (titre: string) => entre(titre === '' ? 'projet sans titre' : titre);
