import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CategorieOrganismeEnum, NatureTerritoireEnum, type NatureTerritoire } from '@tdt/acteurs';
import type { CategorieOrganisme, EtatAppel, ModeRegle, TypeAppel, TypePlafond } from '@tdt/domaine';
import { CentimesScalaire, ID_FORME, InstantScalaire, PageArgs, TROP } from '@tdt/socle';
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
import {
  ConditionEnum,
  EtatAppelEnum,
  ModeRegleEnum,
  TriAppelEnum,
  TypeAppelEnum,
  TypeRegleEnum,
} from './appel-a-projets.type.js';
import { TypeCreditEnum } from './enveloppe.type.js';

const TROP_LONG = { message: 'Ce texte est trop long.' };
const CODE = { message: 'Un code s’écrit en majuscules, chiffres, tirets et soulignés.' };

@InputType({ description: 'Règle de calcul du montant.' })
export class RegleInput {
  @Field(() => TypeRegleEnum, { description: 'Rôle dans le calcul.' }) type!: 'BASE' | 'BONIFICATION' | TypePlafond;
  @Field(() => String, { description: 'Code court.' }) @Matches(/^[A-Z0-9_-]{1,40}$/, CODE) code!: string;
  @Field(() => String, { description: 'Nom de la règle.' }) @Length(1, 200, TROP_LONG) libelle!: string;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Montant.' }) montant?: bigint | null;
  @Field(() => Int, { nullable: true, description: 'Taux, en points de base.' })
  @IsOptional()
  @Min(1)
  @Max(10_000)
  tauxBp?: number | null;
  @Field(() => ConditionEnum, { nullable: true, description: 'Condition d’une bonification.' }) condition?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Preuve de la condition.' })
  @IsOptional()
  @MaxLength(500, TROP_LONG)
  preuve?: string | null;
  @Field(() => Boolean, { defaultValue: true, description: 'Cumulable avec les autres bonifications.' })
  cumulable!: boolean;
  @Field(() => String, { nullable: true, description: 'Texte dont vient la règle.' })
  @IsOptional()
  @MaxLength(300, TROP_LONG)
  sourceJuridique?: string | null;
}

@InputType({ description: 'Critère de la grille.' })
export class CritereInput {
  @Field(() => String, { description: 'Code court.' }) @Matches(/^[A-Z0-9_-]{1,40}$/, CODE) code!: string;
  @Field(() => String, { description: 'Ce qui est apprécié.' }) @Length(1, 300, TROP_LONG) libelle!: string;
  @Field(() => Int, { description: 'Points au plus.' }) @Min(1) @Max(100) poids!: number;
}

@InputType({ description: 'Pièce à demander.' })
export class PieceDemandeeInput {
  @Field(() => String, { description: 'Code court.' }) @Matches(/^[A-Z0-9_-]{1,40}$/, CODE) code!: string;
  @Field(() => String, { description: 'Nom de la pièce.' }) @Length(1, 200, TROP_LONG) libelle!: string;
  @Field(() => Boolean, { defaultValue: true, description: 'Sans elle, pas de dépôt.' }) obligatoire!: boolean;
  @Field(() => [CategorieOrganismeEnum], { defaultValue: [], description: 'À ces catégories seulement.' })
  @ArrayMaxSize(20, TROP)
  categories!: CategorieOrganisme[];
}

@InputType({ description: 'Territoire visé.' })
export class TerritoireVise {
  @Field(() => NatureTerritoireEnum, { description: 'Échelon.' }) nature!: NatureTerritoire;
  @Field(() => String, { description: 'Code officiel.' })
  @Matches(/^[0-9A-Z]{1,9}$/, { message: 'Ce code de territoire est mal formé.' })
  code!: string;
}

