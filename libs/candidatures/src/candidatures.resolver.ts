import { Args, ID, Info, Int, Mutation, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { EnregistrerCandidatureInput, EnregistrerCandidatureRecueInput } from './candidatures.inputs.js';
import {
  DeposerCandidatureResultat,
  EnregistrerCandidatureRecueResultat,
  EnregistrerCandidatureResultat,
  OuvrirCandidatureResultat,
  RepondreComplementsResultat,
  RetirerCandidatureResultat,
  RetirerPieceResultat,
} from './candidatures.resultats.js';
import { CandidaturesService } from './candidatures.service.js';
import { DepotService } from './depot.service.js';
import { EnregistrementService } from './enregistrement.service.js';
import { PiecesService } from './pieces/pieces.service.js';

/** What an applicant does with a file. */
@Resolver()
export class CandidaturesResolver {
  constructor(
    private readonly candidatures: CandidaturesService,
    private readonly enregistrement: EnregistrementService,
    private readonly depot: DepotService,
    private readonly pieces: PiecesService,
    private readonly lecture: Lecture,
  ) {}

  @Mutation(() => OuvrirCandidatureResultat, {
    description: 'Ouvrir un brouillon pour un organisme au nom duquel vous agissez.',
  })
  @Habilite('ouvrirCandidature')
  async ouvrirCandidature(
    @Args('appelId', { type: () => ID, description: 'Appel.' }) appelId: string,
    @Args('porteurId', { type: () => ID, description: 'Organisme porteur.' }) porteurId: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre(
      'Candidature',
      await this.candidatures.ouvrirCandidature(agent, appelId, porteurId),
      info,
      agent,
    );
  }

  @Mutation(() => EnregistrerCandidatureRecueResultat, {
    description:
      'Enregistrer une candidature reçue par courrier ou par courriel : le service la saisit, une autre personne la dépose.',
  })
  @Habilite('enregistrerCandidatureRecue')
  async enregistrerCandidatureRecue(
    @Args('demande') demande: EnregistrerCandidatureRecueInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.candidatures.enregistrerCandidatureRecue(agent, demande);
    return this.lecture.repondre('Candidature', decision, info, agent);
  }

  @Mutation(() => EnregistrerCandidatureResultat, {
    description: 'Enregistrer un brouillon, à tout degré de remplissage.',
  })
  @Habilite('enregistrerCandidature', 'saisirCandidatureRecue')
  async enregistrerCandidature(
    @Args('demande') demande: EnregistrerCandidatureInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre(
      'Candidature',
      await this.enregistrement.enregistrerCandidature(agent, demande),
      info,
      agent,
    );
  }

  @Mutation(() => DeposerCandidatureResultat, {
    description: 'Déposer une candidature complète (R1).',
  })
  @Habilite('deposerCandidature', 'saisirCandidatureRecue')
  async deposerCandidature(
    @Args('id', { type: () => ID, description: 'Candidature.' }) id: string,
    @Args('version', {
      type: () => Int,
      nullable: true,
      description: 'Version que vous avez lue ; à défaut, la dernière.',
    })
    version: number | null,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Candidature', await this.depot.deposerCandidature(agent, id, version), info, agent);
  }

  @Mutation(() => RepondreComplementsResultat, { description: 'Renvoyer un dossier complété (R2).' })
  @Habilite('repondreComplements')
  async repondreComplements(
    @Args('id', { type: () => ID, description: 'Candidature.' }) id: string,
    @Args('reponse', { description: 'Ce que vous avez complété.' }) reponse: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Candidature', await this.depot.repondreComplements(agent, id, reponse), info, agent);
  }

  @Mutation(() => RetirerCandidatureResultat, { description: 'Retirer une candidature.' })
  @Habilite('retirerCandidature', 'saisirCandidatureRecue')
  async retirerCandidature(
    @Args('id', { type: () => ID, description: 'Candidature.' }) id: string,
    @Args('motif', { description: 'Pourquoi.' }) motif: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre(
      'Candidature',
      await this.candidatures.retirerCandidature(agent, id, motif),
      info,
      agent,
    );
  }

  @Mutation(() => RetirerPieceResultat, { description: 'Retirer une pièce ; répond la candidature.' })
  @Habilite('joindrePiece', 'saisirCandidatureRecue')
  async retirerPiece(
    @Args('id', { type: () => ID, description: 'Pièce.' }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Candidature', await this.pieces.retirerPiece(agent, id), info, agent);
  }
}
