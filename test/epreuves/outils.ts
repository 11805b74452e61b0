import { createHash } from 'node:crypto';
import type { Decision } from '@tdt/domaine';
import type { ExecuteurSql } from '@tdt/appels';
import pg from 'pg';

export { hasard } from '../../libs/domaine/essais/hasard.js';

/** A database of one's own, already migrated. */
export interface BaseJetable {
  readonly url: string;
  readonly fermer: () => Promise<void>;
}

/** What a proof needs from the place where it runs: fresh migrated databases. */
export interface Lieu {
  readonly nouvelleBase: (nom?: string) => Promise<BaseJetable>;
}

/** The outcome of a proof: one line with its figures; `reussie` says that the promise held and that its control failed. */
export interface Bilan {
  readonly reussie: boolean;
  readonly ligne: string;
}

/** Figures in French: 12 345. */
export function nombre(valeur: number): string {
  return valeur.toLocaleString('fr-FR').replaceAll('\u202f', ' ');
}

/** One element, chosen by the given chance. */
export function tirer<T>(liste: readonly T[], des: () => number): T {
  const choisi = liste[Math.floor(des() * liste.length)];
  if (choisi === undefined) throw new Error('tirer dans une liste vide');
  return choisi;
}

/** An id that follows from a text: the same proof uses the same ids every time. */
export function identifiant(texte: string): string {
  const h = createHash('sha256').update(texte).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

/** pg as the ledger wants it: rows. */
export function executeur(client: pg.Pool | pg.PoolClient | pg.Client): ExecuteurSql & {
  query: <Ligne>(sql: string, parametres?: unknown[]) => Promise<Ligne[]>;
} {
  return {
    query: async <Ligne>(sql: string, parametres?: unknown[]) => (await client.query(sql, parametres)).rows as Ligne[],
  };
}

/** Runs `action` with a pool, and always closes it. A killed session is the business of the query that was using it. */
export async function avecPool<T>(url: string, max: number, action: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => undefined);
  try {
    return await action(pool);
  } finally {
    await pool.end();
  }
}

/** Runs `action` in a transaction of its own connection; a refusal rolls back, as `UniteDeTravail` does. */
export async function transaction<Fait>(
  pool: pg.Pool,
  action: (tx: ExecuteurSql) => Promise<Decision<Fait>>,
): Promise<Decision<Fait>> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const decision = await action(executeur(client));
    await client.query(decision.ok ? 'commit' : 'rollback');
    return decision;
  } catch (erreur) {
    await client.query('rollback').catch(() => undefined);
    throw erreur;
  } finally {
    client.release();
  }
}

const A_REESSAYER = new Set(['40P01', '55P03', '40001']);

/** Tries again when the database asks for it, as the application does. */
export async function avecReprise<T>(action: () => Promise<T>, essais = 5): Promise<T> {
  for (let essai = 1; ; essai += 1) {
    try {
      return await action();
    } catch (erreur) {
      if (essai >= essais || !A_REESSAYER.has((erreur as { code?: string }).code ?? '')) throw erreur;
      await new Promise((suite) => setTimeout(suite, 20 * 2 ** essai));
    }
  }
}
