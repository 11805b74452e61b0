import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { verifierGrandLivre, type LigneFautive } from '@tdt/appels';
import { creerJeton, nouvelleCleScellement } from '@tdt/socle';
import { appliquerMigrations } from '../../migrations/index.js';
import { lireCarnet } from './carnet.js';
import type { ReglagesClient } from './client-pannes.js';
import { Grappe } from './grappe.js';
import { ajouterEnveloppe, creerMonde } from './monde.js';
import { avecPool, executeur, hasard, identifiant, nombre, type Bilan } from './outils.js';
import { compile, portLibre, Processus } from './processus.js';

/** What /pret answers when the database may forget what it acknowledged. */
export const NON_DURABLE = 'synchronous_commit doit valoir on';

const ECRIVAINS = 8;
const VICTIMES = ['session', 'serveur', 'application', 'client'] as const;
type Victime = (typeof VICTIMES)[number];

export interface ChiffresPannes {
  cycles: number;
  victimes: Record<Victime, number>;
  acquises: number;
  /** Acknowledged, then not found after the restart. */
  perdues: number;
  /** Keys that had more than one effect, or an effect that nobody asked for. */
  doublees: number;
  /** Keys that a crash left without an answer, and that were sent again. */
  rejouees: number;
  /** Sent again, and still without effect. */
  sansEffet: number;
  refusees: number;
  /** Rows that the ledger's verifier reports at the end. */
  fautives: number;
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
}

/** A funder's agent with a token, and two envelopes to fill. */
async function preparerMonde(url: string): Promise<Pick<ReglagesClient, 'jeton' | 'enveloppes'>> {
  return avecPool(url, 2, async (pool) => {
    const monde = await creerMonde(pool, 'pannes', []);
    const seconde = { ...monde, enveloppeId: identifiant('pannes seconde enveloppe') };
    await ajouterEnveloppe(pool, seconde);
    await pool.query(
      `insert into habilitation (id, utilisateur_id, role, organisme_id, debut) values ($1, $2, 'FINANCEUR', $3, '2020-01-01')`,
      [identifiant('pannes habilitation'), monde.acteurId, monde.financeurId],
    );
    const demande = { utilisateurId: monde.acteurId, libelle: 'épreuve de pannes', roles: null, jours: 1 };
    const jeton = await creerJeton(executeur(pool) as never, demande);
    return { jeton, enveloppes: [monde.enveloppeId, seconde.enveloppeId] };
  });
}

async function monterScene(grappe: Grappe, temoin: boolean): Promise<Scene> {
  await grappe.demarrer();
  await appliquerMigrations(grappe.url);
  const port = await portLibre();
  const api = `http://127.0.0.1:${port}`;
  const carnet = path.join(grappe.dossier, 'carnet-client.txt');
  const url = new URL(grappe.url);
  // The options of the address win over those of the application: this is the misconfiguration that /pret refuses.
  if (temoin) url.searchParams.set('options', '-c synchronous_commit=off');
  const application = new Processus(compile('apps/api/src/main.js'), [], {
    DATABASE_URL: url.href,
    PORT: String(port),
    NODE_ENV: 'production',
    // Never asked: the client of this proof bears a token.
    ADRESSE_PUBLIQUE: 'https://plateforme.invalid',
    OIDC_EMETTEUR: 'https://fournisseur.invalid',
    OIDC_CLIENT_ID: 'pannes',
    OIDC_CLIENT_SECRET: 'secret-jamais-demandé',
    CLE_SCELLEMENT: nouvelleCleScellement().privee.export({ type: 'pkcs8', format: 'pem' }).toString(),
    // Nobody waits for what this proof does.
    ROLE: 'web',
    NIVEAU_JOURNAL: 'silent',
    // What production requires; nothing is attached here, so nobody answers for the scanner.
    DEPOT_DOSSIER: path.join(grappe.dossier, 'pieces'),
    ANTIVIRUS: 'clamd://127.0.0.1:9',
    CLES_LIENS: `epreuve:${randomBytes(32).toString('base64')}`,
  });
  const reglages: ReglagesClient = { api, carnet, ecrivains: ECRIVAINS, ...(await preparerMonde(grappe.url)) };
  const client = new Processus(compile('test/epreuves/client-pannes.js'), [JSON.stringify(reglages)]);
  return { grappe, application, client, api, carnet };
}

/** Waits until `voulues` more acknowledgements are in the notebook, so that every kill falls under load. */
async function attendreCharge(carnet: string, voulues: number): Promise<void> {
  const depart = lireCarnet(carnet).acquises.size;
  for (let essai = 0; lireCarnet(carnet).acquises.size < depart + voulues; essai += 1) {
    if (essai > 2_400) throw new Error('la charge n’avance plus : le client, l’application ou la base ne répond pas');
    await attendre(25);
  }
}

