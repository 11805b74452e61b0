import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CandidatureType } from '@tdt/candidatures';
import { actionsPossibles, CYCLE_TOUR, type EtatTour } from '@tdt/domaine';
import { enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { AnnonceType, PreuveAnnonceType, ScelleType } from './annonce.type.js';
import { CalculType } from './calcul.type.js';
import { liensParTour } from './liens-tour.js';
import { Tour, TourProjet } from './tour.entity.js';

export const EtatTourEnum = enumeration(
  'EtatTour',
  'Étape de la vie d’un tour de table.',
  Object.keys(CYCLE_TOUR.etats) as EtatTour[],
  CYCLE_TOUR.etats,
);

@ObjectType('TourProjet', { description: 'Projet d’un tour, à son rang de départage.' })
@Lisible({ nom: 'TourProjet', entite: () => TourProjet, herite: 'tour', ordre: 'rang' })
export class TourProjetType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => Int, { description: 'Rang de départage, publié avant la première annonce.' }) rang!: number;
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => CandidatureType, { nullable: true, description: 'La candidature, si vous pouvez la voir.' })
  candidature!: CandidatureType | null;
}

@ObjectType('Tour', { description: 'Tour de table : des annonces scellées, puis révélées toutes ensemble.' })
@Lisible({
  nom: 'Tour',
  entite: () => Tour,
  action: 'lireTour',
  liens: liensParTour((a) => `${a}.id`),
  ordre: 'numero',
  listes: { projets: 'tour', scelles: 'tour', annonces: 'tour', preuves: 'tour', calculs: 'tour' },
  derives: {
    actionsPossibles: {
      colonnes: ['etat'],
      calcul: ({ etat }: { etat: EtatTour }) => actionsPossibles(CYCLE_TOUR, etat),
    },
  },
})
export class TourType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Séance.' }) seanceId!: string;
  @Field(() => Int, { description: 'Rang du tour dans la séance.' }) numero!: number;
  @Field(() => EtatTourEnum, { description: 'Où en est le tour.' }) etat!: EtatTour;
  @Field(() => Int, { nullable: true, description: 'Points de chaque financeur, quand le tour en compte.' })
  pointsParFinanceur!: number | null;
  @Field(() => Int, { nullable: true, description: 'Points d’un projet, au plus, pour un financeur.' })
  pointsMaxParProjet!: number | null;
  @Field(() => InstantScalaire, { description: 'Ouverture.' }) ouvertLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Révélation.' }) reveleLe!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Annulation.' }) annuleLe!: Date | null;
  @Field(() => String, { nullable: true, description: 'Motif de l’annulation.' }) motif!: string | null;
  @Field(() => [TourProjetType], { description: 'Projets, dans l’ordre de départage.' }) projets!: TourProjetType[];
  @Field(() => [ScelleType], { description: 'Qui a scellé une annonce.' }) scelles!: ScelleType[];
  @Field(() => [AnnonceType], { description: 'Annonces que vous pouvez lire : toutes, après la révélation.' })
  annonces!: AnnonceType[];
  @Field(() => [PreuveAnnonceType], { description: 'De quoi vérifier chaque annonce, après la révélation.' })
  preuves!: PreuveAnnonceType[];
  @Field(() => [CalculType], { description: 'Calculs lancés sur ce tour.' }) calculs!: CalculType[];
  @Field(() => [String], { description: 'Ce que l’état du tour permet encore.' }) actionsPossibles!: string[];
}
