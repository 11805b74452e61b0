import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, RefusType, resultatOuRefus, type Agent, type AgentConnu } from '@tdt/socle';
import type { Decision } from '@tdt/domaine';
import type { GraphQLResolveInfo } from 'graphql';
import { InvitationConnexion, InvitationEmiseType, InvitationType } from './invitation.type.js';
import { InvitationsArgs, InviterUtilisateurInput } from './invitations.inputs.js';
import { InvitationsService } from './invitations.service.js';

const InviterUtilisateurResultat = resultatOuRefus('InviterUtilisateur', InvitationEmiseType);
const RenouvelerInvitationResultat = resultatOuRefus('RenouvelerInvitation', InvitationEmiseType);
const AnnulerInvitationResultat = resultatOuRefus('AnnulerInvitation', InvitationType);

function repondre(decision: Decision<InvitationEmiseType>): InvitationEmiseType | RefusType {
  return decision.ok ? decision.fait : RefusType.depuis(decision.refus);
}

@Resolver()
export class InvitationsResolver {
  constructor(
    private readonly service: InvitationsService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => InvitationConnexion, { description: 'Les invitations des organismes dont vous gérez les utilisateurs.' })
  @Habilite('lireInvitation')
  invitations(@Args() args: InvitationsArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, { ...args });
  }

  @Mutation(() => InviterUtilisateurResultat, {
    description: 'Inviter une personne, pas soi-même, à agir pour un organisme.',
  })
  @Habilite('inviterUtilisateur')
  async inviterUtilisateur(@Args('demande') demande: InviterUtilisateurInput, @AgentCourant() agent: AgentConnu) {
    return repondre(await this.service.inviterUtilisateur(agent, demande));
  }

  @Mutation(() => RenouvelerInvitationResultat, { description: 'Remplacer le lien d’une invitation par un autre.' })
  @Habilite('renouvelerInvitation')
  async renouvelerInvitation(@Args('id', { type: () => ID }) id: string, @AgentCourant() agent: AgentConnu) {
    return repondre(await this.service.renouvelerInvitation(agent, id));
  }

  @Mutation(() => AnnulerInvitationResultat, { description: 'Annuler une invitation : son lien ne sert plus.' })
  @Habilite('annulerInvitation')
  async annulerInvitation(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Invitation', await this.service.annulerInvitation(agent, id), info, agent);
  }
}
