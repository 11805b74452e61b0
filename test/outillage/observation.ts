import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { documentAvec } from './documents.js';
import type { Serveur } from './serveur.js';

/** Ids that an observer knows, or guesses: by GraphQL type, and by name of argument or of filter. */
export type Connus = Record<string, readonly string[]>;

/** How far each field is asked for: once in depth, then by every other id, filter and order, what it lists and counts. */
const NIVEAUX_DES_VARIANTES = 1;
/** What holds a round is walked to the lines of its bids. */
const niveaux = (racine: Racine) => (/^(Seance|Tour)/.test(getNamedType(racine.type).name) ? 3 : 2);
/** A hash of nothing: the only text that a query must be given. */
const EMPREINTE_DE_RIEN = '0'.repeat(64);
/** An id of nothing. */
export const PERSONNE = '01a00000-0000-7000-8000-000000000000';

type Racine = GraphQLField<unknown, unknown>;

export function racines(schema: GraphQLSchema): Racine[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {});
}

/** Every way to fill one argument; an optional one is also left out. */
function valeursDe(argument: GraphQLArgument, racine: Racine, connus: Connus): (string | null)[] {
  const type = getNamedType(argument.type);
  if (argument.name === 'first') return ['50'];
  if (type.name === 'ID') {
    const typeLu = getNamedType(racine.type).name;
    const ids = (argument.name === 'id' ? connus[typeLu] : connus[argument.name]) ?? [PERSONNE];
    const obligatoire = String(argument.type).endsWith('!');
    return [...(obligatoire ? [] : [null]), ...ids.map((id) => `"${id}"`)];
  }
  if (String(argument.type) === 'String!') return [`"${EMPREINTE_DE_RIEN}"`];
  if (isEnumType(type)) return [null, ...type.getValues().map((v) => v.name)];
  if (isInputObjectType(type) && argument.name === 'filtre') {
    const filtres = Object.values(type.getFields()).flatMap((champ) => {
      const sous = getNamedType(champ.type);
      if (isEnumType(sous)) return sous.getValues().map((v) => `{ ${champ.name}: ${v.name} }`);
      return (connus[champ.name] ?? []).map((id) => `{ ${champ.name}: "${id}" }`);
    });
    return [null, ...filtres];
  }
  return [null];
}

/** One filled argument at a time beside the compulsory ones: every filter, every order, every known id. */
function arguments_(racine: Racine, connus: Connus): string[] {
  const choix = racine.args.map((a) => valeursDe(a, racine, connus).map((v) => (v === null ? '' : `${a.name}: ${v}`)));
  let lignes: string[][] = [[]];
  for (const valeurs of choix) {
    // The combinations of two optional arguments bring nothing: the first of each keeps company to the others.
    lignes = lignes.flatMap((ligne, i) => (i === 0 ? valeurs : valeurs.slice(0, 1)).map((v) => [...ligne, v]));
  }
  return lignes.map((ligne) => ligne.filter((v) => v !== '')).map((l) => (l.length > 0 ? `(${l.join(', ')})` : ''));
}

/** Every question that the schema lets anybody ask. */
export function questions(schema: GraphQLSchema, connus: Connus): string[] {
  return racines(schema)
    .filter((r) => !['territoires', 'zonages'].includes(r.name))
    .flatMap((r) =>
      arguments_(r, connus).map((args, i) =>
        documentAvec(schema, r, i === 0 ? niveaux(r) : NIVEAUX_DES_VARIANTES, args),
      ),
    );
}

/** What one person is answered: question → answer, as text. */
export async function interroger(
  s: Serveur,
  jeton: string | null,
  demandes: readonly string[],
): Promise<Map<string, string>> {
  const reponses = new Map<string, string>();
  for (const demande of demandes) {
    const { data, errors } = await s.sansLimites(jeton, demande);
    reponses.set(demande, JSON.stringify({ data, errors: errors?.map((e) => e.message) }));
  }
  return reponses;
}

/** An amount as somebody might read it: in centimes, in euros with any separators. */
export function notations(centimes: bigint): RegExp {
  const [euros, cents] = [String(centimes / 100n), String(centimes % 100n).padStart(2, '0')];
  const groupes = euros.replace(/\B(?=(\d{3})+$)/g, '[\\s\\u00a0\\u202f.,_]?');
  return new RegExp(`(?<!\\d)(${centimes}|${groupes}[.,]${cents})(?!\\d)`);
}

const COMPTE = 'compter_tout';

/**
 * Has the database keep the count of all its tables ready: planned anew each time, it takes longer than counting.
 */
async function preparerCompte({ sql }: Pick<Serveur, 'sql'>): Promise<void> {
  const prets = await sql('select 1 from pg_prepared_statements where name = $1', [COMPTE]);
  if (prets.length > 0) return;
  const tables = await sql<{ nom: string }>(
    `select quote_ident(relname) as nom from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'debit' order by 1`,
  );
  const une = ({ nom }: { nom: string }) =>
    `select '${nom}' as nom, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as n from ${nom}`;
  await sql(`prepare ${COMPTE} as ${tables.map(une).join(' union all ')}`);
}

/**
 * What the whole database holds, table by table: how many rows, and the sum of the transactions that wrote them, so that an
 * update shows as well as an insert or a deletion. Only the count of requests is left out, since asking moves it.
 */
export async function compterTout(s: Pick<Serveur, 'sql'>): Promise<Record<string, string>> {
  await preparerCompte(s);
  const comptes = await s.sql<{ nom: string; n: string }>(`execute ${COMPTE}`);
  return Object.fromEntries(comptes.map(({ nom, n }) => [nom, n]));
}