/** Readiness as the application sees it. On a busy machine its two clocks may seem to disagree for a moment: asked again. */
async function demanderPret(api: string): Promise<string> {
  for (let essai = 1; ; essai += 1) {
    const { etat, motif } = (await (await fetch(`${api}/pret`)).json()) as { etat: string; motif?: string };
    if (motif !== 'horloges en désaccord' || essai >= 100) return motif ?? etat;
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

/** Acknowledged keys without effect in the database. */
async function perdues(grappe: Grappe, acquises: ReadonlySet<string>): Promise<string[]> {
  const lignes = await grappe.interroger<{ cle: string }>(
    `select a.cle::text as cle from unnest($1::uuid[]) as a (cle)
       left join lot l on l.id = a.cle left join ecriture e on e.lot_id = l.id
      where e.lot_id is null or l.resultat is null`,
    [[...acquises]],
  );
  return lignes.map((l) => l.cle);
}

async function bilanFinal({ grappe, carnet }: Scene) {
  const { envoyees, acquises, refusees } = lireCarnet(carnet);
  const effets = await grappe.interroger<{ cle: string; effets: string }>(
    'select l.id::text as cle, count(e.id) as effets from lot l left join ecriture e on e.lot_id = l.id group by l.id',
  );
  const connues = new Map(effets.map((l) => [l.cle, Number(l.effets)]));
  const constats = await verifierGrandLivre((sql) => grappe.interroger<LigneFautive & Record<string, string>>(sql));
  return {
    acquises: acquises.size,
    doublees: effets.filter((l) => Number(l.effets) !== 1 || !envoyees.has(l.cle)).length,
    sansEffet: [...envoyees.keys()].filter((cle) => connues.get(cle) !== 1).length,
    refusees: refusees.length,
    fautives: constats.reduce((somme, c) => somme + c.lignes.length, 0),
  };
}

async function jouer(scene: Scene, cycles: number, acquitsParCycle: number, temoin: boolean) {
  const { grappe, carnet, client, application, api } = scene;
  const des = hasard(cycles);
  const victimes = { session: 0, serveur: 0, application: 0, client: 0 };
  const manquantes = new Set<string>();
  const interrompues = new Set<string>();
  application.lancer();
  client.lancer();
  await attendreCharge(carnet, 1);
  const pret = await demanderPret(api);
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const victime = temoin ? 'serveur' : VICTIMES[cycle % VICTIMES.length]!;
    await attendreCharge(carnet, acquitsParCycle);
    await attendre(Math.floor(des() * 150));
    // Read before the kill, hence before anything is sent again.
    const avant = lireCarnet(carnet);
    await frapper(victime, scene);
    victimes[victime] += 1;
    for (const cle of avant.envoyees.keys()) if (!avant.acquises.has(cle)) interrompues.add(cle);
    for (const cle of await perdues(grappe, avant.acquises)) manquantes.add(cle);
  }
  await attendreCharge(carnet, ECRIVAINS);
  await client.arreter();
  for (const cle of await perdues(grappe, lireCarnet(carnet).acquises)) manquantes.add(cle);
  const applicationTombee = application.mortsSpontanees;
  return { victimes, perdues: manquantes.size, rejouees: interrompues.size, pret, applicationTombee };
}

/**
 * Kills under load, one victim after the other, and judges the database by the client's notebook. `temoin` lets the
 * application commit without waiting for the disk and only kills the whole server: it has to lose something.
 */
export async function mesurerPannes(cycles: number, acquitsParCycle: number, temoin = false): Promise<ChiffresPannes> {
  const debut = performance.now();
  // The control waits for no disk; a slower WAL writer widens the loss from some tenths of a second, so that few cycles show it.
  const grappe = new Grappe(temoin ? { wal_writer_delay: '2000ms' } : {});
  let scene: Scene | undefined;
  try {
    scene = await monterScene(grappe, temoin);
    const mesure = await jouer(scene, cycles, acquitsParCycle, temoin);
    const final = await bilanFinal(scene);
    return { cycles, ...mesure, ...final, secondes: (performance.now() - debut) / 1000 };
  } finally {
    await scene?.client.tuer();
    await scene?.application.tuer();
    await grappe.fermer();
  }
}

/** (e) What was acknowledged survives any kill -9, and what was not is done once when sent again (trust.md A2). */
export async function epreuvePannes(cycles: number, acquitsParCycle: number): Promise<Bilan> {
  const m = await mesurerPannes(cycles, acquitsParCycle);
  const temoin = await mesurerPannes(Math.max(3, Math.round(cycles / 5)), acquitsParCycle, true);
  const fautes = m.perdues + m.doublees + m.sansEffet + m.refusees + m.fautives + m.applicationTombee;
  const { session, serveur, application, client } = m.victimes;
  return {
    reussie: fautes === 0 && m.acquises > 0 && m.pret === 'pret' && temoin.perdues > 0 && temoin.pret === NON_DURABLE,
    ligne:
      `kill -9 : ${m.cycles} cycles (${session} session, ${serveur} serveur PostgreSQL entier, ${application} API, ${client} client), ` +
      `${nombre(m.acquises)} dotations acquittées, ${m.perdues} perdue, ${m.doublees} doublée, ` +
      `${nombre(m.rejouees)} sans réponse renvoyées dont ${m.sansEffet} sans effet, ${m.refusees} refusée, ` +
      `${m.fautives} ligne fautive, /pret « ${m.pret} », API tombée d’elle-même ${m.applicationTombee} fois, ${m.secondes.toFixed(0)} s ; ` +
      `témoin synchronous_commit=off (/pret : « ${temoin.pret} ») : ${nombre(temoin.perdues)} perdues sur ` +
      `${nombre(temoin.acquises)} acquittées en ${temoin.cycles} cycles`,
  };
}
