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
      await surServeur(`drop database if exists ${base} with (force)`);
      return;
    } catch (erreur) {
      if ((erreur as { code?: string }).code !== '42501' || essai >= 50) throw erreur;
      await new Promise((suite) => setTimeout(suite, 200));
    }
  }
}

async function avecServeur<T>(faire: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlServeur() });
  await client.connect();
  try {
    return await faire(client);
  } finally {
    await client.end();
  }
}

const surServeur = (requete: string) => avecServeur((client) => client.query(requete));

function urlServeur(): string {
  const url = process.env['URL_BASE_TESTS'];
  if (url === undefined) throw new Error('URL_BASE_TESTS manque : lancez par « npm test » (projet Jest « e2e »).');
  return url;
}

function urlDe(base: string): string {
  const url = new URL(urlServeur());
  url.pathname = `/${base}`;
  return url.href;
}

/**
 * Clones a template, file by file (some 60 ms; page by page, 200). One per test file; call `fermer` in `afterAll`.
 * @param nom short label that shows in the server's log
 * @param modele the migrated one, or one that `modelePartage` made
 */
export async function nouvelleBase(nom = 'essai', modele = 'modele'): Promise<BaseDeTest> {
  const base = `${nom.toLowerCase().replace(/[^a-z0-9]/g, '_')}_${randomBytes(6).toString('hex')}`;
  await surServeur(`create database ${base} template ${modele} strategy file_copy`);
  return { url: urlDe(base), fermer: () => supprimer(base) };
}

/** What the makers of the templates gave, for this process. */
const partages = new Map<string, unknown>();

/** Fills a template, through a connection to it or at its address. What it gives must stay itself as JSON. */
type Remplir<T> = (client: pg.Client, url: string) => Promise<T>;

/**
 * Has a template of this name, made from another one by whoever asks first in the run: the others wait for it. What its maker
 * gives is kept with it.
 */
export async function modelePartage<T>(nom: string, remplir: Remplir<T>, depuis = 'modele'): Promise<T> {
  if (!partages.has(nom))
    partages.set(nom, await avecServeur((client) => trouverOuFaire(client, nom, remplir, depuis)));
  return partages.get(nom) as T;
}

async function trouverOuFaire<T>(serveur: pg.Client, nom: string, remplir: Remplir<T>, depuis: string) {
  await serveur.query('select pg_advisory_lock(hashtext($1))', [nom]);
  const { rows } = await serveur.query<{ donne: string }>(
    `select shobj_description(oid, 'pg_database') as donne from pg_database where datname = $1`,
    [nom],
  );
  if (rows[0]) return JSON.parse(rows[0].donne) as T;
  const ebauche = `${nom}_ebauche`;
  await serveur.query(`drop database if exists ${ebauche} with (force)`);
  await serveur.query(`create database ${ebauche} template ${depuis} strategy file_copy`);
  const client = new pg.Client({ connectionString: urlDe(ebauche) });
  await client.connect();
  const donne = await remplir(client, urlDe(ebauche)).finally(() => client.end());
  await serveur.query(`comment on database ${ebauche} is ${serveur.escapeLiteral(JSON.stringify(donne))}`);
  // Its name last: a template that its maker did not finish is nobody's.
  await serveur.query(`alter database ${ebauche} rename to ${nom}`);
  return donne;
}
