import { estUuid, nouvelId } from '@tdt/socle';
import { getOperationAST, Kind, parse } from 'graphql';
import { ampleur } from './ampleur.js';
import { completerCles } from './cles.js';
import { compterTout } from './observation.js';
import { envoyer, type Reponse } from './client-api.js';
import type { Serveur } from './serveur.js';

/** trust.md A3, in the proof `rejeux`. */
export const ENSEMBLE = ampleur(4, 20);
export const A_LA_SUITE = ampleur(2, 10);

/** What one act did when it was sent over and over under one key. */
export interface Constat {
  /** Requests that left lines of a done act in the journal: one, or the act was done more than once. */
  effets: number;
  /** Different answers to the same request. */
  reponses: Set<string>;
  /** Answers that say that they are a replay. */
  rejeux: number;
  /** Tables that the sequence of replays wrote to. */
  ecritesParRejeu: string[];
  /** How another content under the same key was answered, and the tables that it wrote to, the trace of a refusal aside. */
  conflit: string;
  ecritesParConflit: string[];
}

type Variables = Record<string, unknown>;
type Base = Pick<Serveur, 'sql'>;

/** Name of the mutation that a request is, if it is one. */
function mutationDe(requete: string): string | null {
  const operation = getOperationAST(parse(requete));
  const [champ] = operation?.selectionSet.selections ?? [];
  return operation?.operation === 'mutation' && champ?.kind === Kind.FIELD ? champ.name.value : null;
}

/** The same request about something else: another object, or another name when it names none. */
function autrement<T>(valeur: T): T {
  let fait = false;
  const changer = (v: unknown, nom: string): unknown => {
    if (fait || nom === 'cle') return v;
    if (estUuid(v) || (typeof v === 'string' && nom === 'nom')) {
      fait = true;
      return estUuid(v) ? nouvelId() : `${v} bis`;
    }
    if (nom === 'mode') {
      fait = true;
      return v === 'AUCUN' ? 'IMMEDIAT' : 'AUCUN';
    }
    if (Array.isArray(v)) return v.map((element) => changer(element, ''));
    if (typeof v !== 'object' || v === null) return v;
    return Object.fromEntries(Object.entries(v).map(([n, sous]) => [n, changer(sous, n)]));
  };
  const change = changer(valeur, '') as T;
  if (!fait) throw new Error(`rien à changer dans ${JSON.stringify(valeur)}`);
  return change;
}

function ecrites(avant: Record<string, string>, apres: Record<string, string>): string[] {
  return Object.keys(apres).filter((table) => avant[table] !== apres[table]);
}

/** Requests whose acts the journal says were done. */
async function requetesFaites({ sql }: Base): Promise<Set<string>> {
  const lignes = await sql<{ id: string }>(
    `select distinct requete_id as id from journal where resultat = 'ACCEPTE' and requete_id is not null`,
  );
  return new Set(lignes.map((l) => l.id));
}

/** What a mutation starts goes on behind it: a calculation, or a generation, ends before anything is compared. */
async function calculsFinis({ sql }: Base): Promise<void> {
  const vivant = `etat in ('EN_ATTENTE', 'EN_COURS') and coalesce(battement, demande_le) <= maintenant()`;
  const enCours = `select 1 from calcul where ${vivant} union all select 1 from generation where ${vivant}`;
  while ((await sql(enCours)).length > 0) await new Promise((suite) => setTimeout(suite, 20));
}

/** Everything but the journal, and of the journal what was done: a refused sensitive act leaves its line there. */
async function compterFaits(s: Base): Promise<Record<string, string>> {
  const [faits] = await s.sql<{ n: string }>(`select count(*)::text as n from journal where resultat = 'ACCEPTE'`);
  const { journal: _lignes, journal_tete: _tetes, ...tables } = await compterTout(s);
  return { ...tables, faits: faits?.n ?? '' };
}

/** Two instances of the application on one database. */
export interface Instances {
  s: Serveur;
  jumeau: Pick<Serveur, 'url'>;
}

/**
 * Sends one request many times at once, to two instances in turn, then many times in a row, then about something else, all
 * under one key.
 */
export async function eprouver(
  { s, jumeau }: Instances,
  jeton: string | null,
  requete: string,
  variables: Variables,
): Promise<[Reponse<unknown>, Constat]> {
  const demander = (n: number, v = variables) => envoyer<unknown>(n % 2 ? jumeau.url : s.url, jeton, requete, v);
  const avant = await requetesFaites(s);
  const ensemble = await Promise.all(Array.from({ length: ENSEMBLE }, (_, n) => demander(n)));
  await calculsFinis(s);
  const effets = [...(await requetesFaites(s))].filter((id) => !avant.has(id)).length;
  const posee = await compterTout(s);
  const suite: Reponse<unknown>[] = [];
  for (let n = 0; n < A_LA_SUITE; n += 1) suite.push(await demander(n));
  await calculsFinis(s);
  const rejouee = await compterTout(s);
  const faits = await compterFaits(s);
  const autre = await demander(0, autrement(variables));
  const reponses = [...ensemble, ...suite];
  const constat = {
    effets,
    reponses: new Set(reponses.map(({ data, errors }) => JSON.stringify({ data, errors }))),
    rejeux: reponses.filter((r) => r.extensions?.['rejeu'] === true).length,
    ecritesParRejeu: ecrites(posee, rejouee),
    conflit: JSON.stringify(autre.data ?? autre.errors),
    ecritesParConflit: ecrites(faits, await compterFaits(s)),
  };
  return [ensemble[0] as Reponse<unknown>, constat];
}

/**
 * The same server, on which each mutation that passes for the first time is put to the proof: whatever story is told through
 * it becomes the recipe of its mutations.
 */
export function sousEpreuve(instances: Instances): { serveur: Serveur; constats: Map<string, Constat> } {
  const { s } = instances;
  const constats = new Map<string, Constat>();
  const gql = async <T>(jeton: string | null, ecrite: string, donnees?: Variables): Promise<T> => {
    const nom = mutationDe(ecrite);
    if (nom === null || constats.has(nom)) return s.gql<T>(jeton, ecrite, donnees);
    const { requete, variables } = completerCles(ecrite, donnees);
    const [reponse, constat] = await eprouver(instances, jeton, requete, variables);
    if (reponse.errors) throw new Error(JSON.stringify(reponse.errors));
    constats.set(nom, constat);
    return reponse.data as T;
  };
  return { serveur: { ...s, gql }, constats };
}
