import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, Max, MaxLength, Min } from 'class-validator';

@ObjectType('PageInfo', { description: 'Où en est la lecture d’une liste.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Y a-t-il une suite ?' }) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Curseur de la dernière ligne, à passer dans « after ».' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'Nombre de lignes, de 1 à 100.' })
  @Min(1, { message: 'Demandez au moins une ligne.' })
  @Max(100, { message: 'Demandez au plus 100 lignes à la fois.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Curseur après lequel reprendre.' })
  @IsOptional()
  @MaxLength(400, { message: 'Ce curseur n’est pas de cette plateforme.' })
  after?: string | null;
}

export interface ConnexionType<T> {
  edges: { node: T; cursor: string }[];
  pageInfo: PageInfoType;
  totalCount: number;
}

/** Relay connection of a type, `<nom>Connexion`. */
export function connexionDe<T>(type: Type<T>, nom: string): Type<ConnexionType<T>> {
  @ObjectType(`${nom}Arete`, { description: `Une ligne d’une liste de « ${nom} ».` })
  class Arete {
    @Field(() => type, { description: 'La ligne.' }) node!: T;
    @Field(() => String, { description: 'Sa place dans la liste.' }) cursor!: string;
  }
  @ObjectType(`${nom}Connexion`, { description: `Une page d’une liste de « ${nom} ».` })
  class Connexion implements ConnexionType<T> {
    @Field(() => [Arete], { description: 'Les lignes de la page.' }) edges!: Arete[];
    @Field(() => PageInfoType, { description: 'Où en est la lecture.' }) pageInfo!: PageInfoType;
    @Field(() => Int, { description: 'Nombre total de lignes que vous pouvez voir.' }) totalCount!: number;
  }
  return Connexion;
}
