import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  AgentCourant,
  Habilite,
  Lecture,
  RefusType,
  resultatOuRefus,
  ValeurCalculee,
  type Agent,
  type AgentConnu,
} from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { InstantanePropositionType, PropositionType } from './proposition.type.js';
import { PropositionsService } from './propositions.service.js';
import { FigerPropositionInput } from './repartition.inputs.js';
import { SimulerPlanArgs } from './simulation.inputs.js';
import { SimulationType } from './simulation.type.js';
import { SimulationsService } from './simulations.service.js';

const SimulerPlanResultat = resultatOuRefus('SimulerPlan', SimulationType);
const FigerPropositionResultat = resultatOuRefus('FigerProposition', PropositionType);

@Resolver()
export class PropositionResolver {
  constructor(
    private readonly simulations: SimulationsService,
    private readonly propositions: PropositionsService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => SimulerPlanResultat, {
    description: 'Les propositions d’un tour révélé, côte à côte : qui paierait quoi, et pourquoi. Rien n’est écrit.',
  })
  @Habilite('simulerPlan')
  async simulerPlan(@Args() args: SimulerPlanArgs, @AgentCourant() agent: Agent): Promise<unknown> {
    const decision = await this.simulations.simulerPlan(agent, args);
    return decision.ok ? ValeurCalculee.depuis(decision.fait) : RefusType.depuis(decision.refus);
  }

  @Query(() => PropositionType, { nullable: true, description: 'Une proposition figée, avec ses montants.' })
  @Habilite('lireProposition')
  proposition(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('Proposition', id, info, agent);
  }

  @Query(() => InstantanePropositionType, {
    nullable: true,
    description: 'L’instantané d’une proposition figée, pour qui n’est déporté d’aucun de ses projets.',
  })
  @Habilite('lireProposition')
  instantaneProposition(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('InstantaneProposition', id, info, agent);
  }

  @Mutation(() => FigerPropositionResultat, {
    description: 'Figer une proposition et soumettre ses montants à la séance, au centime.',
  })
  @Habilite('figerProposition')
  async figerProposition(
    @Args('demande') demande: FigerPropositionInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Proposition', await this.propositions.figerProposition(agent, demande), info, agent);
  }
}
