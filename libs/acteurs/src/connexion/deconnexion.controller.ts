import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { refuser } from '@tdt/domaine';
import {
  AdressePublique,
  effacerCookie,
  envoyerPage,
  html,
  lireCookie,
  nouveauSecret,
  poserCookie,
  type RequeteIdentifiee,
} from '@tdt/socle';
import type { Request, Response } from 'express';
import { ConnexionService } from './connexion.service.js';
import { DEMANDE_MAX_S } from './demandes.js';
import { allerA, repondreRefus } from './reponses.js';

/** Out of here and out of the provider. */
@Controller('deconnexion')
export class DeconnexionController {
  constructor(
    private readonly connexion: ConnexionService,
    private readonly adresse: AdressePublique,
  ) {}

  /**
   * Ends the session, then sends the browser to end the other one. A page and not a redirection: browsers hold every hop of a
   * form's redirection to `form-action`, and those of ProConnect lead to addresses that we cannot list.
   */
  @Post()
  @HttpCode(200)
  async deconnecter(@Req() requete: Request & RequeteIdentifiee, @Res() reponse: Response): Promise<void> {
    const etat = nouveauSecret();
    const chezLui = requete.session ? await this.connexion.deconnecter(requete.session.secret, etat) : null;
    effacerCookie(reponse, 'sid', this.adresse);
    if (chezLui) poserCookie(reponse, 'deconnexion', etat, this.adresse, DEMANDE_MAX_S);
    const adresse = chezLui ?? '/';
    if (requete.accepts(['html', 'json']) === 'json') {
      reponse.set('Cache-Control', 'no-store').json({ adresse });
      return;
    }
    reponse.set('Refresh', `0; url=${adresse}`);
    envoyerPage(reponse, 'Vous êtes déconnecté', html`<p><a href="${adresse}">Continuer</a></p>`);
  }

  /** Back from the provider. Nothing is left to do; the state only tells that it is our own logout which ends here. */
  @Get('retour')
  retour(@Req() requete: Request, @Res() reponse: Response): void {
    const attendu = lireCookie(requete, 'deconnexion', this.adresse);
    const rendu = new URL(requete.originalUrl, this.adresse.origine).searchParams.get('state');
    effacerCookie(reponse, 'deconnexion', this.adresse);
    if (attendu !== undefined && attendu === rendu) return allerA(reponse, '/');
    const message = 'Cette déconnexion n’a pas été commencée ici.';
    repondreRefus(requete, reponse, refuser('INTERDIT', message, 'state').refus);
  }
}
