import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, RefusType, ValeurCalculee, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ConventionConnexion, ConventionType } from './convention.type.js';
import {
  ConventionsArgs,
  EnregistrerEngagementInput,
  GenererConventionInput,
  LibererPartInput,
  ManquesConventionArgs,
} from './conventions.inputs.js';
import {
  EnregistrerEngagementResultat,
  GenererConventionResultat,
  LibererPartResultat,
  ManquesConventionResultat,
  RelireConventionResultat,
} from './conventions.resultats.js';
import { ConventionsService } from './conventions.service.js';
import { EngagementsService } from './engagements.service.js';
import { ManquesService } from './manques.service.js';

@Resolver()
export class ConventionsResolver {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly conventionsService: ConventionsService,
    private readonly manques: ManquesService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => ConventionType, { nullable: true, description: 'Une convention dont vous êtes partie ou gestionnaire.' })
  @Habilite('lireConvention')
  convention(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('Convention', id, info, agent);
  }

  @Query(() => ConventionConnexion, {
    description: 'Les conventions que vous pouvez voir, versions caduques comprises.',
  })
  @Habilite('lireConvention')
  conventions(@Args() args: ConventionsArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, args);
  }

  @Query(() => ManquesConventionResultat, {
    description: 'Ce qui manque encore pour générer la convention d’une candidature retenue. Rien n’est écrit.',
  })
  @Habilite('genererConvention')
  async manquesConvention(@Args() args: ManquesConventionArgs, @AgentCourant() agent: Agent): Promise<unknown> {
    const decision = await this.manques.manquesConvention(agent, args.candidatureId, args.forme);
    return decision.ok ? ValeurCalculee.depuis(decision.fait) : RefusType.depuis(decision.refus);
  }

  @Mutation(() => EnregistrerEngagementResultat, {
    description: 'Engager la part de votre organisme par son propre acte : la seconde clé (R24).',
  })
  @Habilite('enregistrerEngagement')
  async enregistrerEngagement(
    @Args('demande') demande: EnregistrerEngagementInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.engagements.enregistrerEngagement(agent, demande);
    return this.lecture.repondre('Engagement', decision, info, agent);
  }

  @Mutation(() => LibererPartResultat, { description: 'Retirer la part de votre organisme ; l’argent revient à lui.' })
  @Habilite('libererPart')
  async libererPart(
    @Args('demande') demande: LibererPartInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Part', await this.engagements.libererPart(agent, demande), info, agent);
  }

  @Mutation(() => GenererConventionResultat, {
    description:
      'Générer le projet de convention d’une candidature dont toutes les parts sont engagées ; d’un ensemble, toutes ses conventions, dont la réponse est la première.',
  })
  @Habilite('genererConvention')
  async genererConvention(
    @Args('demande') demande: GenererConventionInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.conventionsService.genererConvention(agent, demande);
    return this.lecture.repondre('Convention', decision, info, agent);
  }

  @Mutation(() => RelireConventionResultat, { description: 'Valider la relecture d’un projet de convention.' })
  @Habilite('relireConvention')
  async relireConvention(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.conventionsService.relireConvention(agent, id);
    return this.lecture.repondre('Convention', decision, info, agent);
  }
}
