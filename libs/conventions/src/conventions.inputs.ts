import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import type { EtatConvention, Jour, ModeConvention, TypeActe } from '@tdt/domaine';
import { CentimesScalaire, ID_FORME, JourScalaire, PageArgs } from '@tdt/socle';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsDefined,
  IsOptional,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { EtatConventionEnum, FormeConventionEnum, TriConventionEnum } from './convention.type.js';
import { TypeActeEnum } from './engagement.type.js';

const TROP_LONG = { message: 'Ce texte est trop long.' };
const TAUX = { message: 'Un taux va de 0 à 10 000 points de base.' };

@InputType({ description: 'Acte d’un financeur.' })
export class ActeInput {
  @Field(() => TypeActeEnum, { description: 'Forme de l’acte.' }) typeActe!: TypeActe;
  @Field(() => String, { description: 'Numéro.' }) @MaxLength(100, TROP_LONG) numero!: string;
  @Field(() => JourScalaire, { description: 'Date de l’acte.' }) dateActe!: Jour;
  @Field(() => String, { description: 'Nom du signataire.' }) @MaxLength(200, TROP_LONG) signataireNom!: string;
  @Field(() => String, { description: 'Qualité du signataire.' })
  @MaxLength(200, TROP_LONG)
  signataireQualite!: string;
  @Field(() => JourScalaire, {
    nullable: true,
    description: 'Transmission au contrôle de légalité ; obligatoire pour une collectivité.',
  })
  transmisLe?: Jour | null;
}

@InputType({ description: 'Acte par lequel un financeur engage sa part.' })
export class ActeEngagementInput extends ActeInput {
  @Field(() => CentimesScalaire, { description: 'Montant que porte l’acte : celui que la conférence a voté.' })
  montant!: bigint;
}

@InputType({ description: 'Engagement d’une part par son financeur (R24).' })
export class EnregistrerEngagementInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Part votée.' }) @IsUUID(undefined, ID_FORME) partId!: string;
  @Field(() => ActeEngagementInput, { description: 'L’acte.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => ActeEngagementInput)
  acte!: ActeEngagementInput;
}

@InputType({ description: 'Retrait d’une part par son financeur.' })
export class LibererPartInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Part à retirer.' }) @IsUUID(undefined, ID_FORME) partId!: string;
  @Field(() => String, { description: 'Motif.' }) @MaxLength(1000, TROP_LONG) motif!: string;
  @Field(() => ActeInput, { nullable: true, description: 'Acte de retrait ; obligatoire si la part est engagée.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ActeInput)
  acte?: ActeInput | null;
}

@InputType({ description: 'Acte qui habilite un signataire.' })
export class ActeHabilitantInput {
  @Field(() => TypeActeEnum, { description: 'Forme de l’acte.' }) type!: TypeActe;
  @Field(() => String, { description: 'Numéro.' })
  @Length(1, 100, { message: 'Indiquez le numéro de l’acte, en 100 caractères au plus.' })
  numero!: string;
  @Field(() => JourScalaire, { description: 'Date de l’acte.' }) date!: Jour;
}

@InputType({ description: 'Ce qu’une convention ajoute à un dossier.' })
export class ComplementsConventionInput {
  @Field(() => ID, { description: 'Candidature retenue, toutes parts engagées.' })
  @IsUUID(undefined, ID_FORME)
  candidatureId!: string;
  @Field(() => ActeHabilitantInput, {
    nullable: true,
    description: 'Acte qui habilite le signataire du porteur (R33).',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => ActeHabilitantInput)
  acteBeneficiaire?: ActeHabilitantInput | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Part d’un excédent que le porteur à but non lucratif garde, en points de base ; 0 si aucune (R42).',
  })
  @IsOptional()
  @Min(0, TAUX)
  @Max(10_000, TAUX)
  excedentBp?: number | null;
  @Field(() => JourScalaire, {
    nullable: true,
    description: 'Date limite du bilan ; à défaut, six mois après l’exercice de fin (R37).',
  })
  limiteBilan?: Jour | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Prise d’effet ; à défaut, la dernière signature.' })
  dateEffet?: Jour | null;
  @Field(() => String, { nullable: true, description: 'Description du projet, si elle doit être reprise.' })
  @IsOptional()
  @MaxLength(4000, TROP_LONG)
  description?: string | null;
  @Field(() => String, { nullable: true, description: 'Tribunal compétent.' })
  @IsOptional()
  @MaxLength(200, TROP_LONG)
  tribunal?: string | null;
  @Field(() => Int, { nullable: true, description: 'Transfert toléré entre postes, en points de base (R46).' })
  @IsOptional()
  @Min(0, TAUX)
  @Max(10_000, TAUX)
  fongibiliteBp?: number | null;
  @Field(() => [String], { nullable: true, description: 'Dépenses non éligibles.' })
  @IsOptional()
  @ArrayMaxSize(20, { message: 'Cette liste est trop longue.' })
  @MaxLength(300, { each: true, ...TROP_LONG })
  depensesExclues?: string[] | null;
}

@InputType({ description: 'Convention à générer. Ce qui n’est pas donné est repris de la version précédente.' })
export class GenererConventionInput extends ComplementsConventionInput {
  @Field(() => FormeConventionEnum, {
    nullable: true,
    description:
      'Une convention signée de tous, ou un ensemble coordonné : une convention par financeur qui en doit une, les autres s’engageant par lettre. À défaut, la forme de ce qui est généré, ou une convention signée de tous.',
  })
  forme?: ModeConvention | null;
}

@InputType({ description: 'Filtre de conventions.' })
export class ConventionFiltre {
  @Field(() => EtatConventionEnum, { nullable: true, description: 'État.' }) etat?: EtatConvention | null;
  @Field(() => ID, { nullable: true, description: 'Candidature.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  candidatureId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Appel.' }) @IsOptional() @IsUUID(undefined, ID_FORME) appelId?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Numéro exact.' })
  @IsOptional()
  @MaxLength(80, TROP_LONG)
  numero?: string | null;
}

@ArgsType()
export class ManquesConventionArgs {
  @Field(() => ID, { description: 'Candidature retenue.' }) @IsUUID(undefined, ID_FORME) candidatureId!: string;
  @Field(() => FormeConventionEnum, {
    nullable: true,
    description: 'Sous quelle forme ; à défaut, comme `genererConvention`.',
  })
  forme?: ModeConvention | null;
}

@ArgsType()
export class ConventionsArgs extends PageArgs {
  @Field(() => ConventionFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ConventionFiltre)
  filtre?: ConventionFiltre | null;
  @Field(() => TriConventionEnum, { nullable: true, description: 'Ordre.' }) tri?: string | null;
}
