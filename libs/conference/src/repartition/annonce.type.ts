import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { EnveloppeType } from '@tdt/appels';
import { CandidatureType } from '@tdt/candidatures';
import { ETATS_ANNONCE, type EtatAnnonce } from '@tdt/domaine';
import { CentimesScalaire, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { Annonce, LigneAnnonce } from './annonce.entity.js';
import { liensParTour, membreSansAucunDeport, membreSansDeport, sqlSousScelle } from './liens-tour.js';

export const EtatAnnonceEnum = enumeration('EtatAnnonce', 'Ce que devient une annonce scellée.', ETATS_ANNONCE, {
  SCELLEE: 'Scellée : elle compte',
  REMPLACEE: 'Remplacée par une annonce plus récente du même financeur',
  RETIREE: 'Retirée par son financeur',
});

const DU_TOUR = liensParTour((a) => `${a}.tour_id`);
const DE_SON_FINANCEUR = (a: string, p: string) => `${a}.financeur_id = ${p}`;

@ObjectType('LigneAnnonce', {
  description: 'Ce qu’un financeur annonce pour un projet, lu de tous après la révélation.',
})
@Lisible({
  nom: 'LigneAnnonce',
  entite: () => LigneAnnonce,
  action: 'lireAnnonce',
  restreint: (a) => sqlSousScelle(`${a}.annonce_id`),
  liens: {
    ...DU_TOUR,
    organisme: (a, p) =>
      `exists (select 1 from annonce lan where lan.id = ${a}.annonce_id and lan.financeur_id = ${p})`,
    membre: membreSansDeport(
      (a) => `${a}.tour_id`,
      (a) => `${a}.candidature_id`,
    ),
  },
  ordre: 'rang',
})
export class LigneAnnonceType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => CandidatureType, { nullable: true, description: 'La candidature, si vous pouvez la voir.' })
  candidature!: CandidatureType | null;
  @Field(() => CentimesScalaire, { description: 'Accord du financeur jusqu’à ce montant.' }) maximum!: bigint;
  @Field(() => CentimesScalaire, { description: 'Il n’apporte rien, ou au moins ceci.' }) minimum!: bigint;
  @Field(() => Int, { nullable: true, description: 'Points, quand le tour en compte.' }) points!: number | null;
  @Field(() => String, { nullable: true, description: 'Condition mise par le financeur.' }) condition!: string | null;
}

@ObjectType('Annonce', {
  description:
    'Annonce d’un financeur. Sous scellé, il est seul à la lire : ni la gestion, ni la présidence ne le peuvent.',
})
@Lisible({
  nom: 'Annonce',
  entite: () => Annonce,
  action: 'lireAnnonce',
  restreint: (a) => sqlSousScelle(`${a}.id`),
  liens: { ...DU_TOUR, organisme: DE_SON_FINANCEUR },
  ordre: 'scelleLe',
  listes: { lignes: 'annonce' },
})
export class AnnonceType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Tour.' }) tourId!: string;
  @Field(() => OrganismeType, { description: 'Qui annonce.' }) financeur!: OrganismeType;
  @Field(() => EnveloppeType, { nullable: true, description: 'Enveloppe (vue de son seul financeur).' })
  enveloppe!: EnveloppeType | null;
  @Field(() => Int, { description: 'Version : une annonce scellée à nouveau remplace la précédente.' })
  version!: number;
  @Field(() => EtatAnnonceEnum, { description: 'Ce qu’elle est devenue.' }) etat!: EtatAnnonce;
  @Field(() => CentimesScalaire, { description: 'Ce que l’enveloppe apporte au plus à l’ensemble du tour.' })
  plafond!: bigint;
  @Field(() => String, { description: 'SHA-256 du sel et du texte, en hexadécimal.' }) empreinte!: string;
  @Field(() => InstantScalaire, { description: 'Scellement.' }) scelleLe!: Date;
  @Field(() => [LigneAnnonceType], { description: 'Projet par projet.' }) lignes!: LigneAnnonceType[];
}

@ObjectType('Scelle', {
  description: 'Qui a scellé une annonce, et quand. Rien d’autre n’en est visible avant la révélation.',
})
@Lisible({
  nom: 'Scelle',
  entite: () => Annonce,
  action: 'lireScelle',
  restreint: (a) => `${a}.etat <> 'SCELLEE'`,
  liens: { ...DU_TOUR, organisme: DE_SON_FINANCEUR },
  ordre: 'scelleLe',
})
export class ScelleType {
  @Field(() => ID, { description: 'Identifiant de l’annonce.' }) id!: string;
  @Field(() => OrganismeType, { description: 'Qui a scellé.' }) financeur!: OrganismeType;
  @Field(() => InstantScalaire, { description: 'Quand.' }) scelleLe!: Date;
  @Field(() => String, {
    description: 'SHA-256 du sel et du texte, en hexadécimal : à comparer à la preuve après la révélation.',
  })
  empreinte!: string;
}

@ObjectType('PreuveAnnonce', {
  description: 'Le sel et le texte dont l’empreinte était publique dès le scellement : SHA-256(sel, texte).',
})
@Lisible({
  nom: 'PreuveAnnonce',
  entite: () => Annonce,
  action: 'lireAnnonce',
  restreint: (a) => sqlSousScelle(`${a}.id`),
  liens: { ...DU_TOUR, organisme: DE_SON_FINANCEUR, membre: membreSansAucunDeport((a) => `${a}.tour_id`) },
  ordre: 'scelleLe',
})
export class PreuveAnnonceType {
  @Field(() => ID, { description: 'Identifiant de l’annonce.' }) id!: string;
  @Field(() => String, { description: 'Empreinte publiée au scellement, en hexadécimal.' }) empreinte!: string;
  @Field(() => String, { description: 'Sel, en hexadécimal.' }) sel!: string;
  @Field(() => String, { description: 'Texte canonique de l’annonce.' }) contenu!: string;
}
