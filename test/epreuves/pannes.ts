import { setTimeout as attendre } from 'node:timers/promises';
import { verifierGrandLivre, type LigneFautive } from '@tdt/appels';
import pg from 'pg';
import { demarrerFauxClamd } from '../../libs/socle/essais/faux-clamd.js';
import { verifier } from '../outillage/verificateur.js';
import { EQUIPE } from './actes-pannes.js';
import { BoiteAuxLettres } from './boite-aux-lettres.js';
import { lireCarnet } from './carnet.js';
import { Grappe } from './grappe.js';
import { effetsDe, perdues } from './juge-pannes.js';
import type { Tailles } from './monde-pannes.js';
import { hasard, nombre, type Bilan } from './outils.js';
import { adresseNonDurable, attendreCharge, demanderPret, monterScene, type Scene } from './scene-pannes.js';

/** What /pret answers when the database may forget what it acknowledged. */
export const NON_DURABLE = 'synchronous_commit doit valoir on';

/** Killed in turn, once each a cycle. */
const VICTIMES = ['session', 'serveur', 'application', 'facteur', 'client'] as const;
export type Victime = (typeof VICTIMES)[number];

export interface ChiffresPannes {
  coups: number;
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
  /** The application or its worker ended by itself because something else was killed. */
  applicationTombee: number;
  /** Notices: written; of an event that nobody took or of a mail that never came; twice the same for the same person. */
  avis: { ecrits: number; perdus: number; doubles: number };
  /** What /pret says while the load is running: `pret`, or why it refuses. */
  pret: string;
  secondes: number;
  temoin: ChiffresTemoin;
}

/** What killing the whole server makes of an application that commits without waiting for the disk. */
export interface ChiffresTemoin extends Pick<ChiffresPannes, 'coups' | 'acquises' | 'perdues' | 'pret'> {}

export interface Deroule {
  /** Killed one after the other, under load. */
  coups: readonly Victime[];
  acquitsParCoup: number;
  tailles: Tailles;
  /** The notices have a process of their own; else the application sends them, and is the postman that is killed. */
  separes: boolean;
  /** How often the control kills the server at the most. */
  coupsTemoin: number;
}

async function frapper(victime: Victime, scene: Scene): Promise<void> {
  const { grappe } = scene;
  if (victime === 'session') return grappe.tuerUneSession();
  if (victime === 'serveur') {
    await grappe.tuerTout();
    return grappe.demarrer();
  }
  const processus = scene[victime];
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

/** Events that are due and that no worker has taken yet. */
async function enAttente({ grappe }: Scene): Promise<number> {
  const [ligne] = await grappe.interroger<{ n: number }>(
    'select count(*)::int as n from evenement where traite_le is null and a_traiter_le <= maintenant()',
  );
  return ligne?.n ?? 0;
}

/** The worker is given the time to take what the load left; then each event has its notices, and each mail sent has come. */
async function avisFinal(scene: Scene, boite: BoiteAuxLettres): Promise<ChiffresPannes['avis']> {
  for (let essai = 0; essai < 600 && (await enAttente(scene)) > 0; essai += 1) await attendre(100);
  await scene.facteur.arreter();
  const [ligne] = await scene.grappe.interroger<{ ecrits: number; doubles: number }>(
    `select count(*)::int as ecrits, (count(*) - count(distinct (evenement_id, utilisateur_id)))::int as doubles from avis`,
  );
  const partis = await scene.grappe.interroger<{ id: string }>(`select id from courriel where etat = 'ENVOYE'`);
  const venus = new Set(boite.recus.map(({ messageId = '' }) => messageId.slice(1, messageId.lastIndexOf('@'))));
  const perdus = (await enAttente(scene)) + partis.filter(({ id }) => !venus.has(id)).length;
  return { ecrits: ligne?.ecrits ?? 0, doubles: ligne?.doubles ?? 0, perdus };
}

async function bilanFinal(scene: Scene, boite: BoiteAuxLettres) {
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
    avis: await avisFinal(scene, boite),
  };
}

