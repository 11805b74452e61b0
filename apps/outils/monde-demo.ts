import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chargerTerritoires } from '@tdt/acteurs';
import { LIBELLES_ROLE } from '@tdt/domaine';
import { creerJeton, horlogeDuProcessus } from '@tdt/socle';
import pg from 'pg';
import { appliquerMigrations } from '../../migrations/index.js';
import { creerApplication } from '../api/src/application.js';
import { lireConfiguration } from '../api/src/configuration.js';
import { reglerHorloge, type Plateforme } from '../../test/monde-client.js';
import { PERSONNES, type ClePersonne } from '../../test/monde-donnees.js';
import { jouerHistoire } from '../../test/monde-histoire.js';
import { donnerDesLogos } from '../../test/monde-logos.js';
import { ouvrirScrutin } from '../../test/monde-seances.js';
import { declarerIdentites, semerMonde } from '../../test/monde.js';

/** Written on the database itself once the story has been told to its end: a load that was cut starts again. */
const MARQUE = 'Tour de table : démonstration chargée';
const CONNEXIONS = path.resolve('.data/connexions-demo.json');

/** The people a visitor will want to be, in the order of the story. */
const A_MONTRER: ClePersonne[] = [
  'gestionnaire',
  'gestionnaire2',
  'instructrice',
  'president',
  'bdtVotante',
  'regionBretagne',
  'regionBretagneSuppleant',
  'fondationAfnic',
  'hubBretagne',
  'hubik',
  'admin',
  'admin2',
];

type Sql = Plateforme['sql'];

async function etatDeLaBase(sql: Sql): Promise<'vide' | 'chargee' | 'interrompue' | 'autre'> {
  const [base] = await sql<{ marque: string | null }>(
    `select shobj_description(oid, 'pg_database') as marque from pg_database where datname = current_database()`,
  );
  if (base?.marque === MARQUE) return 'chargee';
  const [contenu] = await sql<{ organismes: boolean; reels: boolean }>(
    `select exists (select 1 from organisme) as organismes, exists (select 1 from utilisateur where not fictif) as reels`,
  );
  if (!contenu?.organismes) return 'vide';
  return contenu.reels ? 'autre' : 'interrompue';
}

async function marquer(sql: Sql): Promise<void> {
  const [base] = await sql<{ nom: string }>('select quote_ident(current_database()) as nom');
  await sql(`comment on database ${base?.nom} is '${MARQUE}'`);
}

/** A load cut half-way left only invented people: the schema is made again and the story told from its beginning. */
async function repartirDeZero(sql: Sql, url: string): Promise<void> {
  await sql('drop schema public cascade');
  await sql('create schema public');
  await appliquerMigrations(url);
  await chargerTerritoires({ query: sql as never });
}

/** The story is played through the API of a server of our own, so that every row was written by the code that runs later. */
async function raconter(sql: Sql, url: string): Promise<void> {
  const reglages = { DATABASE_URL: url, NODE_ENV: 'test', PORT: '0', NIVEAU_JOURNAL: 'error' };
  // The attachments go where the server will look for them; without a scanner of one's own, they are served unscanned.
  const configuration = lireConfiguration({ ANTIVIRUS: 'aucun', ...process.env, ...reglages });
  if (!configuration.ok) throw new Error(configuration.refus.message);
  const app = await creerApplication(configuration.fait);
  await app.listen(0, '127.0.0.1');
  const adresse = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const sqlExecuteur = { query: sql as never };
  try {
    const monde = await semerMonde(sqlExecuteur);
    const plateforme: Plateforme = {
      url: adresse,
      monde,
      sql,
      sqlExecuteur,
      reglerHorloge: (instant) => reglerHorloge({ query: sql as never }, instant),
      async gql<T>(jeton: string | null, query: string, variables?: Record<string, unknown>) {
        const reponse = await fetch(`${adresse}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(jeton ? { authorization: `Bearer ${jeton}` } : {}) },
          body: JSON.stringify({ query, variables }),
        });
        const { data, errors } = (await reponse.json()) as { data: T; errors?: unknown[] };
        if (errors) throw new Error(JSON.stringify(errors));
        return data;
      },
    };
    const { seancePreteId, candidatures } = await jouerHistoire(plateforme, new Date(horlogeDuProcessus()));
    await donnerDesLogos(plateforme);
    // Whoever comes as a funder finds a ballot to cast.
    await ouvrirScrutin(plateforme, seancePreteId, candidatures['hubEst'] ?? '');
  } finally {
    await reglerHorloge({ query: sql as never }, null);
    await app.close();
  }
}

function roleDe(cle: ClePersonne): string {
  if (cle === 'president') return LIBELLES_ROLE.PRESIDENT;
  if (cle === 'instructrice') return LIBELLES_ROLE.INSTRUCTEUR;
  const [role] = PERSONNES[cle].roles;
  return role ? LIBELLES_ROLE[role] : '';
}

async function ecrireConnexions(sql: Sql): Promise<void> {
  await declarerIdentites({ query: sql as never });
  const lignes = [];
  for (const cle of A_MONTRER) {
    const { courriel, prenom, nom } = PERSONNES[cle];
    const [qui] = await sql<{ id: string; organisme: string }>(
      `select u.id, (select o.nom from habilitation h join organisme o on o.id = h.organisme_id
                     where h.utilisateur_id = u.id order by h.debut limit 1) as organisme
       from utilisateur u where u.courriel = $1`,
      [courriel],
    );
    if (!qui) continue;
    const jeton = await creerJeton(
      { query: sql as never },
      { utilisateurId: qui.id, libelle: 'démonstration', roles: null, jours: 365 },
    );
    lignes.push({ courriel, nom: `${prenom} ${nom}`, role: roleDe(cle), organisme: qui.organisme, jeton });
  }
  mkdirSync(path.dirname(CONNEXIONS), { recursive: true });
  writeFileSync(CONNEXIONS, `${JSON.stringify(lignes, null, 2)}\n`, { mode: 0o600 });
}

const url = process.env['DATABASE_URL'] ?? '';
const client = new pg.Client({ connectionString: url });
await client.connect();
const sql: Sql = async <T>(requete: string, parametres?: unknown[]) =>
  (await client.query(requete, parametres)).rows as T[];
try {
  const etat = await etatDeLaBase(sql);
  if (etat === 'interrompue') await repartirDeZero(sql, url);
  if (etat === 'vide' || etat === 'interrompue') {
    await raconter(sql, url);
    await marquer(sql);
  }
  // A base with real people in it is somebody's work, not a demonstration: nothing is added to it.
  if (etat !== 'autre') await ecrireConnexions(sql);
} finally {
  await client.end();
}
process.exit(0);
