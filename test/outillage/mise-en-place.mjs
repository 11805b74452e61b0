// Jest globalSetup: one PostgreSQL for the run, and the migrated database `modele` that each test file clones.
// Plain node on the compiled tool: Jest does not transform a TypeScript globalSetup written as ESM.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { estPostgres } from '../../apps/outils/base-binaires.mjs';
import { demarrerBase } from '../../apps/outils/base-embarquee.mjs';
import { attendreQue, vivant } from '../../apps/outils/communs.mjs';
import { construire } from '../../apps/outils/construire.mjs';

const PREFIXE = 'tour-de-table-tests-';

/** Nothing here outlives the run, so nothing waits for the disk. Proofs of durability start a server of their own. */
const SANS_DISQUE = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // Hundreds of databases that live some seconds would keep it busy, and nothing of them is worth tidying.
  autovacuum: 'off',
  max_connections: '200',
  // Each answer is asked for a few times on small tables: planning it anew each time costs more than it saves.
  plan_cache_mode: 'force_generic_plan',
  // Two more processes for one query cost more than they give where the cores are taken.
  max_parallel_workers_per_gather: '0',
};

/** Nothing of a test database is worth saving: the server is stopped at once and its folder deleted. */
async function abattre(dossier) {
  const fichier = path.join(dossier, 'donnees/postmaster.pid');
  const pid = fs.existsSync(fichier) ? Number.parseInt(fs.readFileSync(fichier, 'utf8'), 10) : 0;
  if (vivant(pid) && estPostgres(pid)) {
    process.kill(pid, 'SIGQUIT');
    await attendreQue(() => !vivant(pid), 5_000);
  }
  fs.rmSync(dossier, { recursive: true, force: true });
}

/** Servers of runs that were killed. */
async function balayer() {
  for (const nom of fs.readdirSync(os.tmpdir()).filter((n) => n.startsWith(PREFIXE))) {
    if (!vivant(Number(nom.slice(PREFIXE.length)))) await abattre(path.join(os.tmpdir(), nom));
  }
}

async function creerModele(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database modele');
  await client.end();
  const modele = new URL(url);
  modele.pathname = '/modele';
  // The very tool of a deployment: schema, then the official découpage.
  const env = { ...process.env, DATABASE_URL: modele.href };
  await promisify(execFile)(process.execPath, ['dist/apps/outils/migrer.js'], { env });
}

export default async function miseEnPlace() {
  await balayer();
  await construire({ web: false });
  const dossier = path.join(os.tmpdir(), `${PREFIXE}${process.pid}`);
  const base = await demarrerBase({ dossier, reglages: SANS_DISQUE });
  globalThis.__baseDesTests = { base, dossier };
  const abandonner = () => void abattre(dossier).finally(() => process.exit(130));
  process.once('SIGINT', abandonner).once('SIGTERM', abandonner);
  await creerModele(base.url);
  process.env.URL_BASE_TESTS = base.url;
  process.env.DOSSIER_TESTS = dossier;
}
