import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, RefusType, ValeurCalculee, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ApercusAvenants } from './apercus-avenants.service.js';
import {
  ProjetAvenantInput,
  ProposerAvenantInput,
  ResilierConventionInput,
  RetirerAvenantInput,
} from './avenants.inputs.js';
import { AvenantsService } from './avenants.service.js';
import {
  ProjetAvenantResultat,
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
    private readonly apercus: ApercusAvenants,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => ProjetAvenantResultat, {
    description: 'Ce que serait cet avenant, ou ce qui empêche de le proposer. Rien n’est écrit.',
  })
  @Habilite('proposerAvenant')
  async projetAvenant(@Args('demande') demande: ProjetAvenantInput, @AgentCourant() agent: Agent): Promise<unknown> {
    const decision = await this.apercus.projetAvenant(agent, demande);
    return decision.ok ? ValeurCalculee.depuis(decision.fait) : RefusType.depuis(decision.refus);
  }

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
