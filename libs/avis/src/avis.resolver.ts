import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, estConnu, Habilite, RefusType, type Agent, type AgentConnu } from '@tdt/socle';
import { MesAvisType, ReglerAvisInput, ReglerAvisResultat } from './avis.type.js';
import { Preferences } from './preferences.service.js';

@Resolver()
export class AvisResolver {
  constructor(private readonly preferences: Preferences) {}

  @Query(() => MesAvisType, {
    nullable: true,
    description: 'Vos réglages d’avis, ou rien si vous n’êtes pas connecté.',
  })
  @Habilite('lireReglageAvis')
  mesAvis(@AgentCourant() agent: Agent): Promise<MesAvisType> | null {
    return estConnu(agent) ? this.preferences.lire(agent.utilisateurId) : null;
  }

  @Mutation(() => ReglerAvisResultat, { description: 'Choisir quand être prévenu d’une famille d’événements.' })
  @Habilite('reglerAvis')
  async reglerAvis(
    @Args('demande') { famille, mode }: ReglerAvisInput,
    @AgentCourant() agent: AgentConnu,
  ): Promise<MesAvisType | RefusType> {
    const decision = await this.preferences.reglerAvis(agent.utilisateurId, famille, mode);
    return decision.ok ? this.preferences.lire(agent.utilisateurId) : RefusType.depuis(decision.refus);
  }
}
