import { Args, Info, Mutation, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import {
  AnnulerPresenceInput,
  ConstaterPresenceInput,
  DeclarerDeportInput,
  DonnerPouvoirInput,
  EmargerInput,
} from './conference.inputs.js';
import {
  AnnulerPresenceResultat,
  ConstaterPresenceResultat,
  DeclarerDeportResultat,
  DonnerPouvoirResultat,
  EmargerResultat,
} from './conference.resultats.js';
import { PresenceService } from './presence.service.js';

@Resolver()
export class PresenceResolver {
  constructor(
    private readonly presence: PresenceService,
    private readonly lecture: Lecture,
  ) {}

  @Mutation(() => EmargerResultat, { description: 'Émarger pour un siège, en personne ou à distance.' })
  @Habilite('emarger')
  async emarger(
    @Args('demande') demande: EmargerInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Emargement', await this.presence.emarger(agent, demande), info, agent);
  }

  @Mutation(() => ConstaterPresenceResultat, {
    description: 'Noter qu’un membre siège sans écran : la présidence ou le secrétariat, et le procès-verbal dit qui.',
  })
  @Habilite('constaterPresence')
  async constaterPresence(
    @Args('demande') demande: ConstaterPresenceInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Emargement', await this.presence.constaterPresence(agent, demande), info, agent);
  }

  @Mutation(() => AnnulerPresenceResultat, {
    description: 'Annuler une présence notée par erreur, avant le premier scrutin.',
  })
  @Habilite('annulerPresence')
  async annulerPresence(
    @Args('demande') demande: AnnulerPresenceInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.presence.annulerPresence(agent, demande), info, agent);
  }

  @Mutation(() => DonnerPouvoirResultat, { description: 'Donner pouvoir à un autre membre (R20).' })
  @Habilite('donnerPouvoir')
  async donnerPouvoir(
    @Args('demande') demande: DonnerPouvoirInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Pouvoir', await this.presence.donnerPouvoir(agent, demande), info, agent);
  }

  @Mutation(() => DeclarerDeportResultat, { description: 'Se retirer d’un point, ou l’y noter pour un membre (R23).' })
  @Habilite('declarerDeport')
  async declarerDeport(
    @Args('demande') demande: DeclarerDeportInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Deport', await this.presence.declarerDeport(agent, demande), info, agent);
  }
}
