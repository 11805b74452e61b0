import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { accepter, refuser, type AgentHabilite, type Decision } from '@tdt/domaine';
import { AdressePublique } from './connexion.js';
import { jetonInconnu, sessionFinie } from './controle-identite.js';
import { lireCookie } from './cookies.js';
import { Jetons } from './jetons.js';
import { Sessions } from './sessions.js';

/** Somebody behind a connection that stays open. */
export interface IdentiteDirecte {
  utilisateurId: string;
  /** Organisation for which his session acts; null for an API token. */
  organismeId: string | null;
  /** Came by an API token, hence a program that we know. */
  parJeton: boolean;
  /** The agent with his rights of now; null once the session or the token is over, or acts for another organisation. */
  actuelle(): Promise<AgentHabilite | null>;
}

type Entetes = Pick<IncomingHttpHeaders, 'authorization' | 'cookie' | 'origin'>;

/**
 * Who opens a connection, by the same token or cookie as a request. A cookie only from our own pages: browsers say where a
 * WebSocket comes from and let no page change it, but open it to any site. Refusals: NON_AUTHENTIFIE, INTERDIT …
 */
@Injectable()
export class IdentitesDirectes {
  constructor(
    private readonly jetons: Jetons,
    private readonly sessions: Sessions,
    private readonly adresse: AdressePublique,
  ) {}

  identifier(headers: Entetes): Promise<Decision<IdentiteDirecte>> {
    return headers.authorization === undefined ? this.parCookie(headers) : this.parJeton(headers.authorization);
  }

  private async parJeton(entete: string): Promise<Decision<IdentiteDirecte>> {
    const agent = await this.jetons.parEntete(entete);
    if (agent?.utilisateurId == null) return { ok: false, refus: jetonInconnu() };
    const { utilisateurId } = agent;
    return accepter({
      utilisateurId,
      organismeId: null,
      parJeton: true,
      actuelle: () => this.jetons.parEntete(entete),
    });
  }

  private async parCookie(headers: Entetes): Promise<Decision<IdentiteDirecte>> {
    if (headers.origin !== this.adresse.origine) {
      return refuser('INTERDIT', 'Cette connexion ne vient pas des pages de la plateforme.', 'Origin');
    }
    const secret = lireCookie({ headers }, 'sid', this.adresse);
    const identifiee = secret === undefined ? null : await this.sessions.regarder({ secret });
    if (!identifiee) return { ok: false, refus: sessionFinie() };
    if (identifiee.faible) return { ok: false, refus: identifiee.faible };
    const { id, utilisateurId, organismeId } = identifiee.session;
    const actuelle = async () => {
      const lue = await this.sessions.regarder({ id });
      return lue && !lue.faible && lue.session.organismeId === organismeId ? lue.agent : null;
    };
    return accepter({ utilisateurId, organismeId, parJeton: false, actuelle });
  }
}
