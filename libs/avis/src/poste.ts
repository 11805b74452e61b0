import type { EchecEnvoi } from '@tdt/domaine';
import type { Pointeur } from '@tdt/socle';

/** Injection token of whoever takes the mails: a server, or the database where there is none. */
export const POSTE = Symbol('poste');

/** A mail ready to leave. Its `id` makes its Message-ID: the same at each try, so that a double can be told. */
export interface CourrielPret {
  id: string;
  /** Person, or invitation, whom the mail is for: whose key protects it where it is kept. */
  personneId: string;
  a: { nom: string; adresse: string };
  sujet: string;
  texte: string;
  html: string;
  /** Address that silences this family by a POST; null when a duty forbids it. */
  desabonnement: string | null;
}

export type Remise =
  { etat: 'ENVOYE' } | { etat: 'RETENU'; retenu: Pointeur } | { etat: 'ECHEC'; echec: EchecEnvoi; motif: string };

export interface Poste {
  remettre(courriel: CourrielPret): Promise<Remise>;
  fermer(): void;
}
