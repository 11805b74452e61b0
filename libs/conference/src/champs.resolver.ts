import { Args, Field, ObjectType, Parent, ResolveField, Resolver, Info } from '@nestjs/graphql';
import { EnveloppeType } from '@tdt/appels';
import { CandidatureType } from '@tdt/candidatures';
import { depassementDemandes, ETATS_PART_ECARTES, ETATS_PART_VOTES } from '@tdt/domaine';
import {
  CentimesScalaire,
  etendreLecture,
  PageArgs,
  sqlContributions,
  totalLu,
  valeurLue,
  type ContributionLue,
  type VisibleSql,
} from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { PartConnexion, PartType } from './part.type.js';

const enListe = (etats: readonly string[]) => etats.map((etat) => `'${etat}'`).join(', ');

@ObjectType('PlanVote', { description: 'Ce que la conférence a voté pour un projet, au regard de son coût.' })
export class PlanVoteType {
  @Field(() => CentimesScalaire, { description: 'Coût total.' }) coutTotal!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ressources propres du porteur.' }) ressourcesPropres!: bigint;
  @Field(() => Boolean, { description: 'Les parts votées couvrent-elles le coût ?' }) complet!: boolean;
  @Field(() => CentimesScalaire, {
    nullable: true,
    description: 'Parts votées ; rien quand ce total dirait le montant d’un financeur que vous ne pouvez pas voir.',
  })
  vote!: bigint | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Ce qui manque encore ; rien dans le même cas.' })
  reste!: bigint | null;
}

const COUT = (a: string) => `select coalesce(sum(lb.montant), 0)::text from ligne_budget lb
  where lb.candidature_id = ${a}.id and lb.sens = 'CHARGE' and lb.compte !~ '^8[67]'`;
const PROPRES = (a: string) => `select coalesce(sum(lp.montant), 0)::text from ligne_plan lp
  where lp.candidature_id = ${a}.id and lp.type = 'RESSOURCES_PROPRES'`;
const VOTE = (a: string, _peut: unknown, visible: VisibleSql) =>
  sqlContributions('Part', 'l.montant', `part l where ${VOTEES(a)}`, visible);
const VOTEES = (a: string) => `l.candidature_id = ${a}.id and l.etat in (${enListe(ETATS_PART_VOTES)})`;

interface LignePlanVote {
  coutTotal: string;
  ressourcesPropres: string;
  /** Whole sum, never shown as such: it only says whether the cost is covered. */
  acquis: string;
  contributions: ContributionLue[];
}

const ACQUIS = (a: string) => `select coalesce(sum(l.montant), 0)::text from part l where ${VOTEES(a)}`;

function planVote(lu: LignePlanVote): PlanVoteType {
  const [coutTotal, ressourcesPropres, acquis] = [
    BigInt(lu.coutTotal),
    BigInt(lu.ressourcesPropres),
    BigInt(lu.acquis),
  ];
  const vote = totalLu(lu.contributions);
  const reste = vote === null ? null : coutTotal - ressourcesPropres - vote;
  return { coutTotal, ressourcesPropres, complet: ressourcesPropres + acquis >= coutTotal, vote, reste };
}

etendreLecture('Candidature', {
  listes: { parts: 'candidature' },
  derives: {
    planVote: {
      colonnes: [],
      expressions: { coutTotal: COUT, ressourcesPropres: PROPRES, acquis: ACQUIS, contributions: VOTE },
      calcul: planVote,
    },
  },
});

/** What a file shows once the conference has shares; `lecture` has read everything before these are called. */
@Resolver(() => CandidatureType)
export class CandidaturePartsResolver {
  @ResolveField(() => [PartType], { description: 'Parts que vous pouvez voir.' })
  parts(@Parent() candidature: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(candidature, info);
  }

  @ResolveField(() => PlanVoteType, { description: 'Plan voté : ce qui est acquis, ce qui manque.' })
  planVote(@Parent() candidature: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(candidature, info);
  }
}

const DOTATION = (a: string) => `select coalesce(sum(-co.solde), 0)::text from compte co
  where co.enveloppe_id = ${a}.id and co.nature = 'SOURCE'`;
const PROJETE = (a: string) => `select coalesce(sum(pe.montant), 0)::text from part pe
  where pe.enveloppe_id = ${a}.id and pe.etat not in (${enListe(ETATS_PART_ECARTES)})`;

interface Projection {
  dotation: string;
  projete: string;
}
const depassement = ({ dotation, projete }: Projection) => depassementDemandes(BigInt(dotation), [BigInt(projete)]);

etendreLecture('Enveloppe', {
  connexions: { parts: 'enveloppe' },
  calcules: { projete: PROJETE },
  derives: {
    depassement: {
      colonnes: [],
      expressions: { dotation: DOTATION, projete: PROJETE },
      calcul: (lu: Projection) => depassement(lu).depassement,
    },
    avertissement: {
      colonnes: [],
      expressions: { dotation: DOTATION, projete: PROJETE },
      calcul: (lu: Projection) => depassement(lu).avertissement,
    },
  },
});

/** What an envelope shows once shares are prepared on it: requests above it are shown, never blocked (R4). */
@Resolver(() => EnveloppeType)
export class EnveloppeProjeteeResolver {
  @ResolveField(() => CentimesScalaire, { description: 'Somme des parts pressenties, proposées ou votées sur elle.' })
  projete(@Parent() enveloppe: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(enveloppe, info);
  }

  @ResolveField(() => CentimesScalaire, { description: 'Ce dont ces parts dépassent la dotation.' })
  depassement(@Parent() enveloppe: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(enveloppe, info);
  }

  @ResolveField(() => PartConnexion, { description: 'Parts qu’elle finance, la plus ancienne d’abord.' })
  parts(@Parent() enveloppe: object, @Args() _args: PageArgs, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(enveloppe, info);
  }

  @ResolveField(() => String, { nullable: true, description: 'Le dépassement en une phrase ; rien ne bloque (R4).' })
  avertissement(@Parent() enveloppe: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(enveloppe, info);
  }
}
