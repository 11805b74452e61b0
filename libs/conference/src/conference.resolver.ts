import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ConferencesService } from './conferences.service.js';
import { AjouterMembreInput, ConferencesArgs, CreerConferenceInput } from './conference.inputs.js';
import {
  AjouterMembreResultat,
  CreerConferenceResultat,
  ModifierPartResultat,
  ProposerPartResultat,
  RetirerPartResultat,
} from './conference.resultats.js';
import { ConferenceConnexion, ConferenceType } from './conference.type.js';
import { PartConnexion, PartType } from './part.type.js';
import { ModifierPartInput, PartsArgs, ProposerPartInput, RetirerPartInput } from './parts.inputs.js';
import { PartsService } from './parts.service.js';

@Resolver()
export class ConferenceResolver {
  constructor(
    private readonly conferencesService: ConferencesService,
    private readonly partsService: PartsService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => ConferenceType, { nullable: true, description: 'Une conférence des financeurs.' })
  @Habilite('lireConference')
  conference(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('Conference', id, info, agent);
  }

  @Query(() => ConferenceConnexion, { description: 'Les conférences que vous pouvez voir.' })
  @Habilite('lireConference')
  conferences(@Args() args: ConferencesArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, args);
  }

  @Query(() => PartType, { nullable: true, description: 'Une part, par son identifiant.' })
  @Habilite('lirePart')
  part(@Args('id', { type: () => ID }) id: string, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.un('Part', id, info, agent);
  }

  @Query(() => PartConnexion, {
    description: 'Les parts que vous pouvez voir : avant le vote, celles de votre organisme.',
  })
  @Habilite('lirePart')
  parts(@Args() args: PartsArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, args);
  }

  @Mutation(() => CreerConferenceResultat, { description: 'Créer une conférence et son règlement intérieur.' })
  @Habilite('creerConference')
  async creerConference(
    @Args('demande') demande: CreerConferenceInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre(
      'Conference',
      await this.conferencesService.creerConference(agent, demande),
      info,
      agent,
    );
  }

  @Mutation(() => AjouterMembreResultat, { description: 'Donner un siège à un organisme.' })
  @Habilite('modifierConference')
  async ajouterMembre(
    @Args('demande') demande: AjouterMembreInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Membre', await this.conferencesService.ajouterMembre(agent, demande), info, agent);
  }

  @Mutation(() => ProposerPartResultat, {
    description: 'Annoncer ou proposer une part, sur une enveloppe de votre organisme.',
  })
  @Habilite('proposerPart')
  async proposerPart(
    @Args('demande') demande: ProposerPartInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Part', await this.partsService.proposerPart(agent, demande), info, agent);
  }

  @Mutation(() => ModifierPartResultat, {
    description: 'Modifier une part avant le vote ; un montant proposé est remplacé, jamais écrasé.',
  })
  @Habilite('proposerPart')
  async modifierPart(
    @Args('demande') demande: ModifierPartInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Part', await this.partsService.modifierPart(agent, demande), info, agent);
  }

  @Mutation(() => RetirerPartResultat, { description: 'Retirer une part avant le vote.' })
  @Habilite('proposerPart')
  async retirerPart(
    @Args('demande') demande: RetirerPartInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Part', await this.partsService.retirerPart(agent, demande), info, agent);
  }
}
