import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, resultatOuRefus, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { CalculType } from './calcul.type.js';
import { CalculsService } from './calculs.service.js';
import { ArreterCalculInput, LancerCalculInput } from './repartition.inputs.js';

const LancerCalculResultat = resultatOuRefus('LancerCalcul', CalculType);
const ArreterCalculResultat = resultatOuRefus('ArreterCalcul', CalculType);

@Resolver()
export class CalculResolver {
  constructor(
    private readonly calculs: CalculsService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => CalculType, { nullable: true, description: 'Un calcul : où il en est, et jusqu’où il pourrait aller.' })
  @Habilite('lireProposition')
  calcul(@Args('id', { type: () => ID }) id: string, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.un('Calcul', id, info, agent);
  }

  @Mutation(() => LancerCalculResultat, { description: 'Lancer le calcul de l’optimum et du plan garanti d’un tour.' })
  @Habilite('lancerCalcul')
  async lancerCalcul(
    @Args('demande') demande: LancerCalculInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Calcul', await this.calculs.lancerCalcul(agent, demande), info, agent);
  }

  @Mutation(() => ArreterCalculResultat, {
    description: 'Arrêter un calcul : ce qu’il a trouvé reste, avec son écart certifié.',
  })
  @Habilite('arreterCalcul')
  async arreterCalcul(
    @Args('demande') demande: ArreterCalculInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Calcul', await this.calculs.arreterCalcul(agent, demande), info, agent);
  }
}
