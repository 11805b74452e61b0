import { Args, Info, Mutation, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ProposerAvenantInput, ResilierConventionInput, RetirerAvenantInput } from './avenants.inputs.js';
import { AvenantsService } from './avenants.service.js';
import {
  ProposerAvenantResultat,
  ResilierConventionResultat,
  RetirerAvenantResultat,
} from './conventions.resultats.js';
import { ResiliationsService } from './resiliations.service.js';

/** What happens to a convention once signed. */
@Resolver()
export class AvenantsResolver {
  constructor(
    private readonly avenants: AvenantsService,
    private readonly resiliations: ResiliationsService,
    private readonly lecture: Lecture,
  ) {}

  @Mutation(() => ProposerAvenantResultat, {
    description:
      'Proposer un avenant à une convention signée : figé, il attend la signature des seules parties qu’il concerne (R46).',
  })
  @Habilite('proposerAvenant')
  async proposerAvenant(
    @Args('demande') demande: ProposerAvenantInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.avenants.proposerAvenant(agent, demande), info, agent);
  }

  @Mutation(() => RetirerAvenantResultat, {
    description: 'Retirer un avenant que toutes les parties n’ont pas signé : la convention demeure telle quelle.',
  })
  @Habilite('retirerAvenant')
  async retirerAvenant(
    @Args('demande') demande: RetirerAvenantInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.avenants.retirerAvenant(agent, demande), info, agent);
  }

  @Mutation(() => ResilierConventionResultat, {
    description:
      'Résilier une convention signée, trente jours après mise en demeure : chaque part redevient engagée par son seul acte (R47).',
  })
  @Habilite('resilierConvention')
  async resilierConvention(
    @Args('demande') demande: ResilierConventionInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.resiliations.resilierConvention(agent, demande), info, agent);
  }
}
