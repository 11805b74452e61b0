import { Module } from '@nestjs/common';
import { ActeursResolver } from './acteurs.resolver.js';
import { ActeursService } from './acteurs.service.js';
import { ConnexionController } from './connexion/connexion.controller.js';
import { ConnexionService } from './connexion/connexion.service.js';
import { DeconnexionController } from './connexion/deconnexion.controller.js';
import { EtatDeSession } from './connexion/etat-session.js';
import { RattachementController } from './connexion/rattachement.controller.js';
import { Habilitation } from './habilitation.entity.js';
import { HabilitationsService } from './habilitations.service.js';
import { Invitation } from './invitations/invitation.entity.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsResolver } from './invitations/invitations.resolver.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { Logo } from './logo.entity.js';
import { Organisme } from './organisme.entity.js';
import { Territoire } from './territoire.entity.js';
import { Utilisateur } from './utilisateur.entity.js';
import { UtilisateursResolver } from './utilisateurs.resolver.js';
import { Zonage } from './zonage.entity.js';

export const ENTITES_ACTEURS = [Territoire, Zonage, Logo, Organisme, Utilisateur, Habilitation, Invitation];

export const RESOLVEURS_ACTEURS = [ActeursResolver, UtilisateursResolver, InvitationsResolver];

@Module({
  // The narrower address first: express takes the first route that fits.
  controllers: [RattachementController, ConnexionController, DeconnexionController, InvitationsController],
  providers: [
    ActeursService,
    HabilitationsService,
    InvitationsService,
    ConnexionService,
    EtatDeSession,
    ...RESOLVEURS_ACTEURS,
  ],
  exports: [ActeursService],
})
export class ActeursModule {}
