import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CategorieOrganismeEnum } from '@tdt/acteurs';
import type { BaseRegle, CategorieOrganisme, PorteeRegle } from '@tdt/domaine';
import { BORNES, CentimesScalaire, ID_FORME, TROP, TROP_LONG } from '@tdt/socle';
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
import type { TypeRegleStockee } from './regles-financement.entity.js';
import { BaseRegleEnum, PorteeRegleEnum, TypeRegleFinancementEnum } from './regles-financement.type.js';

const CODE = { message: 'Un code s’écrit en majuscules, chiffres, tirets et soulignés.' };
const CODE_CLASSE = { message: 'Un code de classe s’écrit en majuscules, chiffres et soulignés.' };

@InputType({ description: 'Classe de financeurs.' })
export class ClasseFinanceurInput {
  @Field(() => String, { description: 'Code court.' }) @Matches(/^[A-Z0-9_]{1,40}$/, CODE_CLASSE) code!: string;
  @Field(() => String, { nullable: true, description: 'Code de la classe qui la contient.' })
  @IsOptional()
  @MaxLength(40, TROP_LONG)
  parent?: string | null;
  @Field(() => String, { description: 'Nom.' }) @Length(1, 200, TROP_LONG) libelle!: string;
  @Field(() => [CategorieOrganismeEnum], { defaultValue: [], description: 'Catégories de financeurs qui en sont.' })
  @ArrayMaxSize(20, TROP)
  categories!: CategorieOrganisme[];
}

@InputType({ description: 'Règle qui borne qui paie quoi.' })
export class RegleFinancementInput {
  @Field(() => String, { description: 'Code court, unique dans l’appel.' })
  @Matches(/^[A-Z0-9_-]{1,40}$/, CODE)
  code!: string;
  @Field(() => String, { description: 'Nom.' }) @Length(1, 200, TROP_LONG) libelle!: string;
  @Field(() => PorteeRegleEnum, { description: 'Ce qu’elle borne.' }) portee!: PorteeRegle;
  @Field(() => String, { nullable: true, description: 'Code de la classe bornée.' })
  @IsOptional()
  @MaxLength(40, TROP_LONG)
  classe?: string | null;
  @Field(() => ID, { nullable: true, description: 'Financeur dont elle borne les enveloppes.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  financeurId?: string | null;
  @Field(() => CategorieOrganismeEnum, { nullable: true, description: 'Catégorie dont elle borne les enveloppes.' })
  categorie?: CategorieOrganisme | null;
  @Field(() => TypeRegleFinancementEnum, { description: 'Nature.' }) type!: TypeRegleStockee;
  @Field(() => Int, { nullable: true, description: 'Taux, en points de base.' })
  @IsOptional()
  @Min(1, BORNES)
  @Max(10_000, BORNES)
  tauxBp?: number | null;
  @Field(() => BaseRegleEnum, { nullable: true, description: 'Base du taux ; la dépense subventionnable à défaut.' })
  base?: BaseRegle | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Montant.' }) montant?: bigint | null;
  @Field(() => String, { description: 'Texte dont vient la règle.' })
  @MaxLength(300, TROP_LONG)
  sourceJuridique!: string;
}

@InputType({ description: 'Règles de financement d’un appel : elles remplacent toutes les précédentes.' })
export class DefinirReglesFinancementInput {
  @Field(() => ID, { description: 'Appel.' }) @IsUUID(undefined, ID_FORME) appelId!: string;
  @Field(() => Int, { description: 'Version des règles de financement lues, celles qui sont remplacées.' })
  version!: number;
  @Field(() => [ClasseFinanceurInput], {
    defaultValue: [],
    description:
      'Classes de financeurs, chaque parent avant ses enfants ; à défaut, public et privé et leurs échelons.',
  })
  @ArrayMaxSize(50, TROP)
  @ValidateNested({ each: true })
  @Type(() => ClasseFinanceurInput)
  classes!: ClasseFinanceurInput[];
  @Field(() => [RegleFinancementInput], { description: 'Règles.' })
  @ArrayMaxSize(50, TROP)
  @ValidateNested({ each: true })
  @Type(() => RegleFinancementInput)
  regles!: RegleFinancementInput[];
}
