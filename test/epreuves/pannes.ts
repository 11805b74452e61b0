import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifierGrandLivre, type LigneFautive } from '@tdt/appels';
import { appliquerMigrations } from '../../migrations/index.js';
import { lireCarnet } from './carnet.js';
import type { ReglagesClient } from './client-pannes.js';
import { Grappe } from './grappe.js';
import { creerMonde, doter } from './monde.js';
import { avecPool, hasard, nombre, type Bilan } from './outils.js';

const ECRIVAINS = 8;
const VICTIMES = ['session', 'serveur', 'client'] as const;
type Victime = (typeof VICTIMES)[number];

export interface ChiffresPannes {
  cycles: number;
  victimes: Record<Victime, number>;
  acquises: number;
  /** Acknowledged, then not found after the restart. */
  perdues: number;
  /** Keys that had more than one effect, or an effect that nobody asked for. */
  doublees: number;
  /** Keys sent, left without an answer by a crash, and sent again. */
  rejouees: number;
  /** Sent, never acknowledged, and still without effect after being sent again. */
  sansEffet: number;
  refusees: number;
  fautives: number;
  secondes: number;
}

/** The compiled client beside us, or in dist/ when we are run from the sources by Jest. */
function scriptClient(): string {
  const voisin = fileURLToPath(new URL('./client-pannes.js', import.meta.url));
  return fs.existsSync(voisin)
    ? voisin
    : path.resolve(path.dirname(voisin), '../../dist/test/epreuves/client-pannes.js');
}

function attendre(ms: number): Promise<void> {
  return new Promise((suite) => setTimeout(suite, ms));
}

/** The load, as a process that can be killed and started again. */
class Charge {
  private processus: ChildProcess | undefined;

  constructor(private readonly reglages: ReglagesClient) {}

