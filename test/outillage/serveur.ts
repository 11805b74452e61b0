import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INestApplication } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import { CONNEXIONS_MAX, Jetons, nouvelId, nouvelleCleScellement, resoudreChamp } from '@tdt/socle';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { execute, parse, type GraphQLSchema } from 'graphql';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { creerApplication } from '../../apps/api/src/application.js';
import { lireConfiguration } from '../../apps/api/src/configuration.js';
import { compile, portLibre, Processus } from '../epreuves/processus.js';
import { reglerHorloge, type Plateforme } from '../monde-client.js';
import { semerMonde } from '../monde.js';
import { ampleur, EN_GRAND } from './ampleur.js';
import { modelePartage, nouvelleBase } from './base.js';
import { clientDe, type ClientApi, type Reponse } from './client-api.js';

/** The real application on a real port, over a database of its own that holds the small world. */
export interface Serveur extends Plateforme, ClientApi {
  urlBase: string;
  /** Folder of its attachments. */
  depot: string;
  /** Schema that the application serves, and the ORM's description of the tables. */
  schema: GraphQLSchema;
  source: DataSource;
  /** The application itself, to run what the clock alone starts. */
  app: INestApplication;
  /** The test's own connection, to look at what was written. */
  client: pg.Client;
  /** Executes an operation on the served schema, past HTTP and its limits of depth and cost: to look everywhere. */
  sansLimites(jeton: string | null, requete: string): Promise<Reponse<unknown>>;
  fermer(): Promise<void>;
}

async function executerSansLimites(
  app: INestApplication,
  jeton: string | null,
  requete: string,
): Promise<Reponse<unknown>> {
  const identifie = jeton ? await app.get(Jetons).identifier(jeton) : null;
  const agent = identifie ?? { utilisateurId: null, habilitations: [] };
  const { schema } = app.get(GraphQLSchemaHost);
  const contextValue = { req: { agent, headers: {} } };
  const { data, errors } = await execute({
    schema,
    document: parse(requete),
    contextValue,
    fieldResolver: resoudreChamp,
  });
  return { statut: 200, data, ...(errors ? { errors: errors.map((e) => e.toJSON()) } : {}) };
}

