import { Args, ID, Info, Mutation, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { DemanderComplementsInput, NoterCandidatureInput, TerminerInstructionInput } from './candidatures.inputs.js';
import {
  CommencerInstructionResultat,
  DeclarerIrrecevableResultat,
  DeclarerRecevableResultat,
  DemanderComplementsResultat,
  NoterCandidatureResultat,
  TerminerInstructionResultat,
} from './candidatures.resultats.js';
import { InstructionService } from './instruction.service.js';

/** What an instructor does with a file. */
@Resolver()
export class InstructionResolver {
  constructor(
    private readonly instruction: InstructionService,
    private readonly lecture: Lecture,
  ) {}

  @Mutation(() => DemanderComplementsResultat, { description: 'Renvoyer un dossier incomplet au porteur (R2).' })
  @Habilite('demanderComplements')
  async demanderComplements(
    @Args('demande') demande: DemanderComplementsInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre(
      'Candidature',
      await this.instruction.demanderComplements(agent, demande),
      info,
      agent,
    );
  }

  @Mutation(() => DeclarerRecevableResultat, { description: 'Déclarer une candidature recevable (R2).' })
  @Habilite('declarerRecevable')
  async declarerRecevable(
    @Args('id', { type: () => ID, description: 'Candidature.' }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Candidature', await this.instruction.declarerRecevable(agent, id), info, agent);
  }

  @Mutation(() => DeclarerIrrecevableResultat, {
    description: 'Déclarer une candidature irrecevable, avec le motif que le porteur lira.',
  })
  @Habilite('declarerIrrecevable')
  async declarerIrrecevable(
    @Args('id', { type: () => ID, description: 'Candidature.' }) id: string,
    @Args('motif', { description: 'Motif.' }) motif: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre(
      'Candidature',
      await this.instruction.declarerIrrecevable(agent, id, motif),
      info,
      agent,
    );
  }

  @Mutation(() => CommencerInstructionResultat, { description: 'Prendre une candidature en instruction.' })
  @Habilite('commencerInstruction')
  async commencerInstruction(
    @Args('id', { type: () => ID, description: 'Candidature.' }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Candidature', await this.instruction.commencerInstruction(agent, id), info, agent);
  }

  @Mutation(() => NoterCandidatureResultat, { description: 'Noter un ou plusieurs critères de la grille.' })
  @Habilite('noterCandidature')
  async noterCandidature(
    @Args('demande') demande: NoterCandidatureInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Candidature', await this.instruction.noterCandidature(agent, demande), info, agent);
  }

  @Mutation(() => TerminerInstructionResultat, { description: 'Terminer l’instruction par un avis motivé.' })
  @Habilite('terminerInstruction')
  async terminerInstruction(
    @Args('demande') demande: TerminerInstructionInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre(
      'Candidature',
      await this.instruction.terminerInstruction(agent, demande),
      info,
      agent,
    );
  }
}
