import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { NatureTerritoireEnum, type NatureTerritoire } from '@tdt/acteurs';
import type { AssietteMajorite, EtatSeance, Majorite, ModePresence, MotifDeport, QualitePresence } from '@tdt/domaine';
import { BORNES, ID_FORME, InstantScalaire, JourScalaire, PageArgs, TROP, TROP_LONG } from '@tdt/socle';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AssietteMajoriteEnum, MajoriteEnum } from './conference.type.js';
import type { TypePoint } from './seance.entity.js';
import {
  EtatSeanceEnum,
  ModePresenceEnum,
  MotifDeportEnum,
  QualitePresenceEnum,
  TypePointEnum,
} from './seance.type.js';

@InputType({ description: 'Règlement intérieur. Ce qui n’est pas précisé suit le CRPA (R133-3 à R133-15).' })
export class ReglementInput {
  @Field(() => Int, { nullable: true, description: 'Quorum : numérateur.' })
  @IsOptional()
  @Min(0, BORNES)
  @Max(100, BORNES)
  quorumNumerateur?: number | null;
  @Field(() => Int, { nullable: true, description: 'Quorum : dénominateur.' })
  @IsOptional()
  @Min(1, BORNES)
  @Max(100, BORNES)
  quorumDenominateur?: number | null;
  @Field(() => MajoriteEnum, { nullable: true, description: 'Majorité requise.' }) majorite?: Majorite | null;
  @Field(() => Int, { nullable: true, description: 'Majorité qualifiée : numérateur.' })
  @IsOptional()
  @Min(1, BORNES)
  @Max(100, BORNES)
  majoriteNumerateur?: number | null;
  @Field(() => Int, { nullable: true, description: 'Majorité qualifiée : dénominateur.' })
  @IsOptional()
  @Min(1, BORNES)
  @Max(100, BORNES)
  majoriteDenominateur?: number | null;
  @Field(() => AssietteMajoriteEnum, { nullable: true, description: 'Assiette de la majorité.' })
  assiette?: AssietteMajorite | null;
  @Field(() => Int, { nullable: true, description: 'Pouvoirs par membre, au plus.' })
  @IsOptional()
  @Min(0, BORNES)
  @Max(5, BORNES)
  pouvoirsMax?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Voix prépondérante de la présidence.' })
  voixPreponderante?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Voix prépondérante de la vice-présidence qui préside.' })
  voixPreponderanteVicePresident?: boolean | null;
  @Field(() => Int, { nullable: true, description: 'Délai de convocation, en jours pleins.' })
  @IsOptional()
  @Min(0, BORNES)
  @Max(60, BORNES)
  delaiConvocationJours?: number | null;
  @Field(() => Int, { nullable: true, description: 'Délai de la seconde convocation, en jours pleins.' })
  @IsOptional()
  @Min(0, BORNES)
  @Max(60, BORNES)
  delaiSecondeConvocationJours?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Un membre déporté sort du quorum du point.' })
  deportHorsQuorum?: boolean | null;
}

@InputType({ description: 'Territoire d’une conférence.' })
export class TerritoireConferenceInput {
  @Field(() => NatureTerritoireEnum, { description: 'Échelon.' }) nature!: NatureTerritoire;
  @Field(() => String, { description: 'Code officiel.' })
  @Matches(/^[0-9A-Z]{1,9}$/, { message: 'Ce code de territoire est mal formé.' })
  code!: string;
}