@InputType({ description: 'Appel à préparer. Il reste un brouillon jusqu’à sa publication.' })
export class CreerAppelInput {
  @Field(() => String, { description: 'Code court, unique.' }) @Matches(/^[A-Z0-9-]{2,40}$/, CODE) code!: string;
  @Field(() => TypeAppelEnum, { description: 'AAP ou AMI.' }) type!: TypeAppel;
  @Field(() => String, { description: 'Titre.' }) @MaxLength(200, TROP_LONG) titre!: string;
  @Field(() => String, { defaultValue: '', description: 'En quelques mots simples.' })
  @MaxLength(2_000, TROP_LONG)
  resume!: string;
  @Field(() => String, { defaultValue: '', description: 'Objet.' }) @MaxLength(20_000, TROP_LONG) objet!: string;
  @Field(() => InstantScalaire, { nullable: true, description: 'Ouverture des dépôts.' }) ouverture?: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Clôture des dépôts, comprise.' }) cloture?: Date | null;
  @Field(() => ModeRegleEnum, { description: 'Forfait ou plafond.' }) modeMontant!: ModeRegle;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Enveloppe annoncée au public.' }) montantAnnonce?:
    bigint | null;
  @Field(() => [CategorieOrganismeEnum], { description: 'Qui peut candidater.' })
  @ArrayMaxSize(20, TROP)
  categoriesAdmises!: CategorieOrganisme[];
  @Field(() => Int, { nullable: true, description: 'Seuil de la note, sur 100.' })
  @IsOptional()
  @Min(0)
  @Max(100)
  seuilInstruction?: number | null;
  @Field(() => Int, { nullable: true, description: 'Durée d’un projet, au plus, en mois.' })
  @IsOptional()
  @Min(1)
  @Max(120)
  dureeMoisMax?: number | null;
  @Field(() => Int, { nullable: true, description: 'Année de la liste des QPV.' })
  @IsOptional()
  @Min(2000)
  @Max(2100)
  millesimeQpv?: number | null;
  @Field(() => Int, { nullable: true, description: 'Année de la liste Action cœur de ville.' })
  @IsOptional()
  @Min(2000)
  @Max(2100)
  millesimeAcv?: number | null;
  @Field(() => Boolean, { defaultValue: true, description: 'Financement partiel possible.' })
  financementPartiel!: boolean;
  @Field(() => ID, { nullable: true, description: 'Conférence qui examinera les candidatures.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  conferenceId?: string | null;
  @Field(() => [TerritoireVise], { defaultValue: [], description: 'Territoires visés.' })
  @ArrayMaxSize(200, TROP)
  @ValidateNested({ each: true })
  @Type(() => TerritoireVise)
  territoires!: TerritoireVise[];
  @Field(() => [RegleInput], { description: 'Règles de calcul.' })
  @ArrayMaxSize(50, TROP)
  @ValidateNested({ each: true })
  @Type(() => RegleInput)
  regles!: RegleInput[];
  @Field(() => [CritereInput], { description: 'Grille d’instruction.' })
  @ArrayMaxSize(50, TROP)
  @ValidateNested({ each: true })
  @Type(() => CritereInput)
  grille!: CritereInput[];
  @Field(() => [PieceDemandeeInput], { description: 'Pièces demandées.' })
  @ArrayMaxSize(50, TROP)
  @ValidateNested({ each: true })
  @Type(() => PieceDemandeeInput)
  pieces!: PieceDemandeeInput[];
}

@InputType({
  description: 'Brouillon d’appel réécrit : ses champs, ses règles et ses listes remplacent les précédents.',
})
export class ModifierAppelInput extends CreerAppelInput {
  @Field(() => ID, { description: 'Appel.' }) @IsUUID(undefined, ID_FORME) id!: string;
  @Field(() => Int, { description: 'Version que vous avez lue.' })
  @Min(1, { message: 'Une version est un nombre à partir de 1.' })
  version!: number;
}

@InputType({ description: 'Enveloppe à ouvrir.' })
export class CreerEnveloppeInput {
  @Field(() => ID, { description: 'Financeur, au nom duquel vous agissez.' })
  @IsUUID(undefined, ID_FORME)
  financeurId!: string;
  @Field(() => ID, { nullable: true, description: 'Appel auquel elle est destinée.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  appelId?: string | null;
  @Field(() => String, { description: 'Nom.' }) @Length(1, 200, TROP_LONG) libelle!: string;
  @Field(() => String, { description: 'Dispositif.' }) @Length(1, 200, TROP_LONG) dispositif!: string;
  @Field(() => Int, { description: 'Exercice budgétaire.' }) @Min(2000) @Max(2100) exercice!: number;
  @Field(() => TypeCreditEnum, { defaultValue: 'UNIQUE', description: 'Nature des crédits.' }) typeCredit!:
    'UNIQUE' | 'AE' | 'CP';
}

@InputType({ description: 'Crédits à mettre dans une enveloppe.' })
export class DoterEnveloppeInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Enveloppe.' }) @IsUUID(undefined, ID_FORME) enveloppeId!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
}

@InputType({ description: 'Filtre d’appels.' })
export class AppelFiltre {
  @Field(() => EtatAppelEnum, { nullable: true, description: 'État à cet instant.' }) etat?: EtatAppel | null;
  @Field(() => TypeAppelEnum, { nullable: true, description: 'AAP ou AMI.' }) type?: TypeAppel | null;
  @Field(() => String, { nullable: true, description: 'Partie du titre.' })
  @IsOptional()
  @MaxLength(100, TROP_LONG)
  recherche?: string | null;
}

@ArgsType()
export class AppelsArgs extends PageArgs {
  @Field(() => AppelFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AppelFiltre)
  filtre?: AppelFiltre | null;
  @Field(() => TriAppelEnum, { nullable: true, description: 'Ordre.' }) tri?: string | null;
}

@InputType({ description: 'Filtre d’enveloppes.' })
export class EnveloppeFiltre {
  @Field(() => ID, { nullable: true, description: 'Appel.' }) @IsOptional() @IsUUID(undefined, ID_FORME) appelId?:
    string | null;
  @Field(() => Int, { nullable: true, description: 'Exercice.' }) exercice?: number | null;
}

@ArgsType()
export class EnveloppesArgs extends PageArgs {
  @Field(() => EnveloppeFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => EnveloppeFiltre)
  filtre?: EnveloppeFiltre | null;
}
