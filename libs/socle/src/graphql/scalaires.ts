import { CustomScalar, Scalar } from '@nestjs/graphql';
import { GraphQLError, Kind, type ValueNode } from 'graphql';

/** 100 milliards d'euros: the bound of every amount in the database too. */
export const CENTIMES_MAX = 10_000_000_000_000n;

function refuserEntree(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'ENTREE_INVALIDE' } });
}

function texte(noeud: ValueNode): string {
  if (noeud.kind === Kind.STRING || noeud.kind === Kind.INT) return noeud.value;
  throw refuserEntree('Valeur attendue entre guillemets.');
}

/** Money: a string of whole centimes. Numbers are refused, since JSON numbers and GraphQL Int lose centimes. */
@Scalar('Centimes')
export class CentimesScalaire implements CustomScalar<string, bigint> {
  description = 'Montant en centimes d’euro, entier, écrit comme un texte : « 35000000 » vaut 350 000,00 €.';

  parseValue(valeur: unknown): bigint {
    if (typeof valeur !== 'string' || !/^\d{1,14}$/.test(valeur)) {
      throw refuserEntree(
        'Un montant s’écrit en centimes, en chiffres seulement, entre guillemets : « 35000000 » pour 350 000,00 €.',
      );
    }
    const montant = BigInt(valeur);
    if (montant > CENTIMES_MAX) throw refuserEntree('Un montant ne dépasse pas 100 milliards d’euros.');
    return montant;
  }

  serialize(valeur: unknown): string {
    if (typeof valeur === 'bigint') return valeur.toString();
    if (typeof valeur === 'string' && /^-?\d+$/.test(valeur)) return valeur;
    throw new Error('montant illisible');
  }

  parseLiteral(noeud: ValueNode): bigint {
    return this.parseValue(noeud.kind === Kind.STRING ? noeud.value : undefined);
  }
}

/** A day, without hour or zone. */
@Scalar('Jour')
export class JourScalaire implements CustomScalar<string, string> {
  description = 'Jour au format AAAA-MM-JJ.';

  parseValue(valeur: unknown): string {
    const jour = typeof valeur === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(valeur) ? valeur : '';
    const instant = new Date(`${jour}T00:00:00Z`);
    if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== jour) {
      throw refuserEntree('Un jour s’écrit AAAA-MM-JJ, et doit exister au calendrier.');
    }
    return jour;
  }

  serialize(valeur: unknown): string {
    return String(valeur).slice(0, 10);
  }

  parseLiteral(noeud: ValueNode): string {
    return this.parseValue(texte(noeud));
  }
}

/** An instant in UTC, to the millisecond. */
@Scalar('Instant')
export class InstantScalaire implements CustomScalar<string, Date> {
  description = 'Instant en temps universel, au format ISO 8601 avec fuseau : 2021-06-30T21:59:59.000Z.';

  parseValue(valeur: unknown): Date {
    const forme = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
    const instant = new Date(typeof valeur === 'string' && forme.test(valeur) ? valeur : NaN);
    if (Number.isNaN(instant.getTime())) {
      throw refuserEntree('Un instant s’écrit avec son fuseau : 2021-06-30T21:59:59Z ou 2021-06-30T23:59:59+02:00.');
    }
    return instant;
  }

  serialize(valeur: unknown): string {
    return new Date(valeur as string | Date).toISOString();
  }

  parseLiteral(noeud: ValueNode): Date {
    return this.parseValue(texte(noeud));
  }
}

export const SCALAIRES = [CentimesScalaire, JourScalaire, InstantScalaire];
