import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { refuser } from '@tdt/domaine';
import {
  AdressePublique,
  effacerCookie,
  estUuid,
  lireCookie,
  poserCookie,
  Sessions,
  STYLE_PAGES,
  type RequeteIdentifiee,
} from '@tdt/socle';
import type { Request, Response } from 'express';
import { InvitationsService } from '../invitations/invitations.service.js';
import { ConnexionService } from './connexion.service.js';
import { DEMANDE_MAX_S } from './demandes.js';
import { RATTACHEMENT_MAX_S } from './rattachements.js';
import { allerA, repondreRefus } from './reponses.js';
import { EtatDeSession, type EtatSession } from './etat-session.js';

type RequeteDeSession = Request & RequeteIdentifiee;

/** The doors of the login. A browser is sent here; an API client uses its token and never comes. */
@Controller('connexion')
export class ConnexionController {
  constructor(
    private readonly connexion: ConnexionService,
    private readonly invitations: InvitationsService,
    private readonly sessions: Sessions,
    private readonly etatDeSession: EtatDeSession,
    private readonly adresse: AdressePublique,
  ) {}

  @Get()
  async commencer(
    @Query() q: Record<string, unknown>,
    @Req() requete: Request,
    @Res() reponse: Response,
  ): Promise<void> {
    // Opened on 127.0.0.1, the demonstration would come back on localhost without its cookie.
    if (!this.adresse.sure && requete.headers.host !== new URL(this.adresse.origine).host) {
      return allerA(reponse, this.adresse.url(requete.originalUrl));
    }
    const invitation = typeof q['invitation'] === 'string' ? await this.invitations.lire(q['invitation']) : null;
    const { adresse, etat } = await this.connexion.commencer({
      retour: invitation ? `/invitations/${String(q['invitation'])}` : this.adresse.cheminSur(q['retour']),
      fraiche: q['prompt'] === 'login' || q['max_age'] !== undefined,
      fort: q['niveau'] === 'fort',
      invitation,
    });
    poserCookie(reponse, 'connexion', etat, this.adresse, DEMANDE_MAX_S);
    allerA(reponse, adresse);
  }

  @Get('retour')
  async retour(@Req() requete: RequeteDeSession, @Res() reponse: Response): Promise<void> {
    const parametres = new URL(requete.originalUrl, this.adresse.origine).search;
    const etat = lireCookie(requete, 'connexion', this.adresse);
    effacerCookie(reponse, 'connexion', this.adresse);
    const decision = await this.connexion.terminer(parametres, etat, requete.session?.secret);
    if (!decision.ok) return repondreRefus(requete, reponse, decision.refus);
    const suite = decision.fait;
    if (suite.sorte === 'rattachement') {
      poserCookie(reponse, 'rattachement', suite.secret, this.adresse, RATTACHEMENT_MAX_S);
      return allerA(reponse, '/connexion/rattachement');
    }
    poserCookie(reponse, 'sid', suite.secret, this.adresse);
    allerA(reponse, suite.adresse);
  }

  /** Who is connected, and for whom he acts: what the pages show at the top. */
  @Get('session')
  @Header('Cache-Control', 'no-store')
  async session(@Req() requete: RequeteDeSession): Promise<EtatSession> {
    return this.etatDeSession.lire(requete.session);
  }

  /** Acts for another organisation, under another cookie. */
  @Post('organisme')
  @HttpCode(200)
  async choisirOrganisme(
    @Body() corps: { organismeId?: unknown } | undefined,
    @Req() requete: RequeteDeSession,
    @Res() reponse: Response,
  ): Promise<void> {
    if (!requete.session) {
      return repondreRefus(requete, reponse, refuser('NON_AUTHENTIFIE', 'Connectez-vous pour continuer.').refus);
    }
    const organismeId = corps?.organismeId;
    const secret = estUuid(organismeId)
      ? await this.sessions.choisirOrganisme(requete.session.secret, organismeId)
      : null;
    if (!secret) {
      const message = 'Vous n’avez pas, ou plus, d’habilitation pour cet organisme.';
      return repondreRefus(requete, reponse, refuser('INTERDIT', message, 'organismeId').refus);
    }
    poserCookie(reponse, 'sid', secret, this.adresse);
    reponse.set('Cache-Control', 'no-store').json({ organismeId });
  }

  @Get('style.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=3600')
  style(): string {
    return STYLE_PAGES;
  }
}
