import { demarrerFauxClamd, type FauxClamd } from '../../libs/socle/essais/faux-clamd.js';
import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { verifierGrandLivre, type LigneFautive } from '@tdt/appels';
import { nouvelleCleScellement } from '@tdt/socle';
import pg from 'pg';
import { appliquerMigrations } from '../../migrations/index.js';
import { verifier } from '../outillage/verificateur.js';
import { EQUIPE, type Cibles } from './actes-pannes.js';
import { compterAcquits, lireCarnet } from './carnet.js';
import type { ReglagesClient } from './client-pannes.js';
import { Grappe } from './grappe.js';
import { effetsDe, perdues } from './juge-pannes.js';
import { plateformeDe, preparerCibles, type Tailles } from './monde-pannes.js';
import { avecPool, hasard, nombre, type Bilan } from './outils.js';
import { compile, portLibre, Processus } from './processus.js';

/** What /pret answers when the database may forget what it acknowledged. */
export const NON_DURABLE = 'synchronous_commit doit valoir on';

/** Killed in turn, once each a cycle. The background jobs run in the application. */
const VICTIMES = ['session', 'serveur', 'application', 'client'] as const;
type Victime = (typeof VICTIMES)[number];

export interface ChiffresPannes {
  cycles: number;
  victimes: Record<Victime, number>;
  acquises: number;
  /** Of which by kind of act. */
  parGenre: Record<string, number>;
  /** Acknowledged, then not found after the restart. */
  perdues: number;
  /** Keys that had more than one effect, or an effect that nobody asked for. */
  doublees: number;
  /** Keys that a crash left without an answer, and that were sent again. */
  rejouees: number;
  /** Of which the effect was already there: only the answer had been lost. */
  dejaFaites: number;
  /** Sent again, and still without effect. */
  sansEffet: number;
  refusees: number;
  /** Rows that the ledger's verifier reports at the end. */
  fautives: number;
  /** Faults that the journal's verifier finds at the end. */
  journal: number;
  /** The application ended by itself because something else was killed. */
  applicationTombee: number;
  /** What /pret says while the load is running: `pret`, or why it refuses. */
  pret: string;
  secondes: number;
}

function attendre(ms: number): Promise<void> {
  return new Promise((suite) => setTimeout(suite, ms));
}

/** The world, the real API and its client, on a server that only they use. */
interface Scene {
  readonly grappe: Grappe;
  readonly application: Processus;
  readonly client: Processus;
  readonly api: string;
  readonly carnet: string;
  readonly cibles: Cibles;
  /** Public key of the seals, PEM. */
  readonly sceaux: string;
}

/** Where a scene is played, and whether it is the control. */
interface Lieux {
  grappe: Grappe;
  antivirus: FauxClamd;
  temoin: boolean;
}

/** The application as it is deployed, on a port of its own. */
function applicationSur({ grappe, antivirus, temoin }: Lieux, port: number, privee: KeyObject): Processus {
  const url = new URL(grappe.url);
  // The options of the address win over those of the application: this is the misconfiguration that /pret refuses.
  if (temoin) url.searchParams.set('options', '-c synchronous_commit=off');
  return new Processus(compile('apps/api/src/main.js'), [], {
    DATABASE_URL: url.href,
    PORT: String(port),
    NODE_ENV: 'production',
    // Never asked: the client of this proof bears a token.
    ADRESSE_PUBLIQUE: 'https://plateforme.invalid',
    OIDC_EMETTEUR: 'https://fournisseur.invalid',
    OIDC_CLIENT_ID: 'pannes',
    OIDC_CLIENT_SECRET: 'secret-jamais-demandé',
    CLE_SCELLEMENT: privee.export({ type: 'pkcs8', format: 'pem' }).toString(),
    NIVEAU_JOURNAL: 'silent',
    // A handful of people write here as much as thousands would.
    FACTEUR_DEBIT: '10000',
    // Nobody waits for what this proof does.
    ROLE: 'web',
    // What production requires.
    DEPOT_DOSSIER: path.join(grappe.dossier, 'pieces'),
    ANTIVIRUS: `clamd://${antivirus.host}:${antivirus.port}`,
    CLES_LIENS: `epreuve:${randomBytes(32).toString('base64')}`,
  });
}

