import { Args, ID, Info, Mutation, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { EnregistrerSignatureManuscriteResultat, RelancerSignatairesResultat } from './conventions.resultats.js';
import { SignaturesPapierService } from './papier/signatures-papier.service.js';
import { RelancesService } from './relances/relances.service.js';
import { EnregistrerSignatureManuscriteInput } from './signatures.inputs.js';

/** What the staff does for the signatures that it awaits: reminds of them, and records those that come on paper. */
@Resolver()
export class AttentesResolver {
  constructor(
    private readonly relances: RelancesService,
    private readonly papier: SignaturesPapierService,
    private readonly lecture: Lecture,
  ) {}

  @Mutation(() => EnregistrerSignatureManuscriteResultat, {
    description:
      'Enregistrer la signature qu’une partie a donnée sur papier, avec sa numérisation : même effet qu’une signature électronique.',
  })
  @Habilite('enregistrerSignatureManuscrite')
  async enregistrerSignatureManuscrite(
    @Args('demande') demande: EnregistrerSignatureManuscriteInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.papier.enregistrerSignatureManuscrite(agent, demande);
    return this.lecture.repondre('Convention', decision, info, agent);
  }

  @Mutation(() => RelancerSignatairesResultat, {
    description:
      'Relancer les parties qui n’ont pas signé et le peuvent : un courriel à chacune, une relance par jour au plus.',
  })
  @Habilite('relancerSignataires')
  async relancerSignataires(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.relances.relancerSignataires(agent, id), info, agent);
  }
}
