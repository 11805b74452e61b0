import { Args, ArgsType, Field, Int, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, Max, Min } from 'class-validator';
import { JourScalaire } from '../graphql/scalaires.js';
import { Habilite } from '../identite/politique.js';
import { SceauType } from './sceau.type.js';
import { TetesPubliques } from './tetes.service.js';

@ArgsType()
export class SceauxQuotidiensArgs {
  @Field(() => Int, { defaultValue: 31, description: 'Nombre de jours, de 1 à 100.' })
  @Min(1, { message: 'Demandez au moins un jour.' })
  @Max(100, { message: 'Demandez au plus 100 jours à la fois.' })
  first!: number;

  @Field(() => JourScalaire, { nullable: true, description: 'Jour avant lequel commencer, non compris.' })
  @IsOptional()
  avant?: string | null;
}

/** The seals, for everybody: the more people keep one, the less the journal can be rewritten. */
@Resolver()
export class ScellementResolver {
  constructor(private readonly tetes: TetesPubliques) {}

  @Query(() => [SceauType], { description: 'Le premier sceau de chaque jour, du plus récent au plus ancien.' })
  @Habilite('lireScellement')
  sceauxQuotidiens(@Args() { first, avant }: SceauxQuotidiensArgs): Promise<SceauType[]> {
    return this.tetes.quotidiennes(first, avant ?? null);
  }

  @Query(() => SceauType, { nullable: true, description: 'Le dernier sceau posé, ou rien avant le premier.' })
  @Habilite('lireScellement')
  dernierSceau(): Promise<SceauType | null> {
    return this.tetes.derniere();
  }
}
