import { Args, ID, Info, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { SeanceType } from '@tdt/conference';
import {
  AgentCourant,
  Ecoute,
  etendreLecture,
  Habilite,
  Lecture,
  resultatOuRefus,
  suivreObjet,
  SuiviCourant,
  valeurLue,
  type Agent,
  type AgentConnu,
  type Suivi,
} from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { GenerationType } from './generation.type.js';
import { ArreterGenerationInput, LancerGenerationInput, ReprendreGenerationInput } from './generations.inputs.js';
import { GenerationsService } from './generations.service.js';

const LancerGenerationResultat = resultatOuRefus('LancerGeneration', GenerationType);
const ArreterGenerationResultat = resultatOuRefus('ArreterGeneration', GenerationType);
const ReprendreGenerationResultat = resultatOuRefus('ReprendreGeneration', GenerationType);

etendreLecture('Seance', { listes: { generations: 'seance' } });

@Resolver()
export class GenerationsResolver {
  constructor(
    private readonly generations: GenerationsService,
    private readonly lecture: Lecture,
    private readonly ecoute: Ecoute,
  ) {}

  @Query(() => GenerationType, {
    nullable: true,
    description: 'La génération des conventions d’une séance : où elle en est, dossier par dossier.',
  })
  @Habilite('lireGeneration')
  generation(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('Generation', id, info, agent);
  }

  @Subscription(() => GenerationType, {
    description: 'Suivre une génération : un message à l’abonnement, puis à chaque dossier traité.',
  })
  @Habilite('lireGeneration')
  generationModifiee(
    @Args('id', { type: () => ID }) id: string,
    @SuiviCourant() suivi: Suivi,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { ecoute, lecture } = this;
    return suivreObjet({ ecoute, lecture, chaine: `generation:${id}`, type: 'Generation', id, suivi, info });
  }

  @Mutation(() => LancerGenerationResultat, {
    description: 'Générer toutes les conventions d’une séance close : celles qui ne peuvent pas l’être sont écartées.',
  })
  @Habilite('lancerGeneration')
  async lancerGeneration(
    @Args('demande') demande: LancerGenerationInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Generation', await this.generations.lancerGeneration(agent, demande), info, agent);
  }

  @Mutation(() => ArreterGenerationResultat, {
    description: 'Arrêter une génération : ce qui est fait reste, plus rien ne se fait avant une reprise.',
  })
  @Habilite('arreterGeneration')
  async arreterGeneration(
    @Args('demande') demande: ArreterGenerationInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Generation', await this.generations.arreterGeneration(agent, demande), info, agent);
  }

  @Mutation(() => ReprendreGenerationResultat, {
    description: 'Reprendre une génération arrêtée ou interrompue : seuls les dossiers qui restent sont traités.',
  })
  @Habilite('reprendreGeneration')
  async reprendreGeneration(
    @Args('demande') demande: ReprendreGenerationInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Generation', await this.generations.reprendreGeneration(agent, demande), info, agent);
  }
}

/** What this context adds to a session. */
@Resolver(() => SeanceType)
export class GenerationsDeSeanceResolver {
  @ResolveField(() => [GenerationType], {
    description: 'Générations de ses conventions, la plus ancienne d’abord, si vous pouvez les voir.',
  })
  generations(@Parent() parent: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(parent, info);
  }
}
