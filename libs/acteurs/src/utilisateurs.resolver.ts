import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, Habilite, Lecture, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import {
  AccorderHabilitationInput,
  CreerUtilisateurInput,
  HabilitationsArgs,
  UtilisateursArgs,
} from './acteurs.inputs.js';
import {
  AccorderHabilitationResultat,
  ConfirmerHabilitationResultat,
  CreerUtilisateurResultat,
  DesactiverUtilisateurResultat,
  ReactiverUtilisateurResultat,
  RetirerHabilitationResultat,
} from './acteurs.resultats.js';
import { ActeursService } from './acteurs.service.js';
import { HabilitationsService } from './habilitations.service.js';
import { HabilitationConnexion, UtilisateurConnexion } from './utilisateur.type.js';

@Resolver()
export class UtilisateursResolver {
  constructor(
    private readonly acteurs: ActeursService,
    private readonly habilitationsService: HabilitationsService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => UtilisateurConnexion, { description: 'Les personnes que vous pouvez voir : celles de votre organisme.' })
  @Habilite('lireUtilisateur')
  utilisateurs(@Args() args: UtilisateursArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, { ...args });
  }

  @Query(() => HabilitationConnexion, { description: 'Les droits que vous pouvez voir : ceux de votre organisme.' })
  @Habilite('lireHabilitation')
  habilitations(@Args() args: HabilitationsArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, { ...args });
  }

  @Mutation(() => CreerUtilisateurResultat, { description: 'Inscrire une personne.' })
  @Habilite('creerUtilisateur')
  async creerUtilisateur(
    @Args('demande') demande: CreerUtilisateurInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Utilisateur', await this.acteurs.creerUtilisateur(agent, demande), info, agent);
  }

  @Mutation(() => DesactiverUtilisateurResultat, { description: 'Fermer un compte, dès maintenant, pas le sien.' })
  @Habilite('desactiverUtilisateur')
  async desactiverUtilisateur(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.habilitationsService.desactiverUtilisateur(agent, id);
    return this.lecture.repondre('Utilisateur', decision, info, agent);
  }

  @Mutation(() => ReactiverUtilisateurResultat, { description: 'Rouvrir un compte.' })
  @Habilite('reactiverUtilisateur')
  async reactiverUtilisateur(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.habilitationsService.reactiverUtilisateur(agent, id);
    return this.lecture.repondre('Utilisateur', decision, info, agent);
  }

  @Mutation(() => AccorderHabilitationResultat, { description: 'Accorder un droit à une personne, pas à soi-même.' })
  @Habilite('accorderHabilitation')
  async accorderHabilitation(
    @Args('demande') demande: AccorderHabilitationInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.habilitationsService.accorderHabilitation(agent, demande);
    return this.lecture.repondre('Habilitation', decision, info, agent);
  }

  @Mutation(() => ConfirmerHabilitationResultat, {
    description: 'Confirmer un droit accordé par une autre personne à une autre personne : il prend effet alors.',
  })
  @Habilite('confirmerHabilitation')
  async confirmerHabilitation(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.habilitationsService.confirmerHabilitation(agent, id);
    return this.lecture.repondre('Habilitation', decision, info, agent);
  }

  @Mutation(() => RetirerHabilitationResultat, { description: 'Mettre fin à un droit, dès maintenant, pas au sien.' })
  @Habilite('retirerHabilitation')
  async retirerHabilitation(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decision = await this.habilitationsService.retirerHabilitation(agent, id);
    return this.lecture.repondre('Habilitation', decision, info, agent);
  }
}