/** Settings of a server that seals its journal, with this key or one of its own. */
export function scellementDeTest({ privee } = nouvelleCleScellement()): Record<string, string> {
  return { CLE_SCELLEMENT: privee.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** A new connection plans again all that it is asked: one person at a time needs few of them. */
const [PEU, BEAUCOUP] = ['4', String(CONNEXIONS_MAX)];
/** Settings of a server that many ask at once: as many connections as where it is deployed. */
export const EN_NOMBRE = { CONNEXIONS_BASE: BEAUCOUP };

/** What the instances of one database share. Mails leave when a test says so, and not behind its back. */
const reglages = (urlBase: string, depot: string) => ({
  DATABASE_URL: urlBase,
  NODE_ENV: 'test',
  PORT: '0',
  NIVEAU_JOURNAL: 'error',
  DEPOT_DOSSIER: depot,
  ANTIVIRUS: 'aucun',
  ROLE: 'web',
  IMPRIMEURS: '0',
  CONNEXIONS_BASE: ampleur(PEU, BEAUCOUP),
});

/** The small world is the same for all: its database is cloned. */
const semer = (client: pg.Client) =>
  semerMonde({ query: async (requete, parametres) => (await client.query(requete, parametres)).rows as never });

/** `environnement`: settings that differ from those of every test, the provider or the scanner for instance. */
export async function demarrerServeur(nom = 'e2e', environnement: Record<string, string> = {}): Promise<Serveur> {
  const monde = await modelePartage('monde', semer);
  const { url, fermer } = await nouvelleBase(nom, 'monde');
  const s = await servir(url, monde, await nouveauDepot(), environnement);
  return { ...s, fermer: () => s.fermer().then(fermer) };
}

/** What is kept of a story with its template: what it gave, and the folder of the attachments that it made. */
interface Racontee<T> {
  donne: T;
  depot: string;
}

/**
 * A server where this story was told: it is told once in the run, through the API as anywhere else, and its database and
 * attachments are cloned. What it gives must stay itself as JSON.
 */
export async function demarrerApres<T>(
  histoire: { nom: string; raconter: (s: Serveur) => Promise<T> },
  nom: string,
  environnement: Record<string, string> = {},
): Promise<{ s: Serveur; donne: T }> {
  const monde = await modelePartage('monde', semer);
  const raconter = async (_client: pg.Client, url: string): Promise<Racontee<T>> => {
    const depot = path.join(process.env['DOSSIER_TESTS'] ?? tmpdir(), `depot-${histoire.nom}`);
    const s = await servir(url, monde, depot, {});
    const donne = await histoire.raconter(s).finally(() => arreter(s));
    return { donne, depot };
  };
  const { donne, depot } = await modelePartage(histoire.nom, raconter, 'monde');
  const base = await nouvelleBase(nom, histoire.nom);
  const copie = await nouveauDepot();
  await cp(depot, copie, { recursive: true });
  const s = await servir(base.url, monde, copie, environnement);
  return { s: { ...s, fermer: () => s.fermer().then(base.fermer) }, donne };
}

const nouveauDepot = () => mkdtemp(path.join(tmpdir(), 'tdt-depot-'));

async function arreter({ app, client }: Pick<Serveur, 'app' | 'client'>): Promise<void> {
  await app.close();
  await client.end();
}

/** The application over this database and this folder. */
async function servir(
  urlBase: string,
  monde: Serveur['monde'],
  depot: string,
  environnement: Record<string, string>,
): Promise<Serveur> {
  const client = new pg.Client({ connectionString: urlBase });
  // The server of the run is stopped before the last pools notice: that is not a failure of a test.
  client.on('error', () => undefined);
  await client.connect();
  const sql = async <T>(requete: string, parametres?: unknown[]) =>
    (await client.query(requete, parametres)).rows as T[];
  const { app, url } = await demarrerApplication({ ...reglages(urlBase, depot), ...environnement });
  return {
    ...clientDe(url),
    url,
    urlBase,
    depot,
    monde,
    schema: app.get(GraphQLSchemaHost).schema,
    source: app.get(DataSource),
    app,
    client,
    sql,
    sqlExecuteur: { query: sql as never },
    sansLimites: (jeton, requete) => executerSansLimites(app, jeton, requete),
    reglerHorloge: (instant) => reglerHorloge({ query: sql as never }, instant),
    async fermer() {
      await arreter({ app, client });
      await rm(depot, { recursive: true, force: true });
    },
  };
}

async function demarrerApplication(
  environnement: Record<string, string>,
): Promise<{ app: INestApplication; url: string }> {
  const configuration = lireConfiguration(environnement);
  if (!configuration.ok) throw new Error(configuration.refus.message);
  const app = await creerApplication(configuration.fait);
  await app.listen(0);
  return { app, url: `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}` };
}

/** For files that have a proof: another instance on the same database, there in a process of its own, as where it is deployed. */
export async function demarrerJumeau(
  s: Serveur,
  environnement: Record<string, string> = {},
): Promise<Pick<Serveur, 'url' | 'fermer'>> {
  if (EN_GRAND) return demarrerJumeauTuable(s, environnement);
  const { app, url } = await demarrerApplication({ ...reglages(s.urlBase, s.depot), ...environnement });
  return { url, fermer: () => app.close() };
}

/** Another instance in a process of its own, which `fermer` kills. */
export async function demarrerJumeauTuable(
  { urlBase, depot }: Serveur,
  environnement: Record<string, string> = {},
): Promise<Pick<Serveur, 'url' | 'fermer'>> {
  const port = await portLibre();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...reglages(urlBase, depot), ...environnement, PORT: String(port) };
  const processus = new Processus(compile('apps/api/src/main.js'), [], env);
  processus.lancer();
  for (let essai = 0; essai < 600; essai += 1) {
    const vivant = await fetch(`${url}/vivant`).catch(() => undefined);
    if (vivant?.ok) return { url, fermer: () => processus.tuer() };
    await new Promise((suite) => setTimeout(suite, 100));
  }
  await processus.tuer();
  throw new Error('la seconde instance ne démarre pas');
}

/** A fresh idempotency key. */
export const cle = nouvelId;