  lancer(): void {
    this.processus = spawn(process.execPath, [scriptClient(), JSON.stringify(this.reglages)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }

  async tuer(): Promise<void> {
    await this.finir('SIGKILL');
  }

  /** Lets it get its last answers. */
  async arreter(): Promise<void> {
    await this.finir('SIGTERM');
  }

  private async finir(signal: NodeJS.Signals): Promise<void> {
    const { processus } = this;
    if (!processus || processus.exitCode !== null || processus.signalCode !== null) return;
    const fini = new Promise((suite) => processus.once('exit', suite));
    processus.kill(signal);
    await fini;
  }
}

async function preparer(grappe: Grappe): Promise<ReglagesClient> {
  await grappe.demarrer();
  await appliquerMigrations(grappe.url);
  return avecPool(grappe.url, 2, async (pool) => {
    const monde = await creerMonde(
      pool,
      'pannes',
      Array.from({ length: ECRIVAINS }, () => 1_000_000_000n),
    );
    await doter(pool, monde, 230_000_000n);
    return {
      url: grappe.url,
      carnet: path.join(grappe.dossier, 'carnet-client.txt'),
      acteurId: monde.acteurId,
      enveloppeId: monde.enveloppeId,
      parts: monde.parts.map((p) => p.id),
    };
  });
}

/** Waits until `voulues` more acknowledgements are in the notebook, so that every kill falls under load. */
async function attendreCharge(carnet: string, voulues: number): Promise<void> {
  const depart = lireCarnet(carnet).acquises.size;
  for (let essai = 0; lireCarnet(carnet).acquises.size < depart + voulues; essai += 1) {
    if (essai > 1_200) throw new Error('la charge n’avance plus : le client ou la base ne répond pas');
    await attendre(25);
  }
}

async function frapper(victime: Victime, grappe: Grappe, charge: Charge): Promise<void> {
  if (victime === 'session') return grappe.tuerUneSession();
  if (victime === 'serveur') {
    await grappe.tuerTout();
    return grappe.demarrer();
  }
  await charge.tuer();
  charge.lancer();
}

/** Acknowledged keys that the database does not know. The notebook is read before the kill, hence before any resending. */
async function perdues(grappe: Grappe, acquises: ReadonlySet<string>): Promise<string[]> {
  const lignes = await grappe.interroger<{ cle: string }>(
    `select a.cle::text as cle from unnest($1::uuid[]) as a (cle)
       left join lot l on l.id = a.cle left join ecriture e on e.lot_id = l.id
      where e.lot_id is null or l.resultat is null`,
    [[...acquises]],
  );
  return lignes.map((l) => l.cle);
}

async function bilanFinal(grappe: Grappe, carnet: string) {
  const { envoyees, acquises, refusees } = lireCarnet(carnet);
  const effets = await grappe.interroger<{ cle: string; effets: string }>(
    `select l.id::text as cle, count(e.id) as effets from lot l left join ecriture e on e.lot_id = l.id
      where l.operation in ('VOTER', 'LIBERER') group by l.id`,
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

/**
 * Kills under load, one victim after the other, and judges the database by the client's notebook. `temoin` commits without
 * waiting for the disk and only kills the whole server: it has to lose something.
 */
export async function mesurerPannes(cycles: number, acquitsParCycle: number, temoin = false): Promise<ChiffresPannes> {
  const grappe = new Grappe(temoin ? 'off' : 'on');
  const des = hasard(cycles);
  const debut = performance.now();
  const victimes = { session: 0, serveur: 0, client: 0 };
  const manquantes = new Set<string>();
  const interrompues = new Set<string>();
  let charge: Charge | undefined;
  try {
    const reglages = await preparer(grappe);
    charge = new Charge(reglages);
    charge.lancer();
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const victime = temoin ? 'serveur' : VICTIMES[cycle % VICTIMES.length]!;
      await attendreCharge(reglages.carnet, acquitsParCycle);
      await attendre(Math.floor(des() * 150));
      const avant = lireCarnet(reglages.carnet);
      await frapper(victime, grappe, charge);
      victimes[victime] += 1;
      for (const cle of avant.envoyees.keys()) if (!avant.acquises.has(cle)) interrompues.add(cle);
      for (const cle of await perdues(grappe, avant.acquises)) manquantes.add(cle);
    }
    await attendreCharge(reglages.carnet, 1);
    await charge.arreter();
    const final = await bilanFinal(grappe, reglages.carnet);
    for (const cle of await perdues(grappe, lireCarnet(reglages.carnet).acquises)) manquantes.add(cle);
    const secondes = (performance.now() - debut) / 1000;
    return { cycles, victimes, ...final, perdues: manquantes.size, rejouees: interrompues.size, secondes };
  } finally {
    await charge?.tuer();
    await grappe.fermer();
  }
}

/** (e) What was acknowledged survives any kill -9, and what was not is done once when sent again (trust.md A2). */
export async function epreuvePannes(cycles: number, acquitsParCycle: number): Promise<Bilan> {
  const m = await mesurerPannes(cycles, acquitsParCycle);
  const temoin = await mesurerPannes(Math.max(3, Math.round(cycles / 5)), acquitsParCycle, true);
  const sain = m.perdues + m.doublees + m.sansEffet + m.refusees + m.fautives === 0;
  const { session, serveur, client } = m.victimes;
  return {
    reussie: sain && m.acquises > 0 && temoin.perdues > 0,
    ligne:
      `kill -9 : ${m.cycles} cycles (${session} session, ${serveur} serveur entier, ${client} client), ` +
      `${nombre(m.acquises)} écritures acquittées, ${m.perdues} perdue, ${m.doublees} doublée, ` +
      `${nombre(m.rejouees)} sans réponse renvoyées dont ${m.sansEffet} sans effet, ${m.fautives} ligne fautive, ` +
      `${m.secondes.toFixed(0)} s ; témoin synchronous_commit=off : ${nombre(temoin.perdues)} perdues sur ` +
      `${nombre(temoin.acquises)} acquittées en ${temoin.cycles} cycles`,
  };
}
