import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { INTROUVABLE } from '../identite/index.js';
import type { Lecture } from '../lecture/index.js';
import type { Ecoute } from './ecoute.js';
import type { Suivi } from './suivi.js';

export interface ObjetSuivi {
  ecoute: Ecoute;
  lecture: Lecture;
  /** Under what name the database announces it. */
  chaine: string;
  /** GraphQL type, and identifier. */
  type: string;
  id: string;
  suivi: Suivi;
  info: GraphQLResolveInfo;
}

/**
 * A subscription to one object: what it is now, then each time that it changes, read under the rights that its follower has at
 * that instant. @throws INTROUVABLE when he cannot read it, or it does not exist
 */
export async function suivreObjet({ ecoute, lecture, chaine, type, id, suivi, info }: ObjetSuivi): Promise<unknown> {
  const lire = async () => {
    const agent = await suivi.agent();
    const lu = agent && (await lecture.un(type, id, info, agent));
    // Keyed by the alias of the request, as everything that `lecture` answers.
    return lu && { [String(info.path.key)]: lu };
  };
  const abonnement = await ecoute.suivre(chaine, lire);
  if (abonnement) return abonnement;
  const { code, message } = INTROUVABLE.refus;
  throw new GraphQLError(message, { extensions: { code, chemin: 'id' } });
}