async function monterScene(lieux: Lieux, tailles: Tailles): Promise<Scene> {
  const { grappe } = lieux;
  await grappe.demarrer();
  await appliquerMigrations(grappe.url);
  const port = await portLibre();
  const api = `http://127.0.0.1:${port}`;
  const cle = nouvelleCleScellement();
  const application = applicationSur(lieux, port, cle.privee);
  application.lancer();
  try {
    await demanderPret(api);
    const cibles = await avecPool(grappe.url, 2, async (pool) =>
      preparerCibles(await plateformeDe(api, pool), tailles),
    );
    const carnet = path.join(grappe.dossier, 'carnet-client.txt');
    const fichier = path.join(grappe.dossier, 'reglages-client.json');
    fs.writeFileSync(fichier, JSON.stringify({ api, carnet, cibles } satisfies ReglagesClient));
    const client = new Processus(compile('test/epreuves/client-pannes.js'), [fichier]);
    const sceaux = createPublicKey(cle.privee).export({ type: 'spki', format: 'pem' }).toString();
    return { grappe, application, client, api, carnet, cibles, sceaux };
  } catch (erreur) {
    await application.tuer();
    throw erreur;
  }
}

/** Waits until `voulues` more acknowledgements are in the notebook, so that every kill falls under load. */
async function attendreCharge(carnet: string, voulues: number): Promise<void> {
  const depart = compterAcquits(carnet);
  for (let essai = 0; compterAcquits(carnet) < depart + voulues; essai += 1) {
    if (essai > 2_400) throw new Error('la charge n’avance plus : le client, l’application ou la base ne répond pas');
    await attendre(25);
  }
}

/** Readiness as the application sees it, once it answers. On a busy machine its two clocks may seem to disagree for a moment. */
async function demanderPret(api: string): Promise<string> {
  for (let essai = 1; ; essai += 1) {
    const reponse = await fetch(`${api}/pret`).catch(() => undefined);
    const { etat, motif } = ((await reponse?.json()) ?? {}) as { etat?: string; motif?: string };
    if (etat !== undefined && (motif !== 'horloges en désaccord' || essai >= 600)) return motif ?? etat;
    if (essai >= 600) throw new Error('l’application ne répond pas');
    await attendre(100);
  }
}

async function frapper(victime: Victime, { grappe, application, client }: Scene): Promise<void> {
  if (victime === 'session') return grappe.tuerUneSession();
  if (victime === 'serveur') {
    await grappe.tuerTout();
    return grappe.demarrer();
  }
  const processus = victime === 'application' ? application : client;
  await processus.tuer();
  processus.lancer();
}

/** Faults that the independent verifier finds in the journal. */
async function fautesAuJournal({ grappe, sceaux: cles }: Scene): Promise<number> {
  const client = new pg.Client({ connectionString: grappe.url });
  await client.connect();
  try {
    return (await verifier(client, { cles })).fautes.length;
  } finally {
    await client.end();
  }
}

async function bilanFinal(scene: Scene) {
  const { grappe, carnet, cibles } = scene;
  const { envoyees, acquises, rejeux, refusees } = lireCarnet(carnet);
  const effets = await effetsDe(grappe, cibles, envoyees.values());
  const constats = await verifierGrandLivre((sql) => grappe.interroger<LigneFautive & Record<string, string>>(sql));
  const genres = [...envoyees].flatMap(([cle, { ecrivain }]) => (acquises.has(cle) ? [EQUIPE[ecrivain] ?? ''] : []));
  return {
    acquises: acquises.size,
    parGenre: Object.fromEntries([...new Set(genres)].map((g) => [g, genres.filter((autre) => autre === g).length])),
    dejaFaites: rejeux.size,
    doublees: [...effets.values()].filter((n) => n > 1).length,
    sansEffet: [...effets.values()].filter((n) => n === 0).length,
    refusees: refusees.length,
    fautives: constats.reduce((somme, c) => somme + c.lignes.length, 0),
    journal: await fautesAuJournal(scene),
  };
}