@InputType({ description: 'Conférence à créer.' })
export class CreerConferenceInput {
  @Field(() => String, { description: 'Nom.' }) @Length(1, 200, TROP_LONG) nom!: string;
  @Field(() => TerritoireConferenceInput, { nullable: true, description: 'Territoire.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TerritoireConferenceInput)
  territoire?: TerritoireConferenceInput | null;
  @Field(() => ReglementInput, { nullable: true, description: 'Règlement intérieur.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ReglementInput)
  reglement?: ReglementInput | null;
}

@InputType({ description: 'Siège à créer dans une conférence.' })
export class AjouterMembreInput {
  @Field(() => ID, { description: 'Conférence.' }) @IsUUID(undefined, ID_FORME) conferenceId!: string;
  @Field(() => ID, { description: 'Organisme qui siège.' }) @IsUUID(undefined, ID_FORME) organismeId!: string;
  @Field(() => ID, { description: 'Titulaire.' }) @IsUUID(undefined, ID_FORME) titulaireId!: string;
  @Field(() => ID, { nullable: true, description: 'Suppléant.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  suppleantId?: string | null;
  @Field(() => Int, { defaultValue: 1, description: 'Voix ; zéro pour qui siège sans voter.' })
  @Min(0, BORNES)
  @Max(100, BORNES)
  voix!: number;
  @Field(() => Boolean, { defaultValue: false, description: 'Préside.' }) president!: boolean;
  @Field(() => Boolean, { defaultValue: false, description: 'Vice-préside.' }) vicePresident!: boolean;
  @Field(() => String, { nullable: true, description: 'Collège.' })
  @IsOptional()
  @MaxLength(100, TROP_LONG)
  college?: string | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Premier jour ; aujourd’hui à défaut.' }) debut?:
    string | null;
}

@InputType({ description: 'Point d’un ordre du jour.' })
export class PointInput {
  @Field(() => TypePointEnum, { defaultValue: 'PLAN_DE_FINANCEMENT', description: 'Objet.' }) type!: TypePoint;
  @Field(() => String, { nullable: true, description: 'Intitulé ; le titre de la candidature à défaut.' })
  @IsOptional()
  @Length(1, 300, TROP_LONG)
  intitule?: string | null;
  @Field(() => ID, { nullable: true, description: 'Candidature, pour un plan de financement.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  candidatureId?: string | null;
}

@InputType({ description: 'Séance à convoquer. La convocation fige l’ordre du jour (R18).' })
export class ConvoquerSeanceInput {
  @Field(() => ID, { description: 'Conférence.' }) @IsUUID(undefined, ID_FORME) conferenceId!: string;
  @Field(() => String, { description: 'Intitulé.' }) @Length(1, 200, TROP_LONG) intitule!: string;
  @Field(() => InstantScalaire, { description: 'Date et heure de la séance.' }) prevueLe!: Date;
  @Field(() => String, { description: 'Lieu, ou adresse de la visioconférence.' })
  @Length(1, 300, TROP_LONG)
  lieu!: string;
  @Field(() => ID, { nullable: true, description: 'Seconde convocation : la séance restée sans quorum (R21).' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  seancePrecedenteId?: string | null;
  @Field(() => [PointInput], {
    defaultValue: [],
    description: 'Ordre du jour. Une seconde convocation reprend celui de la première : la liste peut rester vide.',
  })
  @ArrayMaxSize(100, TROP)
  @ValidateNested({ each: true })
  @Type(() => PointInput)
  points!: PointInput[];
}

@InputType({ description: 'Point à ajouter après la convocation.' })
export class AjouterPointInput {
  @Field(() => ID, { description: 'Séance.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => PointInput, { description: 'Point.' }) @ValidateNested() @Type(() => PointInput) point!: PointInput;
  @Field(() => Boolean, { defaultValue: false, description: 'Tous les membres ont été consultés (R18).' })
  membresConsultes!: boolean;
  @Field(() => [ID], { defaultValue: [], description: 'Membres qui s’y opposent.' })
  @ArrayMaxSize(200, TROP)
  @IsUUID(undefined, { ...ID_FORME, each: true })
  opposantIds!: string[];
}

@InputType({ description: 'Émargement d’un siège.' })
export class EmargerInput {
  @Field(() => ID, { description: 'Séance.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => ID, { description: 'Siège.' }) @IsUUID(undefined, ID_FORME) membreId!: string;
  @Field(() => ModePresenceEnum, { defaultValue: 'PRESENTIEL', description: 'Sur place ou à distance.' })
  mode!: ModePresence;
}

@InputType({ description: 'Présence d’un membre que la présidence, ou le secrétariat, voit siéger.' })
export class ConstaterPresenceInput {
  @Field(() => ID, { description: 'Séance.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => ID, { description: 'Siège.' }) @IsUUID(undefined, ID_FORME) membreId!: string;
  @Field(() => QualitePresenceEnum, { description: 'Qui siège : le titulaire ou son suppléant.' })
  qualite!: QualitePresence;
  @Field(() => ModePresenceEnum, { defaultValue: 'PRESENTIEL', description: 'Sur place ou à distance.' })
  mode!: ModePresence;
}

@InputType({ description: 'Présence notée par erreur, à annuler avant le premier scrutin.' })
export class AnnulerPresenceInput {
  @Field(() => ID, { description: 'Séance.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => ID, { description: 'Siège.' }) @IsUUID(undefined, ID_FORME) membreId!: string;
}

@InputType({ description: 'Séance à suspendre.' })
export class SuspendreSeanceInput {
  @Field(() => ID, { description: 'Séance.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => String, { description: 'Motif, porté au procès-verbal.' }) @Length(1, 300, TROP_LONG) motif!: string;
}

@InputType({ description: 'Pouvoir à donner.' })
export class DonnerPouvoirInput {
  @Field(() => ID, { description: 'Séance.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => ID, { description: 'Siège qui donne pouvoir : le vôtre.' })
  @IsUUID(undefined, ID_FORME)
  mandantId!: string;
  @Field(() => ID, { description: 'Siège qui votera à sa place.' }) @IsUUID(undefined, ID_FORME) mandataireId!: string;
}

@InputType({ description: 'Déport d’un membre sur un point (R23).' })
export class DeclarerDeportInput {
  @Field(() => ID, { description: 'Point.' }) @IsUUID(undefined, ID_FORME) pointId!: string;
  @Field(() => ID, { description: 'Siège.' }) @IsUUID(undefined, ID_FORME) membreId!: string;
  @Field(() => MotifDeportEnum, { description: 'Catégorie du motif.' }) motif!: MotifDeport;
}

@InputType({ description: 'Filtre de séances.' })
export class SeanceFiltre {
  @Field(() => ID, { nullable: true, description: 'Conférence.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  conferenceId?: string | null;
  @Field(() => EtatSeanceEnum, { nullable: true, description: 'État.' }) etat?: EtatSeance | null;
}

@ArgsType()
export class SeancesArgs extends PageArgs {
  @Field(() => SeanceFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => SeanceFiltre)
  filtre?: SeanceFiltre | null;
}

/** Conferences have neither filter nor choice of order: they are few. */
@ArgsType()
export class ConferencesArgs extends PageArgs {}
