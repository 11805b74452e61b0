import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { ID_FORME, TROP, TROP_LONG } from '@tdt/socle';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsUUID, MaxLength, Min, ValidateNested } from 'class-validator';

/*
 * The shape only, a little wider than the rule, whose sentences say by how much a text is too long.
 */
const TEXTE_MAX = 6_000;

@InputType({ description: 'Clause à écrire.' })
export class ClauseParticuliereInput {
  @Field(() => String, { description: 'Titre, sur une ligne.' }) @MaxLength(TEXTE_MAX, TROP_LONG) titre!: string;
  @Field(() => String, { description: 'Texte ; chaque ligne en est un paragraphe.' })
  @MaxLength(TEXTE_MAX, TROP_LONG)
  texte!: string;
}

@InputType({ description: 'Parties libres d’une convention, en entier : ce qui n’y est plus est retiré.' })
export class RedigerPartiesLibresInput {
  @Field(() => ID, { description: 'Candidature retenue, dont la convention n’est pas encore en signature.' })
  @IsUUID(undefined, ID_FORME)
  candidatureId!: string;
  @Field(() => Int, { description: 'Version que vous avez lue.' })
  @Min(0, { message: 'Une version est un nombre à partir de 0.' })
  version!: number;
  @Field(() => String, { description: 'Objet, en trois paragraphes au plus ; vide, la phrase du modèle est gardée.' })
  @MaxLength(TEXTE_MAX, TROP_LONG)
  objet!: string;
  @Field(() => [ClauseParticuliereInput], { description: 'Clauses particulières, dix au plus.' })
  @ArrayMaxSize(20, TROP)
  @ValidateNested({ each: true })
  @Type(() => ClauseParticuliereInput)
  clauses!: ClauseParticuliereInput[];
  @Field(() => [ID], {
    defaultValue: [],
    description: 'Organismes dont le logo n’est pas imprimé ; les autres parties qui en ont un le montrent.',
  })
  @ArrayMaxSize(60, TROP)
  @IsUUID(undefined, { each: true, ...ID_FORME })
  sansLogo!: string[];
}

@ArgsType()
export class PartiesLibresArgs {
  @Field(() => ID, { description: 'Candidature retenue.' }) @IsUUID(undefined, ID_FORME) candidatureId!: string;
}
