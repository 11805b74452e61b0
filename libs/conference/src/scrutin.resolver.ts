import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ClotureService } from './cloture.service.js';
import {
  AnnulerScrutinResultat,
  CloreScrutinResultat,
  OuvrirScrutinResultat,
  VoterResultat,
} from './conference.resultats.js';
import { AnnulerScrutinInput, CloreScrutinInput, VoterInput } from './parts.inputs.js';
import { ScrutinType } from './scrutin.type.js';
import { ScrutinsService } from './scrutins.service.js';

@Resolver()
export class ScrutinResolver {
  constructor(
    private readonly scrutins: ScrutinsService,
    private readonly cloture: ClotureService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => ScrutinType, {
    nullable: true,
    description: 'Un scrutin : proposition figée, résultat, bulletins après la clôture.',
  })
  @Habilite('lireScrutin')
  scrutin(@Args('id', { type: () => ID }) id: string, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.un('Scrutin', id, info, agent);
  }

  @Mutation(() => OuvrirScrutinResultat, { description: 'Ouvrir le vote d’un point et figer la proposition.' })
  @Habilite('ouvrirScrutin')
  async ouvrirScrutin(
    @Args('pointId', { type: () => ID }) pointId: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Scrutin', await this.scrutins.ouvrirScrutin(agent, pointId), info, agent);
  }

  @Mutation(() => VoterResultat, { description: 'Voter pour son siège, ou par pouvoir pour un autre.' })
  @Habilite('voter')
  async voter(
    @Args('demande') demande: VoterInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Vote', await this.scrutins.voter(agent, demande), info, agent);
  }

  @Mutation(() => CloreScrutinResultat, {
    description: 'Clore, dépouiller et proclamer, d’un seul tenant. Un vote n’engage personne (R24).',
  })
  @Habilite('cloreScrutin')
  async cloreScrutin(
    @Args('demande') demande: CloreScrutinInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Scrutin', await this.cloture.cloreScrutin(agent, demande), info, agent);
  }

  @Mutation(() => AnnulerScrutinResultat, { description: 'Annuler un scrutin avant sa proclamation.' })
  @Habilite('annulerScrutin')
  async annulerScrutin(
    @Args('demande') demande: AnnulerScrutinInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Scrutin', await this.scrutins.annulerScrutin(agent, demande), info, agent);
  }
}
