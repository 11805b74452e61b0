import type { IncomingHttpHeaders } from 'node:http';
import type { ConstatExterne, Joignable } from '@tdt/domaine';

/** The provider does not answer, or says that it is busy: the same is asked again later. */
export class PrestataireInjoignable extends Error {}

/** The provider answers that it will not: asking again would change nothing. The sentence is ours, never its own. */
export class DemandeRejetee extends Error {}

/** A document to have signed by one person. */
export interface DemandeAuPrestataire extends Joignable {
  /** Our own name for the request, the same at each attempt: the provider holds at most one under it. */
  cle: string;
  titre: string;
  nomFichier: string;
  pdf: Buffer;
  pages: number;
  /** First name and name of the signatory. */
  nom: string;
  /** Where the signatory comes back to, once he has signed or refused. */
  retour: string;
}

export interface DemandeOuverte {
  /** The provider's own name for the request. */
  reference: string;
  /** Where the signatory signs, when the provider says so. */
  lien: string | null;
}

/** Where a request stands at the provider. */
export interface EtatLu {
  constat: ConstatExterne;
  /** What the signatory said when he refused. */
  motif: string | null;
}

/** The signed file, and what the provider keeps of how it was signed. */
export interface FichiersRecus {
  document: Buffer;
  preuve: Buffer | null;
}

/**
 * An outside provider of signatures, as the configuration chose it. Every method may fail with `PrestataireInjoignable`, and
 * `ouvrir` with `DemandeRejetee`; nothing that the provider sends is believed before it was read there.
 */
export abstract class PrestataireDeSignature {
  /** Name under which requests are kept; null: there is none, and nothing is offered. */
  abstract readonly code: string | null;

  /** Name that people know. */
  abstract readonly nom: string;

  /** Opens the request, or finds again the one that an interrupted attempt had opened under the same key. */
  abstract ouvrir(demande: DemandeAuPrestataire, signal: AbortSignal): Promise<DemandeOuverte>;

  /** What the provider holds under this key of ours, null when it holds nothing. */
  abstract retrouver(cle: string, signal: AbortSignal): Promise<string | null>;

  abstract lire(reference: string, signal: AbortSignal): Promise<EtatLu>;

  /** Only of a request that `lire` said to be signed. */
  abstract telecharger(reference: string, signal: AbortSignal): Promise<FichiersRecus>;

  /** Nobody signs any more; a request that is over stays as it is. */
  abstract annuler(reference: string, signal: AbortSignal): Promise<void>;

  /** The reference that an authentic notice is about, empty when it is about none of ours; null: the notice is not authentic. */
  abstract authentifierAvis(corps: Buffer, entetes: IncomingHttpHeaders): string | null;
}

/** No provider: parties sign here or on paper. */
export class SansPrestataire extends PrestataireDeSignature {
  readonly code = null;
  readonly nom = '';

  ouvrir(): Promise<never> {
    return this.absent();
  }

  retrouver(): Promise<never> {
    return this.absent();
  }

  lire(): Promise<never> {
    return this.absent();
  }

  telecharger(): Promise<never> {
    return this.absent();
  }

  annuler(): Promise<never> {
    return this.absent();
  }

  authentifierAvis(): null {
    return null;
  }

  private absent(): Promise<never> {
    return Promise.reject(new PrestataireInjoignable('aucun prestataire de signature n’est configuré'));
  }
}
