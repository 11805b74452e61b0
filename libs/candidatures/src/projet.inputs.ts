import { Field, ID, InputType } from '@nestjs/graphql';
import { DispositifZonageEnum, NatureTerritoireEnum, type NatureTerritoire } from '@tdt/acteurs';
import type { ExceptionParticipation, NaturePart } from '@tdt/domaine';
import { CentimesScalaire, ID_FORME, JourScalaire, TROP } from '@tdt/socle';
import { Type } from 'class-transformer';
import { Allow, ArrayMaxSize, IsOptional, IsUUID, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { ExceptionParticipationEnum, NatureProjetEnum, TypeLignePlanEnum } from './enumerations.js';
import type { TypeLignePlan } from './projet.entity.js';

export const TROP_LONG = { message: 'Ce texte est trop long.' };
export const COMMUNE = { message: 'Un code INSEE de commune a cinq caractères.' };
const COMPTE = { message: 'Un compte s’écrit en lettres majuscules et chiffres.' };

@InputType({ description: 'Territoire du projet.' })
export class TerritoireProjetInput {
  @Field(() => NatureTerritoireEnum, { description: 'Échelon.' }) @Allow() nature!: NatureTerritoire;
  @Field(() => String, { description: 'Code officiel.' }) @MaxLength(9, TROP_LONG) code!: string;
}

@InputType({ description: 'Membre du groupement.' })
export class PartenaireInput {
  @Field(() => ID, { description: 'Organisme.' }) @IsUUID(undefined, ID_FORME) organismeId!: string;
  @Field(() => String, { defaultValue: '', description: 'Ce qu’il fait dans le projet.' })
  @MaxLength(500, TROP_LONG)
  role!: string;
  @Field(() => JourScalaire, { nullable: true, description: 'Jour du mandat donné au porteur.' })
  @Allow()
  mandatLe?: string | null;
}

@InputType({ description: 'Lieu d’une action.' })
export class LieuInput {
  @Field(() => String, { description: 'Code INSEE de la commune.' })
  @Matches(/^[0-9A-Z]{5}$/, COMMUNE)
  communeCode!: string;
  @Field(() => DispositifZonageEnum, { nullable: true, description: 'Liste prioritaire invoquée.' })
  @Allow()
  dispositif?: string | null;
  @Field(() => String, { nullable: true, description: 'Code du lieu dans cette liste.' })
  @IsOptional()
  @Length(1, 20, TROP_LONG)
  zonageCode?: string | null;
}

@InputType({ description: 'Action du projet.' })
export class ActionInput {
  @Field(() => String, { defaultValue: '', description: 'Intitulé.' }) @MaxLength(300, TROP_LONG) intitule!: string;
  @Field(() => String, { defaultValue: '', description: 'Description.' })
  @MaxLength(3000, TROP_LONG)
  description!: string;
  @Field(() => String, { defaultValue: '', description: 'Indicateur suivi.' })
  @MaxLength(300, TROP_LONG)
  indicateur!: string;
  @Field(() => String, { defaultValue: '', description: 'Valeur visée.' }) @MaxLength(300, TROP_LONG) cible!: string;
  @Field(() => [LieuInput], { defaultValue: [], description: 'Lieux où elle se tient.' })
  @ValidateNested({ each: true })
  @Type(() => LieuInput)
  @ArrayMaxSize(100, TROP)
  lieux!: LieuInput[];
}

@InputType({ description: 'Ligne du budget.' })
export class LigneBudgetInput {
  @Field(() => String, { description: 'Code du compte (Cerfa 12156) ; il dit aussi le côté, charge ou produit.' })
  @Matches(/^[0-9A-Z]{1,6}$/, COMPTE)
  compte!: string;
  @Field(() => String, { defaultValue: '', description: 'Précision.' }) @MaxLength(300, TROP_LONG) libelle!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) @Allow() montant!: bigint;
}

@InputType({ description: 'Ligne du plan de financement.' })
export class LignePlanInput {
  @Field(() => TypeLignePlanEnum, { description: 'Apport d’un financeur, ou ressources propres.' })
  @Allow()
  type!: TypeLignePlan;
  @Field(() => ID, { nullable: true, description: 'Financeur sollicité ; aucun pour les ressources propres.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  financeurId?: string | null;
  @Field(() => NatureProjetEnum, { nullable: true, description: 'Nature ; à défaut, celle du projet.' })
  @Allow()
  nature?: NaturePart | null;
  @Field(() => String, { defaultValue: '', description: 'Dispositif sollicité.' })
  @MaxLength(200, TROP_LONG)
  dispositif!: string;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Assiette ; à défaut, le coût total (R12).' })
  @Allow()
  assiette?: bigint | null;
  @Field(() => CentimesScalaire, { description: 'Montant demandé.' }) @Allow() montant!: bigint;
}

@InputType({ description: 'Aide publique déjà reçue (R15).' })
export class AideDeclareeInput {
  @Field(() => JourScalaire, { description: 'Jour de l’octroi.' }) @Allow() date!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) @Allow() montant!: bigint;
}

@InputType({ description: 'Acceptation du contrat d’engagement républicain (R30).' })
export class ContratEngagementInput {
  @Field(() => JourScalaire, { description: 'Jour de l’acceptation.' }) @Allow() date!: string;
  @Field(() => String, { description: 'Qui l’accepte.' }) @MaxLength(200, TROP_LONG) signataire!: string;
  @Field(() => String, { defaultValue: 'décret 2021-1947', description: 'Version du texte accepté.' })
  @MaxLength(100, TROP_LONG)
  version!: string;
}

@InputType({ description: 'Exception à la participation minimale du maître d’ouvrage (R13).' })
export class ExceptionParticipationInput {
  @Field(() => ExceptionParticipationEnum, { description: 'Exception invoquée.' })
  @Allow()
  type!: ExceptionParticipation;
  @Field(() => String, { defaultValue: '', description: 'Acte qui l’accorde.' })
  @MaxLength(300, TROP_LONG)
  acte!: string;
}
