import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { exigerEnAttente, LIBELLES_ROLE, refuser } from '@tdt/domaine';
import { AdressePublique, envoyerPage, html, introuvable, type Html, type RequeteIdentifiee } from '@tdt/socle';
import type { Request, Response } from 'express';
import { allerA, repondreRefus } from '../connexion/reponses.js';
import { InvitationsService } from './invitations.service.js';

/** The link of an invitation. Opening it shows it and does nothing; accepting it is a POST by somebody who is logged in. */
@Controller('invitations/:jeton')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly adresse: AdressePublique,
  ) {}

  @Get()
  async montrer(
    @Param('jeton') jeton: string,
    @Req() requete: Request & RequeteIdentifiee,
    @Res() reponse: Response,
  ): Promise<void> {
    const invitation = await this.invitations.lire(jeton);
    if (!invitation) return repondreRefus(requete, reponse, introuvable('invitation').refus);
    const attente = exigerEnAttente(invitation);
    if (!attente.ok) return repondreRefus(requete, reponse, attente.refus);
    envoyerPage(
      reponse,
      'Votre invitation',
      html`<p>
          Vous êtes invité à agir comme « ${LIBELLES_ROLE[invitation.role]} » pour
          <strong>${invitation.organisme.nom}</strong>.
        </p>
        ${requete.session ? ACCEPTER : seConnecter(this.adresse.url(`/connexion?invitation=${encodeURIComponent(jeton)}`))}`,
    );
  }

  @Post()
  async accepter(
    @Param('jeton') jeton: string,
    @Req() requete: Request & RequeteIdentifiee,
    @Res() reponse: Response,
  ): Promise<void> {
    if (!requete.session) {
      const message = 'Connectez-vous pour accepter cette invitation.';
      return repondreRefus(requete, reponse, refuser('NON_AUTHENTIFIE', message, 'session').refus);
    }
    const decision = await this.invitations.accepterInvitation(requete.session.utilisateurId, jeton);
    if (!decision.ok) return repondreRefus(requete, reponse, decision.refus);
    allerA(reponse, '/mon-organisme');
  }
}

const ACCEPTER = html`<form method="post"><button>Accepter l’invitation</button></form>
  <p><a href="/">Plus tard</a></p>`;

function seConnecter(adresse: string): Html {
  return html`<p>Connectez-vous avec le compte de l’adresse qui a reçu ce lien : vous pourrez ensuite accepter.</p>
    <p><a class="bouton" href="${adresse}">Se connecter</a></p>`;
}
