import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Tournee } from '@tdt/socle';
import { RelancesService } from './relances.service.js';

/** A reminder is due by the day: an hour more or less is nothing. */
const PERIODE_MS = 3_600_000;

/** Looks from time to time for the conventions whose parties are to be reminded; any number of instances may. */
@Injectable()
export class ExecutantRelances implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly tournee = new Tournee(() => this.passer(), new Logger(ExecutantRelances.name));

  constructor(private readonly relances: RelancesService) {}

  onApplicationBootstrap(): void {
    this.tournee.ouvrir(PERIODE_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.tournee.fermer();
  }

  /** One pass sees them all: nothing waits behind it. */
  private async passer(): Promise<boolean> {
    await this.relances.relancerEchues();
    return false;
  }
}
