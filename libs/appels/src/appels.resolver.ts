import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, InstantScalaire, Lecture, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { AppelAProjetsConnexion, AppelAProjetsType } from './appel-a-projets.type.js';
import {
  AppelsArgs,
  CreerAppelInput,
  CreerEnveloppeInput,
  DoterEnveloppeInput,
  EnveloppesArgs,
  ModifierAppelInput,
} from './appels.inputs.js';
import {
  CreerAppelResultat,
  CreerEnveloppeResultat,
  DoterEnveloppeResultat,
  ModifierAppelResultat,
  ProlongerAppelResultat,
  PublierAppelResultat,
} from './appels.resultats.js';
import { AppelsService } from './appels.service.js';
import { EnveloppeConnexion, EnveloppeType } from './enveloppe.type.js';
import { EnveloppesService } from './enveloppes.service.js';

@Resolver()
export class AppelsResolver {
  constructor(
    private readonly appels: AppelsService,
    private readonly enveloppesService: EnveloppesService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => AppelAProjetsType, { nullable: true, description: 'Un appel, par son identifiant.' })
  @Habilite('lireAppel')
  appelAProjets(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('AppelAProjets', id, info, agent);
  }

  @Query(() => AppelAProjetsConnexion, { description: 'Les appels que vous pouvez voir.' })
  @Habilite('lireAppel')
  appelsAProjets(@Args() args: AppelsArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, args);
  }

  @Query(() => EnveloppeType, { nullable: true, description: 'Une enveloppe de votre organisme.' })
  @Habilite('lireEnveloppe')
  enveloppe(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('Enveloppe', id, info, agent);
  }

  @Query(() => EnveloppeConnexion, { description: 'Les enveloppes de votre organisme.' })
  @Habilite('lireEnveloppe')
  enveloppes(@Args() args: EnveloppesArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, args);
  }

  @Mutation(() => CreerAppelResultat, { description: 'Préparer un appel, avec ses règles.' })
  @Habilite('creerAppel')
  async creerAppel(
    @Args('demande') demande: CreerAppelInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('AppelAProjets', await this.appels.creerAppel(agent, demande), info, agent);
  }

  @Mutation(() => ModifierAppelResultat, { description: 'Réécrire un brouillon d’appel.' })
  @Habilite('modifierAppel')
  async modifierAppel(
    @Args('demande') demande: ModifierAppelInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('AppelAProjets', await this.appels.modifierAppel(agent, demande), info, agent);
  }

  @Mutation(() => PublierAppelResultat, { description: 'Publier un appel complet.' })
  @Habilite('publierAppel')
  async publierAppel(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('AppelAProjets', await this.appels.publierAppel(agent, id), info, agent);
  }

  @Mutation(() => ProlongerAppelResultat, { description: 'Repousser la clôture d’un appel ; jamais l’avancer.' })
  @Habilite('prolongerAppel')
  async prolongerAppel(
    @Args('id', { type: () => ID }) id: string,
    @Args('cloture', { type: () => InstantScalaire }) cloture: Date,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('AppelAProjets', await this.appels.prolongerAppel(agent, id, cloture), info, agent);
  }

  @Mutation(() => CreerEnveloppeResultat, { description: 'Ouvrir une enveloppe de votre organisme.' })
  @Habilite('creerEnveloppe')
  async creerEnveloppe(
    @Args('demande') demande: CreerEnveloppeInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Enveloppe', await this.enveloppesService.creerEnveloppe(agent, demande), info, agent);
  }

  @Mutation(() => DoterEnveloppeResultat, { description: 'Mettre des crédits dans une enveloppe de votre organisme.' })
  @Habilite('doterEnveloppe')
  async doterEnveloppe(
    @Args('demande') demande: DoterEnveloppeInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Enveloppe', await this.enveloppesService.doterEnveloppe(agent, demande), info, agent);
  }
}