async function jouer(scene: Scene, cycles: number, acquitsParCoup: number, temoin: boolean) {
  const { grappe, carnet, client, application, api, cibles } = scene;
  const des = hasard(cycles);
  const victimes = { session: 0, serveur: 0, application: 0, client: 0 };
  const manquantes = new Set<string>();
  const interrompues = new Set<string>();
  client.lancer();
  await attendreCharge(carnet, 1);
  const pret = await demanderPret(api);
  for (const victime of Array.from({ length: cycles }, () => (temoin ? ['serveur' as const] : VICTIMES)).flat()) {
    await attendreCharge(carnet, acquitsParCoup);
    await attendre(Math.floor(des() * 150));
    // Read before the kill, hence before anything is sent again.
    const avant = lireCarnet(carnet);
    await frapper(victime, scene);
    victimes[victime] += 1;
    for (const cle of avant.envoyees.keys()) if (!avant.acquises.has(cle)) interrompues.add(cle);
    for (const cle of await perdues(grappe, cibles, avant)) manquantes.add(cle);
  }
  await attendreCharge(carnet, EQUIPE.length);
  await client.arreter();
  for (const cle of await perdues(grappe, cibles, lireCarnet(carnet))) manquantes.add(cle);
  const applicationTombee = application.mortsSpontanees;
  return { victimes, perdues: manquantes.size, rejouees: interrompues.size, pret, applicationTombee };
}

/**
 * Kills under load, one victim after the other, and judges the database by the client's notebook. `temoin` lets the
 * application commit without waiting for the disk and only kills the whole server: it has to lose something.
 */
export async function mesurerPannes(
  cycles: number,
  acquitsParCoup: number,
  tailles: Tailles,
  temoin = false,
): Promise<ChiffresPannes> {
  const debut = performance.now();
  // The control waits for no disk; a slower WAL writer widens the loss from some tenths of a second, so that few cycles show it.
  const grappe = new Grappe(temoin ? { wal_writer_delay: '2000ms' } : {});
  const antivirus = await demarrerFauxClamd();
  let scene: Scene | undefined;
  try {
    scene = await monterScene({ grappe, antivirus, temoin }, tailles);
    const mesure = await jouer(scene, cycles, acquitsParCoup, temoin);
    const final = await bilanFinal(scene);
    return { cycles, ...mesure, ...final, secondes: (performance.now() - debut) / 1000 };
  } finally {
    await scene?.client.tuer();
    await scene?.application.tuer();
    await antivirus.fermer();
    await grappe.fermer();
  }
}

const PLEINES: Tailles = { depots: 600, scrutins: 400, parts: 3_000 };
const TEMOIN: Tailles = { depots: 20, scrutins: 20, parts: 100 };

/** (e) What was acknowledged survives any kill -9, and what was not is done once when sent again (trust.md A2). */
export async function epreuvePannes(cycles: number, acquitsParCoup: number): Promise<Bilan> {
  const m = await mesurerPannes(cycles, acquitsParCoup, PLEINES);
  const temoin = await mesurerPannes(Math.max(3, Math.round(cycles / 10)), acquitsParCoup, TEMOIN, true);
  const fautes = m.perdues + m.doublees + m.sansEffet + m.refusees + m.fautives + m.journal + m.applicationTombee;
  const { session, serveur, application, client } = m.victimes;
  const genres = Object.entries(m.parGenre).map(([genre, n]) => `${nombre(n)} ${genre}`);
  return {
    reussie: fautes === 0 && m.acquises > 0 && m.pret === 'pret' && temoin.perdues > 0 && temoin.pret === NON_DURABLE,
    ligne:
      `kill -9 : ${m.cycles} cycles (${session} session, ${serveur} serveur PostgreSQL entier, ${application} API et ses tâches, ` +
      `${client} client), ${nombre(m.acquises)} écritures acquittées (${genres.join(', ')}), ${m.perdues} perdue, ` +
      `${m.doublees} doublée, ${nombre(m.rejouees)} sans réponse renvoyées sous leur clé, dont ${nombre(m.dejaFaites)} déjà ` +
      `faites et ${m.sansEffet} sans effet, ${m.refusees} refusée, ${m.fautives} ligne fautive, ${m.journal} faute au journal, ` +
      `/pret « ${m.pret} », API tombée d’elle-même ${m.applicationTombee} fois, ${m.secondes.toFixed(0)} s ; ` +
      `témoin synchronous_commit=off (/pret : « ${temoin.pret} ») : ${nombre(temoin.perdues)} perdues sur ` +
      `${nombre(temoin.acquises)} acquittées en ${temoin.cycles} cycles`,
  };
}
