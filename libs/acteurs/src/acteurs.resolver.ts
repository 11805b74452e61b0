import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AgentCourant, estConnu, Habilite, Lecture, type Agent, type AgentConnu } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { CreerOrganismeInput, OrganismesArgs, TerritoiresArgs, ZonagesArgs } from './acteurs.inputs.js';
import { CreerOrganismeResultat } from './acteurs.resultats.js';
import { ActeursService } from './acteurs.service.js';
import { OrganismeConnexion, OrganismeType } from './organisme.type.js';
import { TerritoireConnexion } from './territoire.type.js';
import { UtilisateurType } from './utilisateur.type.js';
import { ZonageConnexion } from './zonage.type.js';

@Resolver()
export class ActeursResolver {
  constructor(
    private readonly acteurs: ActeursService,
    private readonly lecture: Lecture,
  ) {}

  @Query(() => UtilisateurType, { nullable: true, description: 'La personne connectée, ou rien.' })
  @Habilite('lireUtilisateur')
  moi(@AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return estConnu(agent) ? this.lecture.un('Utilisateur', agent.utilisateurId, info, agent) : null;
  }

  @Query(() => OrganismeType, { nullable: true, description: 'Un organisme.' })
  @Habilite('lireOrganisme')
  organisme(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('Organisme', id, info, agent);
  }

  @Query(() => OrganismeConnexion, { description: 'Les organismes inscrits, par nom.' })
  @Habilite('lireOrganisme')
  organismes(@Args() args: OrganismesArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, { ...args });
  }

  @Query(() => TerritoireConnexion, { description: 'Le découpage officiel, par nom.' })
  @Habilite('lireTerritoire')
  territoires(@Args() args: TerritoiresArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, { ...args });
  }

  @Query(() => ZonageConnexion, { description: 'Les lieux des listes prioritaires (QPV, Action cœur de ville).' })
  @Habilite('lireTerritoire')
  zonages(@Args() args: ZonagesArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, { ...args });
  }

  @Mutation(() => CreerOrganismeResultat, { description: 'Inscrire un organisme.' })
  @Habilite('creerOrganisme')
  async creerOrganisme(
    @Args('demande') demande: CreerOrganismeInput,
    @AgentCourant() agent: AgentConnu,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.repondre('Organisme', await this.acteurs.creerOrganisme(agent, demande), info, agent);
  }
}
