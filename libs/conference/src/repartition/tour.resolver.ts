import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, resultatOuRefus, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { AnnonceType } from './annonce.type.js';
import { AnnoncesService } from './annonces.service.js';
import {
  AnnulerTourInput,
  OuvrirTourInput,
  RetirerAnnonceInput,
  RevelerTourInput,
  ScellerAnnonceInput,
} from './repartition.inputs.js';
import { TourType } from './tour.type.js';
import { ToursService } from './tours.service.js';

const OuvrirTourResultat = resultatOuRefus('OuvrirTour', TourType);
const RevelerTourResultat = resultatOuRefus('RevelerTour', TourType);
const AnnulerTourResultat = resultatOuRefus('AnnulerTour', TourType);
const ScellerAnnonceResultat = resultatOuRefus('ScellerAnnonce', AnnonceType);
const RetirerAnnonceResultat = resultatOuRefus('RetirerAnnonce', AnnonceType);

@Resolver()
export class TourResolver {
  constructor(
    private readonly tours: ToursService,
    private readonly annonces: AnnoncesService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => TourType, {
    nullable: true,
    description: 'Un tour de table : ses projets, qui a scellé, et les annonces après la révélation.',
  })
  @Habilite('lireTour')
  tour(@Args('id', { type: () => ID }) id: string, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.un('Tour', id, info, agent);
  }

  @Query(() => AnnonceType, { nullable: true, description: 'Une annonce : sous scellé, la vôtre seulement.' })
  @Habilite('lireAnnonce')
  annonce(@Args('id', { type: () => ID }) id: string, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.un('Annonce', id, info, agent);
  }

  @Mutation(() => OuvrirTourResultat, { description: 'Ouvrir un tour de table sur les plans de l’ordre du jour.' })
  @Habilite('ouvrirTour')
  async ouvrirTour(
    @Args('demande') demande: OuvrirTourInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Tour', await this.tours.ouvrirTour(agent, demande), info, agent);
  }

  @Mutation(() => ScellerAnnonceResultat, {
    description: 'Sceller ce que votre organisme apporterait : personne d’autre ne le lit avant la révélation du tour.',
  })
  @Habilite('scellerAnnonce')
  async scellerAnnonce(
    @Args('demande') demande: ScellerAnnonceInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Annonce', await this.annonces.scellerAnnonce(agent, demande), info, agent);
  }

  @Mutation(() => RetirerAnnonceResultat, { description: 'Retirer une annonce avant la révélation.' })
  @Habilite('retirerAnnonce')
  async retirerAnnonce(
    @Args('demande') demande: RetirerAnnonceInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Annonce', await this.annonces.retirerAnnonce(agent, demande), info, agent);
  }

  @Mutation(() => RevelerTourResultat, { description: 'Révéler toutes les annonces d’un tour, ensemble.' })
  @Habilite('revelerTour')
  async revelerTour(
    @Args('demande') demande: RevelerTourInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Tour', await this.tours.revelerTour(agent, demande), info, agent);
  }

  @Mutation(() => AnnulerTourResultat, { description: 'Annuler un tour : ses annonces restent scellées.' })
  @Habilite('annulerTour')
  async annulerTour(
    @Args('demande') demande: AnnulerTourInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Tour', await this.tours.annulerTour(agent, demande), info, agent);
  }
}
