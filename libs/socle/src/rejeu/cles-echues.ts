import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

const PERIODE_MS = 3_600_000;
const LOT = 10_000;
/** Days for which a key is remembered; Stripe promises one. */
export const CLES_JOURS = 30;

/** Forgets the keys that are too old, some at a time; two instances share the work instead of waiting for one another. */
@Injectable()
export class ClesEchues implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly journal = new Logger(ClesEchues.name);
  private minuterie: NodeJS.Timeout | undefined;

  constructor(private readonly source: DataSource) {}

  onApplicationBootstrap(): void {
    this.minuterie = setInterval(() => {
      this.oublier().catch((erreur: unknown) => this.journal.error({ err: erreur }, 'clés échues'));
    }, PERIODE_MS);
    this.minuterie.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.minuterie);
  }

  /** Deletes every key past its life. @returns how many there were. */
  async oublier(): Promise<number> {
    for (let oubliees = 0; ;) {
      const [, n] = await this.source.query<[unknown[], number]>(
        `delete from cle_acte where (acteur_id, cle) in (
           select acteur_id, cle from cle_acte where faite_le < maintenant() - make_interval(days => $1)
           order by faite_le limit $2 for update skip locked)`,
        [CLES_JOURS, LOT],
      );
      oubliees += n;
      if (n < LOT) return oubliees;
    }
  }
}