async function jouer(scene: Scene, { coups, acquitsParCoup }: Deroule) {
  const { grappe, carnet, client, application, facteur, api, cibles } = scene;
  const des = hasard(coups.length);
  const victimes = { session: 0, serveur: 0, application: 0, facteur: 0, client: 0 };
  const manquantes = new Set<string>();
  const interrompues = new Set<string>();
  client.lancer();
  await attendreCharge(carnet, 1);
  const pret = await demanderPret(api);
  for (const victime of coups) {
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
  const applicationTombee = application.mortsSpontanees + facteur.mortsSpontanees;
  return {
    coups: coups.length,
    victimes,
    perdues: manquantes.size,
    rejouees: interrompues.size,
    pret,
    applicationTombee,
  };
}

/**
 * The control, once everything is judged: the same client goes on with an application that commits without waiting for the disk.
 * Killing the whole server has to lose something, and the first loss is enough.
 */
async function jouerTemoin(scene: Scene, { acquitsParCoup, coupsTemoin }: Deroule): Promise<ChiffresTemoin> {
  const { grappe, carnet, client, application, api, cibles } = scene;
  await application.tuer();
  // A slower WAL writer widens the loss from some tenths of a second, so that few kills show it.
  await grappe.interroger(`alter system set wal_writer_delay = '2000ms'`);
  await grappe.interroger('select pg_reload_conf()');
  application.lancer({ DATABASE_URL: adresseNonDurable(grappe) });
  const dejaAcquises = lireCarnet(carnet).acquises.size;
  client.lancer();
  const pret = await demanderPret(api);
  let perte = 0;
  let coups = 0;
  for (; coups < coupsTemoin && perte === 0; coups += 1) {
    await attendreCharge(carnet, acquitsParCoup);
    const avant = lireCarnet(carnet);
    await frapper('serveur', scene);
    perte = (await perdues(grappe, cibles, avant)).length;
  }
  return { coups, acquises: lireCarnet(carnet).acquises.size - dejaAcquises, perdues: perte, pret };
}

/** Kills these under load, one after the other, and judges the database by the client's notebook; then plays the control. */
export async function mesurerPannes(deroule: Deroule): Promise<ChiffresPannes> {
  const debut = performance.now();
  const grappe = new Grappe();
  const antivirus = await demarrerFauxClamd();
  const boite = new BoiteAuxLettres();
  let scene: Scene | undefined;
  try {
    const lieux = { grappe, antivirus, boite: await boite.ouvrir(), separes: deroule.separes };
    scene = await monterScene(lieux, deroule.tailles);
    const mesure = await jouer(scene, deroule);
    const final = await bilanFinal(scene, boite);
    const secondes = (performance.now() - debut) / 1000;
    return { ...mesure, ...final, secondes, temoin: await jouerTemoin(scene, deroule) };
  } finally {
    await scene?.client.tuer();
    await scene?.application.tuer();
    await scene?.facteur.tuer();
    await antivirus.fermer();
    await boite.fermer();
    await grappe.fermer();
  }
}

const PLEINES: Tailles = { depots: 600, scrutins: 400, parts: 3_000 };

/** (e) What was acknowledged survives any kill -9, and what was not is done once when sent again (trust.md A2). */
export async function epreuvePannes(cycles: number, acquitsParCoup: number): Promise<Bilan> {
  const tour = Array.from({ length: cycles }, () => VICTIMES).flat();
  const m = await mesurerPannes({ coups: tour, acquitsParCoup, tailles: PLEINES, separes: true, coupsTemoin: 5 });
  const { temoin } = m;
  const fautes = m.perdues + m.doublees + m.sansEffet + m.refusees + m.fautives + m.journal + m.applicationTombee;
  const avis = m.avis.perdus + m.avis.doubles;
  const { session, serveur, application, facteur, client } = m.victimes;
  const genres = Object.entries(m.parGenre).map(([genre, n]) => `${nombre(n)} ${genre}`);
  return {
    reussie:
      fautes + avis === 0 &&
      m.avis.ecrits > 0 &&
      m.acquises > 0 &&
      m.pret === 'pret' &&
      temoin.perdues > 0 &&
      temoin.pret === NON_DURABLE,
    ligne:
      `kill -9 : ${cycles} cycles (${session} session, ${serveur} serveur PostgreSQL entier, ${application} API, ${facteur} facteur, ` +
      `${client} client), ${nombre(m.acquises)} écritures acquittées (${genres.join(', ')}), ${m.perdues} perdue, ` +
      `${m.doublees} doublée, ${nombre(m.rejouees)} sans réponse renvoyées sous leur clé, dont ${nombre(m.dejaFaites)} déjà ` +
      `faites et ${m.sansEffet} sans effet, ${m.refusees} refusée, ${m.fautives} ligne fautive, ${m.journal} faute au journal, ` +
      `/pret « ${m.pret} », API tombée d’elle-même ${m.applicationTombee} fois, ${nombre(m.avis.ecrits)} avis dont ${m.avis.perdus} perdu et ` +
      `${m.avis.doubles} en double, ${m.secondes.toFixed(0)} s ; ` +
      `témoin synchronous_commit=off (/pret : « ${temoin.pret} ») : ${nombre(temoin.perdues)} perdues sur ` +
      `${nombre(temoin.acquises)} acquittées en ${temoin.coups} coups`,
  };
}
