import { Field, ObjectType, Parent, ResolveField, Resolver, Info } from '@nestjs/graphql';
import { EnveloppeType } from '@tdt/appels';
import { CandidatureType } from '@tdt/candidatures';
import { depassementDemandes, ETATS_PART_ECARTES, ETATS_PART_VOTES } from '@tdt/domaine';
import { CentimesScalaire, etendreLecture, valeurLue } from '@tdt/socle';
import type { GraphQLResolveInfo } from 'graphql';
import { PartType } from './part.type.js';

const enListe = (etats: readonly string[]) => etats.map((etat) => `'${etat}'`).join(', ');

@ObjectType('PlanVote', { description: 'Ce que la conférence a voté pour un projet, au regard de son coût.' })
export class PlanVoteType {
  @Field(() => CentimesScalaire, { description: 'Coût total.' }) coutTotal!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ressources propres du porteur.' }) ressourcesPropres!: bigint;
  @Field(() => CentimesScalaire, { description: 'Parts votées.' }) vote!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ce qui manque encore.' }) reste!: bigint;
}

const COUT = (a: string) => `select coalesce(sum(lb.montant), 0)::text from ligne_budget lb
  where lb.candidature_id = ${a}.id and lb.sens = 'CHARGE' and lb.compte !~ '^8[67]'`;
const PROPRES = (a: string) => `select coalesce(sum(lp.montant), 0)::text from ligne_plan lp
  where lp.candidature_id = ${a}.id and lp.type = 'RESSOURCES_PROPRES'`;
const VOTE = (a: string) => `select coalesce(sum(pv.montant), 0)::text from part pv
  where pv.candidature_id = ${a}.id and pv.etat in (${enListe(ETATS_PART_VOTES)})`;

etendreLecture('Candidature', {
  listes: { parts: 'candidature' },
  derives: {
    planVote: {
      colonnes: [],
      expressions: { coutTotal: COUT, ressourcesPropres: PROPRES, vote: VOTE },
      calcul: (lu: Record<'coutTotal' | 'ressourcesPropres' | 'vote', string>) => {
        const [coutTotal, ressourcesPropres, vote] = [
          BigInt(lu.coutTotal),
          BigInt(lu.ressourcesPropres),
          BigInt(lu.vote),
        ];
        return { coutTotal, ressourcesPropres, vote, reste: coutTotal - ressourcesPropres - vote };
      },
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

  @ResolveField(() => String, { nullable: true, description: 'Le dépassement en une phrase ; rien ne bloque (R4).' })
  avertissement(@Parent() enveloppe: object, @Info() info: GraphQLResolveInfo): unknown {
    return valeurLue(enveloppe, info);
  }
}
