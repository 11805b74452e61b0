import { Field, InputType, ObjectType } from '@nestjs/graphql';
import {
  FAMILLES_AVIS,
  LIBELLES_FAMILLE_AVIS,
  LIBELLES_MODE_AVIS,
  MODES_AVIS,
  type FamilleAvis,
  type ModeAvis,
} from '@tdt/domaine';
import { enumeration, resultatOuRefus } from '@tdt/socle';

export const FamilleAvisEnum = enumeration(
  'FamilleAvis',
  'Famille d’événements dont on peut être prévenu.',
  FAMILLES_AVIS,
  LIBELLES_FAMILLE_AVIS,
);
export const ModeAvisEnum = enumeration(
  'ModeAvis',
  'Quand un courriel part : aussitôt, une fois par jour, jamais.',
  MODES_AVIS,
  LIBELLES_MODE_AVIS,
);

@ObjectType('ReglageAvis', { description: 'Comment vous êtes prévenu d’une famille d’événements.' })
export class ReglageAvisType {
  @Field(() => FamilleAvisEnum, { description: 'Famille.' }) famille!: FamilleAvis;
  @Field(() => String, { description: 'Ce que la famille contient, en une phrase.' }) libelle!: string;
  @Field(() => ModeAvisEnum, { description: 'Votre choix, ou celui qui vaut sans choix de votre part.' })
  mode!: ModeAvis;
  @Field(() => [String], { description: 'Événements de la famille.' }) evenements!: string[];
}

@ObjectType('AvisObligatoire', { description: 'Un avis que personne ne peut désactiver.' })
export class AvisObligatoireType {
  @Field(() => String, { description: 'Événement.' }) libelle!: string;
  @Field(() => String, { description: 'Pourquoi il ne se désactive pas.' }) raison!: string;
}

@ObjectType('MesAvis', { description: 'De quoi la plateforme vous prévient par courriel.' })
export class MesAvisType {
  @Field(() => [ReglageAvisType], { description: 'Ce que vous réglez.' }) reglages!: ReglageAvisType[];
  @Field(() => [AvisObligatoireType], { description: 'Ce qui part toujours.' }) obligatoires!: AvisObligatoireType[];
}

@InputType({ description: 'Le choix d’une famille d’événements.' })
export class ReglerAvisInput {
  @Field(() => FamilleAvisEnum, { description: 'Famille.' }) famille!: FamilleAvis;
  @Field(() => ModeAvisEnum, { description: 'Quand être prévenu.' }) mode!: ModeAvis;
}

export const ReglerAvisResultat = resultatOuRefus('ReglerAvis', MesAvisType);
