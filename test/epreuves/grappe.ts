import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { demarrerBase, type BaseEmbarquee } from '../../apps/outils/base-embarquee.mjs';

/** What a kill -9 leaves is in the page cache: the recovery need not open each of the thousand files to write it down. */
const REGLAGES = { recovery_init_sync_method: 'syncfs' };

/** A server made to be killed: always on the same port, so that its clients find it again. */
export class Grappe {
  private base: BaseEmbarquee | undefined;
  readonly dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'tour-de-table-pannes-'));

  /** Starts it, or starts it again on what the crash left. */
  async demarrer(): Promise<void> {
    const port = this.base?.port;
    this.base = await demarrerBase({
      dossier: this.dossier,
      reglages: REGLAGES,
      ...(port === undefined ? {} : { port }),
    });
  }

  get url(): string {
    if (!this.base) throw new Error('grappe non démarrée');
    return this.base.url;
  }

  /** Runs one query as superuser on a connection of its own, waiting for the end of a crash recovery if there is one. */
  async interroger<Ligne extends pg.QueryResultRow>(sql: string, parametres: unknown[] = []): Promise<Ligne[]> {
    if (!this.base) throw new Error('grappe non démarrée');
    const url = new URL(this.base.urlAdmin);
    url.pathname = new URL(this.base.url).pathname;
    for (let essai = 1; ; essai += 1) {
      const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 5_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query<Ligne>(sql, parametres)).rows;
      } catch (erreur) {
        if (essai >= 200) throw erreur;
        await new Promise((suite) => setTimeout(suite, 50));
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  /** kill -9 of one session that is working for the load: the server restarts all the others by itself. */
  async tuerUneSession(): Promise<void> {
    const [victime] = await this.interroger<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by pid limit 1`,
    );
    if (victime) tuer(victime.pid);
  }

  /** kill -9 of the server, of its sessions and of its helpers: what a power cut leaves, page cache aside. */
  async tuerTout(): Promise<void> {
    const enfants = await this.interroger<{ pid: number }>(
      'select pid from pg_stat_activity where pid <> pg_backend_pid()',
    );
    if (!this.base) return;
    tuer(this.base.pid);
    for (const { pid } of enfants) tuer(pid);
    // A dying server must not be mistaken for a running one.
    while (tuer(this.base.pid)) await new Promise((suite) => setTimeout(suite, 10));
  }

  async fermer(): Promise<void> {
    await this.base?.arreter();
    fs.rmSync(this.dossier, { recursive: true, force: true });
  }
}

/** False when the process no longer exists: it may have died by itself in between. */
function tuer(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
