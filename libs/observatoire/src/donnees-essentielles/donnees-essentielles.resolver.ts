import { Args, ArgsType, Field, Int, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, ValeurCalculee, type Agent } from '@tdt/socle';
import { Max, Min } from 'class-validator';
import { DonneesEssentiellesService } from './donnees-essentielles.service.js';
import { AttribuantPublieType, RetardDonneesEssentiellesType } from './donnees-essentielles.type.js';

@ArgsType()
export class DonneesEssentiellesEnRetardArgs {
  @Field(() => Int, {
    defaultValue: 0,
    description: 'Compter aussi ce qui sera en retard d’ici ce nombre de jours, de 0 à 92.',
  })
  @Min(0, { message: 'Le nombre de jours ne peut pas être négatif.' })
  @Max(92, { message: 'Demandez au plus 92 jours d’avance.' })
  jours!: number;
}

@Resolver()
export class DonneesEssentiellesResolver {
  constructor(private readonly donnees: DonneesEssentiellesService) {}

  @Query(() => [AttribuantPublieType], {
    description:
      'Données essentielles des conventions signées : les attribuants publics et leurs fichiers. Ouvert à tous.',
  })
  @Habilite('lireDonneesEssentielles')
  async donneesEssentielles(): Promise<unknown> {
    return ValeurCalculee.depuis(await this.donnees.attribuants());
  }

  @Query(() => [RetardDonneesEssentiellesType], {
    description:
      'Ce qui devrait être publié des conventions que vous gérez et ne peut l’être, avec ce qui manque, par échéance (R43).',
  })
  @Habilite('suivreDonneesEssentielles')
  async donneesEssentiellesEnRetard(
    @Args() { jours }: DonneesEssentiellesEnRetardArgs,
    @AgentCourant() agent: Agent,
  ): Promise<unknown> {
    return ValeurCalculee.depuis(await this.donnees.enRetard(agent, jours));
  }
}
