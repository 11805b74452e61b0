import type { AddressInfo } from 'node:net';
import { chargerTerritoires } from '@tdt/acteurs';
import { nouvelleCleScellement } from '@tdt/socle';
import pg from 'pg';
import { creerApplication } from '../../apps/api/src/application.js';
import { lireConfiguration } from '../../apps/api/src/configuration.js';
import { semerMonde, type Monde } from '../monde.js';

/** What the proof needs of a running application. */
export interface Guichet {
  readonly monde: Monde;
  sql<T>(requete: string, parametres?: unknown[]): Promise<T[]>;
  brut<T>(
    jeton: string | null,
    requete: string,
    variables?: Record<string, unknown>,
  ): Promise<{ data: T; errors?: unknown[] }>;
}

/** The application itself, with its small world, on a database that is only migrated. */
export async function ouvrirGuichet(url: string): Promise<Guichet & { fermer: () => Promise<void> }> {
  const configuration = lireConfiguration({
    DATABASE_URL: url,
    NODE_ENV: 'test',
    PORT: '0',
    NIVEAU_JOURNAL: 'silent',
    CLE_SCELLEMENT: nouvelleCleScellement().privee.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  if (!configuration.ok) throw new Error(configuration.refus.message);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const sql = async <T>(requete: string, parametres?: unknown[]) =>
    (await client.query(requete, parametres)).rows as T[];
  await chargerTerritoires({ query: sql as never });
  const monde = await semerMonde({ query: sql as never });
  const app = await creerApplication(configuration.fait);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    monde,
    sql,
    async brut<T>(jeton: string | null, query: string, variables?: Record<string, unknown>) {
      const reponse = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(jeton ? { authorization: `Bearer ${jeton}` } : {}) },
        body: JSON.stringify({ query, variables }),
      });
      return (await reponse.json()) as { data: T; errors?: unknown[] };
    },
    async fermer() {
      await app.close();
      await client.end();
    },
  };
}
