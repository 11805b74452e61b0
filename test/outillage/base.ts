import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of one's own, on the run's server. */
export interface BaseDeTest {
  readonly url: string;
  /** Deletes the database; sessions still open on it are ended. */
  readonly fermer: () => Promise<void>;
}

/** The server's own upkeep may be at work in a database, and only its superuser could end it: it is given a moment. */
async function supprimer(base: string): Promise<void> {
  for (let essai = 1; ; essai += 1) {
    try {
      return await surServeur(`drop database if exists ${base} with (force)`);
    } catch (erreur) {
      if ((erreur as { code?: string }).code !== '42501' || essai >= 50) throw erreur;
      await new Promise((suite) => setTimeout(suite, 200));
    }
  }
}

async function surServeur(requete: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlServeur() });
  await client.connect();
  try {
    await client.query(requete);
  } finally {
    await client.end();
  }
}

function urlServeur(): string {
  const url = process.env['URL_BASE_TESTS'];
  if (url === undefined) throw new Error('URL_BASE_TESTS manque : lancez par « npm test » (projet Jest « e2e »).');
  return url;
}

/**
 * Clones the migrated template, file by file (some 60 ms; page by page, 200). One per test file; call `fermer` in `afterAll`.
 * @param nom short label that shows in the server's log
 */
export async function nouvelleBase(nom = 'essai'): Promise<BaseDeTest> {
  const base = `${nom.toLowerCase().replace(/[^a-z0-9]/g, '_')}_${randomBytes(6).toString('hex')}`;
  await surServeur(`create database ${base} template modele strategy file_copy`);
  const url = new URL(urlServeur());
  url.pathname = `/${base}`;
  return { url: url.href, fermer: () => supprimer(base) };
}
