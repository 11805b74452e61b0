import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Decision } from '@tdt/domaine';
import { AgentCourant, Habilite, RefusType, ValeurCalculee, type Agent, type AgentConnu } from '@tdt/socle';
import { PartiesLibresArgs, RedigerPartiesLibresInput } from './parties-libres.inputs.js';
import { PartiesLibresService } from './parties-libres.service.js';
import { PartiesLibresResultat, RedigerPartiesLibresResultat } from './parties-libres.type.js';

@Resolver()
export class PartiesLibresResolver {
  constructor(private readonly parties: PartiesLibresService) {}

  @Query(() => PartiesLibresResultat, {
    description:
      'Ce qui est propre à la convention de cette candidature : objet, clauses particulières, logos écartés.',
  })
  @Habilite('redigerPartiesLibres')
  async partiesLibres(@Args() args: PartiesLibresArgs, @AgentCourant() agent: Agent): Promise<unknown> {
    return repondre(await this.parties.partiesLibres(agent, args.candidatureId));
  }

  @Mutation(() => RedigerPartiesLibresResultat, {
    description:
      'Écrire l’objet et les clauses particulières, et choisir les logos, d’une convention qui n’est pas encore en signature.',
  })
  @Habilite('redigerPartiesLibres')
  async redigerPartiesLibres(
    @Args('demande') demande: RedigerPartiesLibresInput,
    @AgentCourant() agent: AgentConnu,
  ): Promise<unknown> {
    return repondre(await this.parties.redigerPartiesLibres(agent, demande));
  }
}

function repondre(decision: Decision<object>): unknown {
  return decision.ok ? ValeurCalculee.depuis(decision.fait) : RefusType.depuis(decision.refus);
}
