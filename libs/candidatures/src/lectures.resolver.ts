import { Args, Field, ID, Info, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AppelAProjetsType } from '@tdt/appels';
import { depassementDemandes } from '@tdt/domaine';
import {
  AFaire,
  AgentCourant,
  CentimesScalaire,
  etendreLecture,
  Habilite,
  InstantScalaire,
  Lecture,
  PageArgs,
  RefusType,
  ValeurCalculee,
  valeurLue,
  type Agent,
  sqlContributions,
  totalLu,
  type ContributionLue,
  type VisibleSql,
} from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { CandidatureConnexion, CandidatureType } from './candidature.type.js';
import { CandidaturesArgs, SimulerMontantArgs } from './candidatures.inputs.js';
import { SimulerMontantResultat } from './candidatures.resultats.js';
import { SimulationService } from './simulation.service.js';

@ObjectType('ActionAttendue', { description: 'Ce qui vous attend.' })
export class ActionAttendueType {
  @Field(() => String, { description: 'Sorte d’action, à lire par un programme.' }) type!: string;
  @Field(() => String, { description: 'Phrase à montrer telle quelle.' }) libelle!: string;
  @Field(() => String, { description: 'Type de l’objet à ouvrir.' }) objetType!: string;
  @Field(() => ID, { description: 'Identifiant de cet objet.' }) objetId!: string;
  @Field(() => InstantScalaire, { nullable: true, description: 'Dernier instant utile, s’il y en a un.' })
  echeance!: Date | null;
}

@Resolver()
export class LecturesCandidaturesResolver {
  constructor(
    private readonly lecture: Lecture,
    private readonly aFaire: AFaire,
    private readonly simulation: SimulationService,
  ) {}

  @Query(() => CandidatureType, { nullable: true, description: 'Une candidature, par son identifiant.' })
  @Habilite('lireCandidature')
  candidature(
    @Args('id', { type: () => ID }) id: string,
    @AgentCourant() agent: Agent,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.lecture.un('Candidature', id, info, agent);
  }

  @Query(() => CandidatureConnexion, { description: 'Les candidatures que vous pouvez voir.' })
  @Habilite('lireCandidature')
  candidatures(@Args() args: CandidaturesArgs, @AgentCourant() agent: Agent, @Info() info: GraphQLResolveInfo) {
    return this.lecture.connexion(info, agent, args);
  }

  @Query(() => [ActionAttendueType], { description: 'Ce qui vous attend, le plus pressé d’abord.' })
  @Habilite('lireCandidature')
  async mesActions(@AgentCourant() agent: Agent): Promise<unknown> {
    return ValeurCalculee.depuis(await this.aFaire.pour(agent));
  }

  @Query(() => SimulerMontantResultat, {
    description: 'Montant auquel un projet aurait droit, sans ouvrir de candidature (R3, R5).',
  })
  @Habilite('lireAppel')
  async simulerMontant(@Args() args: SimulerMontantArgs, @AgentCourant() agent: Agent): Promise<unknown> {
    const decision = await this.simulation.simulerMontant(agent, args);
    return decision.ok ? ValeurCalculee.depuis(decision.fait) : RefusType.depuis(decision.refus);
  }
}

/** Files deposited and still in the running: what the call is asked for (R4, warning side). */
const DEMANDES = (a: string) => `select coalesce(sum(c.montant_demande), 0)::text from candidature c
  where c.appel_id = ${a}.id and c.depose_le is not null
    and c.etat not in ('IRRECEVABLE', 'REFUSE', 'RETIRE', 'DOUBLON', 'SANS_SUITE', 'ANNULE')`;

/** What its funders have put in the envelopes of the call, each as the reader may see it. */
const DOTATIONS = (a: string, _peut: unknown, visible: VisibleSql) => {
  const dotation = `select coalesce(sum(-co.solde), 0) from compte co where co.enveloppe_id = l.id and co.nature = 'SOURCE'`;
  return sqlContributions('Enveloppe', dotation, `enveloppe l where l.appel_id = ${a}.id`, visible);
};

interface Enveloppes {
  demandes: string;
  dotations: ContributionLue[];
  annonce: string;
}

/** Of an envelope that is not one's own, the announced ceiling only (trust.md §3.2): it stands for a total that would tell. */
function avertissementDepassement({ demandes, dotations, annonce }: Enveloppes): string | null {
  const enveloppe = totalLu(dotations) || BigInt(annonce);
  return enveloppe === 0n && dotations.length > 0
    ? null
    : depassementDemandes(enveloppe, [BigInt(demandes)]).avertissement;
}

etendreLecture('AppelAProjets', {
  connexions: { candidatures: 'appel' },
  calcules: { totalDemande: DEMANDES },
  derives: {
    avertissementDepassement: {
      colonnes: [],
      expressions: {
        demandes: DEMANDES,
        dotations: DOTATIONS,
        annonce: (a) => `coalesce(${a}.montant_annonce, 0)::text`,
      },
      calcul: avertissementDepassement,
    },
  },
  reserves: { totalDemande: 'lireInstruction', avertissementDepassement: 'lireInstruction' },
});

/** What a call shows once candidatures exist; `lecture` has read everything before these are called. */
@Resolver(() => AppelAProjetsType)
export class AppelCandidaturesResolver {
  @ResolveField(() => CandidatureConnexion, { description: 'Candidatures que vous pouvez voir sur cet appel.' })
  candidatures(@Parent() appel: object, @Args() _args: PageArgs, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(appel, info);
  }

  @ResolveField(() => CentimesScalaire, {
    nullable: true,
    description: 'Total demandé par les candidatures en lice (instruction et conférence seulement).',
  })
  totalDemande(@Parent() appel: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(appel, info);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Phrase d’alerte quand les demandes dépassent l’enveloppe (R4) ; rien ne bloque.',
  })
  avertissementDepassement(@Parent() appel: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(appel, info);
  }
}
