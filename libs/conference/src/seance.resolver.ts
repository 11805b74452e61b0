import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { AjouterPointInput, ConvoquerSeanceInput, SeancesArgs, SuspendreSeanceInput } from './conference.inputs.js';
import {
  AjouterPointResultat,
  ApprouverPvResultat,
  CloreSeanceResultat,
  ConvoquerSeanceResultat,
  OuvrirSeanceResultat,
  RedigerPvResultat,
  ReprendreSeanceResultat,
  SuspendreSeanceResultat,
} from './conference.resultats.js';
import { ProcesVerbauxService } from './proces-verbaux.service.js';
import { SeanceConnexion, SeanceType } from './seance.type.js';
import { SeancesService } from './seances.service.js';
import { SuspensionsService } from './suspensions.service.js';

@Resolver()
export class SeanceResolver {
  constructor(
    private readonly seancesService: SeancesService,
    private readonly suspensions: SuspensionsService,
    private readonly procesVerbaux: ProcesVerbauxService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => SeanceType, { nullable: true, description: 'Une séance : ordre du jour, présences, scrutins.' })
  @Habilite('lireSeance')
  seance(@Args('id', { type: () => ID }) id: string, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.un('Seance', id, info, agent);
  }

  @Query(() => SeanceConnexion, { description: 'Les séances des conférences où vous siégez.' })
  @Habilite('lireSeance')
  seances(@Args() args: SeancesArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, args);
  }

  @Mutation(() => ConvoquerSeanceResultat, {
    description: 'Convoquer une séance (R18), ou la reconvoquer sans quorum (R21).',
  })
  @Habilite('convoquerSeance')
  async convoquerSeance(
    @Args('demande') demande: ConvoquerSeanceInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.seancesService.convoquerSeance(agent, demande), info, agent);
  }

  @Mutation(() => AjouterPointResultat, {
    description: 'Ajouter un point après la convocation, si aucun membre ne s’y oppose (R18).',
  })
  @Habilite('ajouterPoint')
  async ajouterPoint(
    @Args('demande') demande: AjouterPointInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.seancesService.ajouterPoint(agent, demande), info, agent);
  }

  @Mutation(() => OuvrirSeanceResultat, {
    description: 'Ouvrir la séance, ou constater qu’elle n’a pas de quorum (R19).',
  })
  @Habilite('ouvrirSeance')
  async ouvrirSeance(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.seancesService.ouvrirSeance(agent, id), info, agent);
  }

  @Mutation(() => SuspendreSeanceResultat, {
    description: 'Suspendre la séance : rien ne s’ouvre, ne se vote ni ne se clôt avant la reprise ; on peut émarger.',
  })
  @Habilite('suspendreSeance')
  async suspendreSeance(
    @Args('demande') demande: SuspendreSeanceInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.suspensions.suspendreSeance(agent, demande), info, agent);
  }

  @Mutation(() => ReprendreSeanceResultat, { description: 'Reprendre la séance suspendue.' })
  @Habilite('reprendreSeance')
  async reprendreSeance(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.suspensions.reprendreSeance(agent, id), info, agent);
  }

  @Mutation(() => CloreSeanceResultat, {
    description: 'Clore la séance ; les dossiers restés sans vote sont ajournés.',
  })
  @Habilite('cloreSeance')
  async cloreSeance(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.seancesService.cloreSeance(agent, id), info, agent);
  }

  @Mutation(() => RedigerPvResultat, { description: 'Rédiger le procès-verbal de la séance close (R25).' })
  @Habilite('redigerPv')
  async redigerPv(
    @Args('seanceId', { type: () => ID }) seanceId: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.procesVerbaux.redigerPv(agent, seanceId), info, agent);
  }

  @Mutation(() => ApprouverPvResultat, { description: 'Approuver le procès-verbal : il est figé (R25).' })
  @Habilite('approuverPv')
  async approuverPv(
    @Args('seanceId', { type: () => ID }) seanceId: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Seance', await this.procesVerbaux.approuverPv(agent, seanceId), info, agent);
  }
}
