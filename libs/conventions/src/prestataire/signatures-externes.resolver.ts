import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import {
  AbandonnerSignatureExterneResultat,
  DemanderSignatureExterneResultat,
  VerifierSignatureExterneResultat,
} from '../conventions.resultats.js';
import { PrestataireDeSignature } from './prestataire.js';
import {
  AbandonnerSignatureExterneInput,
  DemanderSignatureExterneInput,
  VerifierSignatureExterneInput,
} from './signatures-externes.inputs.js';
import { SignaturesExternesService } from './signatures-externes.service.js';

/** Signing at an outside provider. */
@Resolver()
export class SignaturesExternesResolver {
  constructor(
    private readonly externes: SignaturesExternesService,
    private readonly prestataire: PrestataireDeSignature,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => String, {
    nullable: true,
    description: 'Nom du prestataire de signature relié à la plateforme ; vide, on signe ici ou sur papier.',
  })
  @Habilite('lireConvention')
  prestataireDeSignature(): string | null {
    return this.prestataire.code === null ? null : this.prestataire.nom;
  }

  @Mutation(() => DemanderSignatureExterneResultat, {
    description: 'Demander à signer une convention chez le prestataire, au nom de votre organisme (R33).',
  })
  @Habilite('demanderSignatureExterne')
  async demanderSignatureExterne(
    @Args('demande') demande: DemanderSignatureExterneInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.externes.demanderSignatureExterne(agent, demande);
    return this.lecture.repondre('Convention', decision, info, agent);
  }

  @Mutation(() => AbandonnerSignatureExterneResultat, {
    description: 'Abandonner la demande faite au prestataire par votre organisme : il peut signer autrement.',
  })
  @Habilite('abandonnerSignatureExterne')
  async abandonnerSignatureExterne(
    @Args('demande') { conventionId }: AbandonnerSignatureExterneInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.externes.abandonnerSignatureExterne(agent, conventionId);
    return this.lecture.repondre('Convention', decision, info, agent);
  }

  @Mutation(() => VerifierSignatureExterneResultat, {
    description: 'Conclure d’un retour du prestataire qui ne se prouve pas tout seul : le retenir, ou l’écarter.',
  })
  @Habilite('verifierSignatureExterne')
  async verifierSignatureExterne(
    @Args('demande') demande: VerifierSignatureExterneInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.externes.verifierSignatureExterne(agent, demande);
    return this.lecture.repondre('Convention', decision, info, agent);
  }
}
