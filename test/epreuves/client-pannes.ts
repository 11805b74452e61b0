/*
 * The client of the crash proof, a process of its own: it sends acts without end, writes each acknowledgement to its
 * notebook, sends again with the same key whatever got no answer, and expects to be killed at any moment.
 * Usage: node client-pannes.js '<ReglagesClient as JSON>'
 */
import { pathToFileURL } from 'node:url';
import { GrandLivre } from '@tdt/appels';
import type { Decision } from '@tdt/domaine';
import pg from 'pg';
import { Carnet, cleDe, lireCarnet, type Tentative } from './carnet.js';
import { executeur } from './outils.js';

export interface ReglagesClient {
  readonly url: string;
  readonly carnet: string;
  readonly acteurId: string;
  readonly enveloppeId: string;
  /** One share for each concurrent writer. */
  readonly parts: readonly string[];
}

/** Centimes moved by one act: a vote on even turns, its release on odd ones, so that the load never runs dry. */
const MONTANT = 1_000n;

function attendre(ms: number): Promise<void> {
  return new Promise((suite) => setTimeout(suite, ms));
}

/** Sends one act through the ledger's service; the content follows from the attempt alone. */
function envoyer(pool: pg.Pool, reglages: ReglagesClient, tentative: Tentative): Promise<Decision<unknown>> {
  const livre = new GrandLivre(executeur(pool));
  const acte = { cle: cleDe(tentative), acteurId: reglages.acteurId };
  const partId = reglages.parts[tentative.ecrivain]!;
  const ligne = { enveloppeId: reglages.enveloppeId, partId, montant: MONTANT };
  return tentative.n % 2 === 0 ? livre.voter(acte, [ligne]) : livre.liberer(acte, 'VOTE', 'épreuve', [ligne]);
}

/** Until an answer comes: a lost connection says nothing about what was written, so the same key goes again. */
async function insister(pool: pg.Pool, reglages: ReglagesClient, tentative: Tentative, carnet: Carnet): Promise<void> {
  for (;;) {
    try {
      const decision = await envoyer(pool, reglages, tentative);
      if (!decision.ok) carnet.refus(tentative, decision.refus.message);
      else carnet.acquit(tentative);
      return;
    } catch {
      await attendre(50);
    }
  }
}

async function tenirUnEcrivain(
  pool: pg.Pool,
  reglages: ReglagesClient,
  carnet: Carnet,
  aReprendre: readonly Tentative[],
  premier: number,
  ecrivain: number,
  arret: () => boolean,
): Promise<void> {
  for (const tentative of aReprendre) await insister(pool, reglages, tentative, carnet);
  for (let n = premier; !arret(); n += 1) {
    const tentative = { ecrivain, n };
    carnet.envoi(tentative);
    await insister(pool, reglages, tentative, carnet);
  }
}

/** Takes the notebook up where it stopped, then goes on until SIGTERM. */
async function principal(reglages: ReglagesClient): Promise<void> {
  const releve = lireCarnet(reglages.carnet);
  const carnet = new Carnet(reglages.carnet);
  const pool = new pg.Pool({
    connectionString: reglages.url,
    max: reglages.parts.length,
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
  });
  pool.on('error', () => undefined);
  let arrete = false;
  process.on('SIGTERM', () => (arrete = true));
  const travaux = reglages.parts.map((_, ecrivain) => {
    const siennes = [...releve.envoyees.values()].filter((t) => t.ecrivain === ecrivain);
    const aReprendre = siennes.filter((t) => !releve.acquises.has(cleDe(t))).sort((a, b) => a.n - b.n);
    const premier = Math.max(-1, ...siennes.map((t) => t.n)) + 1;
    return tenirUnEcrivain(pool, reglages, carnet, aReprendre, premier, ecrivain, () => arrete);
  });
  await Promise.all(travaux);
  await pool.end();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await principal(JSON.parse(process.argv[2] ?? '{}') as ReglagesClient);
}
