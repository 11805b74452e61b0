import { Injectable, type NestMiddleware } from '@nestjs/common';
import { refuser, type AgentHabilite, type Refus } from '@tdt/domaine';
import type { NextFunction, Request, Response } from 'express';
import type { RequeteIdentifiee } from './agent.js';
import { AdressePublique } from './connexion.js';
import { effacerCookie, lireCookie, poserCookie } from './cookies.js';
import { Jetons } from './jetons.js';
import { cheminDemande, exigerMemeOrigine } from './origine.js';
import { Sessions } from './sessions.js';

/** Names the organisation for which a request acts. Optional; checked against the rights of now when it is there. */
export const ENTETE_ORGANISME = 'x-organisme';

/** Where somebody without a valid session must still be able to go: to get one, or because a mail led there. */
const PORTES = /^\/(connexion|deconnexion|invitations|desabonnement)(\/|$)/;

/** Says who is connected: to say « nobody » to a request that crossed a renewal of the cookie would be false. */
const CHEMIN_SESSION = '/connexion/session';

type RequeteExpress = Request & RequeteIdentifiee;

const ANONYME: AgentHabilite = { utilisateurId: null, habilitations: [] };

function repondre(reponse: Response, statut: number, { code, message, chemin = '' }: Refus): void {
  reponse.status(statut).json({ errors: [{ message, extensions: { code, chemin } }] });
}

/**
 * Puts the agent on the request, from an API token (Authorization) or from a session (cookie). Neither: an anonymous
 * visitor. A bad, expired or revoked token: 401, whatever was asked. A dead session: 401 too, but at the doors of the login.
 */
@Injectable()
export class ControleIdentite implements NestMiddleware {
  constructor(
    private readonly jetons: Jetons,
    private readonly sessions: Sessions,
    private readonly adresse: AdressePublique,
  ) {}

  async use(requete: RequeteExpress, reponse: Response, suite: NextFunction): Promise<void> {
    const refus =
      requete.headers.authorization === undefined
        ? await this.parCookie(requete, reponse)
        : await this.parJeton(requete, requete.headers.authorization);
    if (!refus) return suite();
    const statut = refus.code === 'NON_AUTHENTIFIE' ? 401 : 403;
    repondre(reponse, statut, refus);
  }

  private async parJeton(requete: RequeteExpress, entete: string): Promise<Refus | null> {
    const agent = await this.jetons.parEntete(entete);
    if (!agent) return jetonInconnu();
    const organisme = requete.headers[ENTETE_ORGANISME];
    const habilitations = agent.habilitations.filter((h) => organisme === undefined || h.organismeId === organisme);
    if (organisme !== undefined && habilitations.length === 0) return sansDroitPour();
    requete.agent = { ...agent, habilitations };
    return null;
  }

  private async parCookie(requete: RequeteExpress, reponse: Response): Promise<Refus | null> {
    const secret = lireCookie(requete, 'sid', this.adresse);
    requete.agent = ANONYME;
    // A page that names its organisation believes that somebody is connected: to answer it as to nobody would be false.
    if (secret === undefined) return requete.headers[ENTETE_ORGANISME] === undefined ? null : sessionFinie();
    const provenance = exigerMemeOrigine(requete, this.adresse.origine);
    if (!provenance.ok) return provenance.refus;
    const chemin = cheminDemande(requete);
    const porte = PORTES.test(chemin);
    const identifiee = await this.sessions.identifier(secret);
    if (!identifiee) {
      const remplacee = await this.sessions.estRemplacee(secret);
      // Erasing it would erase the new one, if the answer that brings it has come first.
      if (!remplacee) effacerCookie(reponse, 'sid', this.adresse);
      if (porte && !(remplacee && chemin === CHEMIN_SESSION)) return null;
      return sessionFinie();
    }
    if (identifiee.secret) poserCookie(reponse, 'sid', identifiee.secret, this.adresse);
    requete.agent = identifiee.agent;
    requete.session = { ...identifiee.session, secret: identifiee.secret ?? secret };
    if (porte) return null;
    const organisme = requete.headers[ENTETE_ORGANISME];
    if (organisme !== undefined && organisme !== identifiee.session.organismeId) return autreOrganisme();
    if (organisme !== undefined && !identifiee.faible && identifiee.agent.habilitations.length === 0)
      return sansDroitPour();
    return identifiee.faible;
  }
}

export function jetonInconnu(): Refus {
  const message = 'Ce jeton d’accès est inconnu, expiré ou révoqué. Demandez-en un nouveau.';
  return refuser('NON_AUTHENTIFIE', message, 'Authorization').refus;
}

export function sessionFinie(): Refus {
  return refuser('NON_AUTHENTIFIE', 'Votre session a pris fin : reconnectez-vous.', 'session').refus;
}

function sansDroitPour(): Refus {
  return refuser('INTERDIT', 'Vous n’avez pas, ou plus, d’habilitation pour cet organisme.', 'X-Organisme').refus;
}

/** Two tabs, two organisations: what one shows must not be done in the name of the other. */
function autreOrganisme(): Refus {
  const message = 'Vous agissez maintenant pour un autre organisme : rechargez la page, puis recommencez.';
  return refuser('INTERDIT', message, 'X-Organisme').refus;
}
