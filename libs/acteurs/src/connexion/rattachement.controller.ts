import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { LIBELLES_ROLE } from '@tdt/domaine';
import {
  AdressePublique,
  effacerCookie,
  envoyerPage,
  exigerMemeOrigine,
  html,
  introuvable,
  lireCookie,
  poserCookie,
  type RequeteIdentifiee,
} from '@tdt/socle';
import type { Request, Response } from 'express';
import { ConnexionService } from './connexion.service.js';
import { allerA, repondreRefus } from './reponses.js';

/** Confirms that an identity is the person of an existing account. */
@Controller('connexion/rattachement')
export class RattachementController {
  constructor(
    private readonly connexion: ConnexionService,
    private readonly adresse: AdressePublique,
  ) {}

  @Get()
  async montrer(@Req() requete: Request, @Res() reponse: Response): Promise<void> {
    const secret = lireCookie(requete, 'rattachement', this.adresse);
    const attente = secret ? await this.connexion.lireRattachement(secret) : null;
    if (!attente) return repondreRefus(requete, reponse, introuvable('rattachement').refus);
    const { courriel, invitation } = attente;
    envoyerPage(
      reponse,
      'Rattacher votre compte',
      html`<p>Vous êtes authentifié avec l’adresse <strong>${courriel}</strong>, qui a déjà un compte ici.</p>
        <p>
          En confirmant, ce compte devient le vôtre et vous devenez « ${LIBELLES_ROLE[invitation.role]} » pour
          <strong>${invitation.organisme.nom}</strong>.
        </p>
        <form method="post"><button>Confirmer</button></form>
        <p><a href="/">Ne rien faire</a></p>`,
    );
  }

  @Post()
  async confirmer(@Req() requete: Request & RequeteIdentifiee, @Res() reponse: Response): Promise<void> {
    // No session yet, so the control of identity has not looked at where this comes from.
    const provenance = exigerMemeOrigine(requete, this.adresse.origine);
    if (!provenance.ok) return repondreRefus(requete, reponse, provenance.refus);
    const secret = lireCookie(requete, 'rattachement', this.adresse);
    const decision = secret
      ? await this.connexion.rattacher(secret, requete.session?.secret)
      : introuvable('rattachement');
    if (!decision.ok) return repondreRefus(requete, reponse, decision.refus);
    effacerCookie(reponse, 'rattachement', this.adresse);
    poserCookie(reponse, 'sid', decision.fait.secret, this.adresse);
    allerA(reponse, decision.fait.adresse);
  }
}
