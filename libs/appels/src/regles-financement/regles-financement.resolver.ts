import { Args, Info, Mutation, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, resultatOuRefus, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { AppelAProjetsType } from '../appel-a-projets.type.js';
import { DefinirReglesFinancementInput } from './regles-financement.inputs.js';
import { ReglesFinancementService } from './regles-financement.service.js';

const DefinirReglesFinancementResultat = resultatOuRefus('DefinirReglesFinancement', AppelAProjetsType);

@Resolver()
export class ReglesFinancementResolver {
  constructor(
    private readonly regles: ReglesFinancementService,
    private readonly lecture: Lecture,
  ) {}

  @Mutation(() => DefinirReglesFinancementResultat, {
    description:
      'Définir qui peut payer quoi dans un appel : classes de financeurs et règles, jusqu’à la clôture des dépôts.',
  })
  @Habilite('definirReglesFinancement')
  async definirReglesFinancement(
    @Args('demande') demande: DefinirReglesFinancementInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.regles.definirReglesFinancement(agent, demande);
    return this.lecture.repondre('AppelAProjets', decision, info, agent);
  }
}
