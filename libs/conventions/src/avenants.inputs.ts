import { Field, ID, InputType } from '@nestjs/graphql';
import { NaturePartEnum } from '@tdt/conference';
import {
  CHAMPS_BENEFICIAIRE,
  CHAMPS_DATE,
  LIBELLES_CHAMP_BENEFICIAIRE,
  LIBELLES_CHAMP_DATE,
  TYPES_MODIFICATION,
  type ChampBeneficiaire,
  type ChampDate,
  type Jour,
  type NaturePart,
  type TypeModification,
} from '@tdt/domaine';
import { CentimesScalaire, enumeration, ID_FORME, JourScalaire } from '@tdt/socle';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsDefined, IsOptional, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { ActeHabilitantInput } from './conventions.inputs.js';

const TROP_LONG = { message: 'Ce texte est trop long.' };

export const TypeModificationEnum = enumeration('TypeModification', 'Ce qu’un avenant change.', TYPES_MODIFICATION, {
  MONTANT: 'Le montant d’une part, ou des ressources propres',
  DATES: 'Une date',
  BENEFICIAIRE: 'Ce qui désigne le bénéficiaire',
  LIGNE_BUDGET: 'Une ligne du budget',
  FINANCEUR: 'Le départ d’un financeur, ou son arrivée',
});
export const ChampDateEnum = enumeration('ChampDate', 'Date d’une convention.', CHAMPS_DATE, LIBELLES_CHAMP_DATE);
export const ChampBeneficiaireEnum = enumeration(
  'ChampBeneficiaire',
  'Ce qui désigne le bénéficiaire.',
  CHAMPS_BENEFICIAIRE,
  LIBELLES_CHAMP_BENEFICIAIRE,
);

@InputType({ description: 'Un financeur qui rejoint une convention signée, et ce qu’il y apporte (R46).' })
export class ArriveeInput {
  @Field(() => ID, { description: 'Organisme qui arrive ; il n’est pas encore partie.' })
  @IsUUID(undefined, ID_FORME)
  financeurId!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'Son enveloppe, si vous pouvez la voir ; à défaut, celle qu’il a ouverte pour l’appel.',
  })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  enveloppeId?: string | null;
  @Field(() => String, { description: 'Dispositif au titre duquel il apporte sa part.' })
  @MaxLength(200, TROP_LONG)
  dispositif!: string;
  @Field(() => NaturePartEnum, { description: 'Nature de sa part.' }) nature!: NaturePart;
  @Field(() => CentimesScalaire, { description: 'Montant de sa part.' }) montant!: bigint;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Assiette ; le coût total à défaut (R12).' })
  assiette?: bigint | null;
  @Field(() => ActeHabilitantInput, { nullable: true, description: 'Acte par lequel il s’engage (R24, R33).' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ActeHabilitantInput)
  acte?: ActeHabilitantInput | null;
}

@InputType({ description: 'Une modification : son type, ce sur quoi elle porte, et la nouvelle valeur.' })
export class ModificationInput {
  @Field(() => TypeModificationEnum, { description: 'Type.' }) type!: TypeModification;
  @Field(() => ID, {
    nullable: true,
    description:
      'Part, pour MONTANT et pour le départ d’un financeur ; vide, MONTANT porte sur les ressources propres.',
  })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  partId?: string | null;
  @Field(() => ChampDateEnum, { nullable: true, description: 'Date, pour DATES.' }) date?: ChampDate | null;
  @Field(() => ChampBeneficiaireEnum, { nullable: true, description: 'Champ, pour BENEFICIAIRE.' })
  champ?: ChampBeneficiaire | null;
  @Field(() => String, { nullable: true, description: 'Compte, pour LIGNE_BUDGET.' })
  @IsOptional()
  @MaxLength(20, TROP_LONG)
  compte?: string | null;
  @Field(() => String, { nullable: true, description: 'Libellé de la ligne, pour LIGNE_BUDGET.' })
  @IsOptional()
  @MaxLength(200, TROP_LONG)
  libelle?: string | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Nouveau montant.' }) montant?: bigint | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Nouvelle date.' }) jour?: Jour | null;
  @Field(() => String, { nullable: true, description: 'Nouveau texte.' })
  @IsOptional()
  @MaxLength(300, TROP_LONG)
  texte?: string | null;
  @Field(() => ArriveeInput, { nullable: true, description: 'Qui arrive, pour FINANCEUR.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ArriveeInput)
  arrivee?: ArriveeInput | null;
}

@InputType({ description: 'Avenant à une convention signée, tel qu’il se prépare (R46).' })
export class ProjetAvenantInput {
  @Field(() => ID, { description: 'Convention signée.' }) @IsUUID(undefined, ID_FORME) conventionId!: string;
  @Field(() => String, { description: 'Motif, imprimé sur l’avenant.' }) @MaxLength(1000, TROP_LONG) motif!: string;
  @Field(() => [ModificationInput], { description: 'Ce qui change ; le reste demeure.' })
  @IsDefined()
  @ArrayMaxSize(100, { message: 'Un avenant porte sur cent points au plus.' })
  @ValidateNested({ each: true })
  @Type(() => ModificationInput)
  modifications!: ModificationInput[];
}

@InputType({ description: 'Avenant à une convention signée (R46).' })
export class ProposerAvenantInput extends ProjetAvenantInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
}

@InputType({ description: 'Avenant qui ne sera pas signé.' })
export class RetirerAvenantInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Avenant en signature.' }) @IsUUID(undefined, ID_FORME) avenantId!: string;
  @Field(() => String, { description: 'Motif, que les parties lisent.' }) @MaxLength(1000, TROP_LONG) motif!: string;
}

@InputType({ description: 'Résiliation d’une convention, trente jours après mise en demeure (R47).' })
export class ResilierConventionInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Convention signée.' }) @IsUUID(undefined, ID_FORME) conventionId!: string;
  @Field(() => String, { description: 'Motif, que les parties lisent.' }) @MaxLength(1000, TROP_LONG) motif!: string;
  @Field(() => JourScalaire, { description: 'Mise en demeure par lettre recommandée.' }) miseEnDemeureLe!: Jour;
  @Field(() => JourScalaire, {
    description: 'Prise d’effet : trente jours après au plus tôt, aujourd’hui au plus tard.',
  })
  effetLe!: Jour;
  @Field(() => CentimesScalaire, { description: 'Dépenses du projet justifiées à cette date.' })
  depensesJustifiees!: bigint;
}
