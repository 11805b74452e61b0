import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { nouvelId, UniteDeTravail } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { GrandLivre } from './grand-livre/index.js';

const PERIODE_MS = 60_000;
const MOTIF = 'Réservation échue';

/**
 * Gives back to the envelopes what was reserved until a date that has passed. Each share is its own lot and its own
 * transaction; two instances that release the same one meet under the envelope's lock, and the second finds nothing left.
 */
@Injectable()
export class ReservationsEchues implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly journal = new Logger(ReservationsEchues.name);
  private minuterie: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
  ) {}

  onApplicationBootstrap(): void {
    this.minuterie = setInterval(() => {
      this.liberer().catch((erreur: unknown) => this.journal.error({ err: erreur }, 'réservations échues'));
    }, PERIODE_MS);
    this.minuterie.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.minuterie);
  }

  /** Releases every reservation that is over at this instant. @returns how many were. */
  async liberer(): Promise<number> {
    const echues = await new GrandLivre(this.source).reservationsEchues();
    let liberees = 0;
    for (const ligne of echues) {
      const acte = { cle: nouvelId(), acteurId: null, operation: 'libererReservationEchue' };
      const lot = await this.unite.executer((tx) => new GrandLivre(tx).liberer(acte, 'RESERVE', MOTIF, [ligne]));
      if (lot.ok) liberees += 1;
    }
    return liberees;
  }
}
