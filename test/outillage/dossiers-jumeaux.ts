import { demander, preparer, semerAmiHubs } from '../monde-candidatures.js';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import type { Serveur } from './serveur.js';

/** Table → columns that name a row of the file, its own identifier first. */
const LIGNES: readonly (readonly [table: string, ou: string, ...liens: string[]])[] = [
  ['candidature', 'id = $1', 'id'],
  ['candidature_territoire', 'candidature_id = $1', 'candidature_id'],
  ['ligne_budget', 'candidature_id = $1', 'id', 'candidature_id'],
  ['ligne_plan', 'candidature_id = $1', 'id', 'candidature_id'],
  ['action', 'candidature_id = $1', 'id', 'candidature_id'],
  ['lieu', 'action_id in (select id from action where candidature_id = $1)', 'id', 'action_id'],
  ['part', 'candidature_id = $1', 'id', 'candidature_id'],
  ['engagement', 'part_id in (select id from part where candidature_id = $1)', 'id', 'part_id'],
  ['point', 'candidature_id = $1', 'id', 'candidature_id'],
  ['scrutin', 'point_id in (select id from point where candidature_id = $1)', 'id', 'point_id'],
];

/** SQL: the identifier of the twin of `id` at this body, in the form of those of the platform. */
const idDuJumeau = (id: string, porteur: string) =>
  `overlay(overlay(md5((${id})::text || '${porteur}') placing '4' from 13) placing '8' from 17)::uuid`;

/**
 * The same file again, for another body: its budget, its plan, its shares, its place on the agenda and its ballot, without the
 * acts that led there and without a line in the ledger. Good for whoever prints it, not for whoever moves its money.
 */
export async function dupliquerDossier(
  { sql, monde }: Pick<Serveur, 'sql' | 'monde'>,
  candidatureId: string,
  porteur: CleOrganisme,
  rang: number,
): Promise<string> {
  const jumeau = (colonne: string) => `'${colonne}', ${idDuJumeau(`t.${colonne}`, porteur)}`;
  for (const [table, ou, ...liens] of LIGNES) {
    const colonnes = await sql<{ nom: string }>(
      `select column_name as nom from information_schema.columns
        where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    );
    const noms = colonnes.map(({ nom }) => nom).join(', ');
    const propres: Record<string, string> = {
      candidature: `, 'porteur_id', '${monde.organismes[porteur]}', 'numero', t.numero || '-${rang}', 'titre', 'Projet ${rang}'`,
      point: `, 'rang', ${rang}`,
    };
    const change = `jsonb_build_object(${liens.map(jumeau).join(', ')}${propres[table] ?? ''})`;
    await sql(
      `insert into ${table} (${noms}) select ${noms} from (
         select (jsonb_populate_record(null::public.${table}, to_jsonb(t) || ${change})).* from ${table} t where ${ou}) j`,
      [candidatureId],
    );
  }
  const [ligne] = await sql<{ id: string }>(`select ${idDuJumeau('$1', porteur)} as id`, [candidatureId]);
  return ligne?.id ?? '';
}

/** Files that these hubs have just deposited, one each, on a call that is open today. */
export async function deposerPour(s: Serveur, hubs: readonly (CleOrganisme & ClePersonne)[]): Promise<string[]> {
  const fenetre = { ouverture: '2026-01-01T00:00:00+01:00', cloture: '2126-01-01T23:59:59+01:00' };
  const appelId = await semerAmiHubs(s, { code: 'HUBS-SUITE', titre: 'Hubs, la suite', ...fenetre });
  const dossiers: string[] = [];
  for (const hub of hubs) {
    const id = await preparer(s, hub, s.monde.organismes[hub], appelId);
    const { etat, message } = await demander(s, hub, 'deposer', { id });
    if (etat !== 'DEPOSE') throw new Error(message);
    dossiers.push(id);
  }
  return dossiers;
}
