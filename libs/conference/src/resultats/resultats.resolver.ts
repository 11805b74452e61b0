import { Args, ArgsType, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { Habilite, ID_FORME } from '@tdt/socle';
import { IsUUID } from 'class-validator';
import { ResultatsService } from './resultats.service.js';
import { ProjetRetenuType } from './resultats.type.js';

@ArgsType()
export class ResultatsAppelArgs {
  @Field(() => ID, { description: 'Appel.' }) @IsUUID(undefined, ID_FORME) appelId!: string;
}

@Resolver()
export class ResultatsResolver {
  constructor(private readonly resultats: ResultatsService) {}

  @Query(() => [ProjetRetenuType], {
    description: 'Projets retenus d’un appel, après proclamation, avec leurs financements publics. Ouvert à tous.',
  })
  @Habilite('lireResultat')
  resultatsAppel(@Args() { appelId }: ResultatsAppelArgs): Promise<ProjetRetenuType[]> {
    return this.resultats.lire(appelId);
  }
}
