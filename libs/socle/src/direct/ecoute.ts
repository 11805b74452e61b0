import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Abonnement } from './abonnement.js';

/** Channel on which the database names each object that changes: its chain of the journal, and nothing else. */
const CANAL = 'objet_modifie';
const PAUSE_MIN_MS = 100;
const PAUSE_MAX_MS = 5_000;
/** A connection that the network has forgotten is found out by a question, and replaced. */
const BATTEMENT_MS = 15_000;
const REPONSE_MAX_MS = 5_000;

/**
 * What the database announces (NOTIFY), heard by one connection a process, opened for the first who listens. A connection
 * that is lost is replaced, and everybody is then signalled: what was announced meanwhile cannot be known, so all is read again.
 */
@Injectable()
export class Ecoute implements OnModuleDestroy {
  private readonly journal = new Logger(Ecoute.name);
  private readonly abonnes = new Map<string, Set<Pick<Abonnement<unknown>, 'signaler'>>>();
  private ouverture: Promise<pg.Client> | undefined;
  private arretee = false;

  constructor(private readonly source: DataSource) {}

  /**
   * What `lire` answers now, then again each time this object changes. Listening begins before the first reading, so that
   * nothing falls in between. Null when that reading finds nothing. Whoever takes it must end it (`return`).
   */
  async suivre<T>(chaine: string, lire: () => Promise<T | null>): Promise<Abonnement<T> | null> {
    await this.connecter();
    const abonnement: Abonnement<T> = new Abonnement(lire, () => this.retirer(chaine, abonnement));
    this.abonnes.set(chaine, (this.abonnes.get(chaine) ?? new Set()).add(abonnement));
    return (await abonnement.commencer()) ? abonnement : null;
  }

  /** How many follow something, in this process. */
  get suivis(): number {
    return [...this.abonnes.values()].reduce((n, abonnes) => n + abonnes.size, 0);
  }

  async onModuleDestroy(): Promise<void> {
    this.arretee = true;
    const client = await this.ouverture?.catch(() => undefined);
    await client?.end();
  }

  private retirer(chaine: string, abonnement: Pick<Abonnement<unknown>, 'signaler'>): void {
    const restants = this.abonnes.get(chaine);
    restants?.delete(abonnement);
    if (restants?.size === 0) this.abonnes.delete(chaine);
  }

  private connecter(): Promise<pg.Client> {
    this.ouverture ??= this.ouvrir().catch((erreur: unknown) => {
      this.ouverture = undefined;
      throw erreur;
    });
    return this.ouverture;
  }

  private async ouvrir(): Promise<pg.Client> {
    const { url } = this.source.options as { url?: string };
    const client = new pg.Client({
      connectionString: url,
      application_name: 'tour-de-table-ecoute',
      connectionTimeoutMillis: REPONSE_MAX_MS,
      query_timeout: REPONSE_MAX_MS,
      keepAlive: true,
    });
    client.on('error', (erreur) => this.journal.warn({ err: erreur }, 'écoute de la base'));
    client.on('notification', ({ payload }) => this.abonnes.get(payload ?? '')?.forEach((a) => a.signaler()));
    await client.connect();
    await client.query(`listen ${CANAL}`);
    const battement = setInterval(() => void client.query('select 1').catch(() => client.end()), BATTEMENT_MS);
    battement.unref();
    client.once('end', () => {
      clearInterval(battement);
      this.ouverture = undefined;
      void this.reprendre();
    });
    return client;
  }

  /** Listens again as soon as the database answers, as long as somebody follows something. */
  private async reprendre(): Promise<void> {
    for (let pause = PAUSE_MIN_MS; !this.arretee && this.abonnes.size > 0; pause = Math.min(2 * pause, PAUSE_MAX_MS)) {
      const revenue = await this.connecter().catch(() => null);
      if (revenue) return this.abonnes.forEach((abonnes) => abonnes.forEach((a) => a.signaler()));
      await new Promise((suite) => setTimeout(suite, pause));
    }
  }
}
