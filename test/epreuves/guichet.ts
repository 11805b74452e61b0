import type { AddressInfo } from 'node:net';
import { chargerTerritoires } from '@tdt/acteurs';
import { nouvelleCleScellement } from '@tdt/socle';
import pg from 'pg';
import { creerApplication } from '../../apps/api/src/application.js';
import { lireConfiguration } from '../../apps/api/src/configuration.js';
import { reglerHorloge, type Plateforme } from '../monde-client.js';
import { semerMonde } from '../monde.js';
import { clientDe, envoyer, type Reponse } from '../outillage/client-api.js';

/** What the proof needs of a running application. */
export interface Guichet extends Pick<Plateforme, 'monde' | 'sql'> {
  /** Sends an operation as it is, without a key when it has none. */
  brut<T>(jeton: string | null, requete: string, variables?: Record<string, unknown>): Promise<Reponse<T>>;
}

/** The application itself, with its small world, on a database that is only migrated. `reglages`: settings of this one. */
export async function ouvrirGuichet(
  urlBase: string,
  reglages: Record<string, string> = {},
): Promise<Guichet & Plateforme & { fermer: () => Promise<void> }> {
  const configuration = lireConfiguration({
    DATABASE_URL: urlBase,
    NODE_ENV: 'test',
    PORT: '0',
    NIVEAU_JOURNAL: 'silent',
    CLE_SCELLEMENT: nouvelleCleScellement().privee.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ...reglages,
  });
  if (!configuration.ok) throw new Error(configuration.refus.message);
  const client = new pg.Client({ connectionString: urlBase });
  await client.connect();
  const sql = async <T>(requete: string, parametres?: unknown[]) =>
    (await client.query(requete, parametres)).rows as T[];
  await chargerTerritoires({ query: sql as never });
  const monde = await semerMonde({ query: sql as never });
  const app = await creerApplication(configuration.fait);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    monde,
    sql,
    sqlExecuteur: { query: sql as never },
    gql: clientDe(url).gql,
    brut: (jeton, requete, variables) => envoyer(url, jeton, requete, variables),
    reglerHorloge: (instant) => reglerHorloge({ query: sql as never }, instant),
    async fermer() {
      await app.close();
      await client.end();
    },
  };
}
