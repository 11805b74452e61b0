import { Args, ID, Info, Mutation, ResolveField, Parent, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, valeurLue, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { ConventionType } from './convention.type.js';
import {
  ConstaterCaduciteResultat,
  MettreEnSignatureResultat,
  NotifierConventionResultat,
  RefuserSignatureResultat,
  SignerConventionResultat,
} from './conventions.resultats.js';
import { ParapheurService } from './parapheur.service.js';
import { SignatureType } from './signature.type.js';
import { CaducitesService } from './caducites.service.js';
import {
  ConstaterCaduciteInput,
  MettreEnSignatureInput,
  RefuserSignatureInput,
  SignerConventionInput,
} from './signatures.inputs.js';
import { SignaturesService } from './signatures.service.js';

/** From the frozen convention to the notified one. */
@Resolver(() => ConventionType)
export class SignaturesResolver {
  constructor(
    private readonly signatures: SignaturesService,
    private readonly parapheur: ParapheurService,
    private readonly caducites: CaducitesService,
    private readonly lecture: Lecture,
  ) {}

  @ResolveField(() => [SignatureType], { description: 'Signatures des parties ; aucune tant qu’elle est un projet.' })
  signaturesDesParties(@Parent() parent: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(parent, info);
  }

  @Mutation(() => MettreEnSignatureResultat, {
    description:
      'Figer une convention relue et la mettre en signature : données, octets et empreintes ne changent plus.',
  })
  @Habilite('mettreEnSignature')
  async mettreEnSignature(
    @Args('demande') demande: MettreEnSignatureInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.signatures.mettreEnSignature(agent, demande), info, agent);
  }

  @Mutation(() => SignerConventionResultat, {
    description: 'Signer une convention au nom de votre organisme, sur l’empreinte du document que vous avez lu (R33).',
  })
  @Habilite('signerConvention')
  async signerConvention(
    @Args('demande') demande: SignerConventionInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.parapheur.signerConvention(agent, demande), info, agent);
  }

  @Mutation(() => RefuserSignatureResultat, {
    description: 'Refuser de signer une convention, en disant pourquoi : plus personne ne la signe.',
  })
  @Habilite('refuserSignature')
  async refuserSignature(
    @Args('demande') demande: RefuserSignatureInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.parapheur.refuserSignature(agent, demande), info, agent);
  }

  @Mutation(() => NotifierConventionResultat, {
    description: 'Notifier aux parties une convention signée : le délai de paiement commence (R36).',
  })
  @Habilite('notifierConvention')
  async notifierConvention(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.parapheur.notifierConvention(agent, id), info, agent);
  }

  @Mutation(() => ConstaterCaduciteResultat, {
    description:
      'Constater qu’une convention ne sera pas signée : le dossier redevient à conventionner, chaque part reste engagée par son acte.',
  })
  @Habilite('constaterCaducite')
  async constaterCaducite(
    @Args('demande') demande: ConstaterCaduciteInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Convention', await this.caducites.constaterCaducite(agent, demande), info, agent);
  }
}
