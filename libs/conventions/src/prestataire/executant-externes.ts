import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Tournee } from '@tdt/socle';
import { SuiviExterne } from './suivi-externe.service.js';

/** How soon a request that is due is seen; each is due at its own pace. */
const PERIODE_MS = 20_000;

/** Follows at the provider what is due, one request after the other; any number of instances may. */
@Injectable()
export class ExecutantExternes implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly tournee = new Tournee(() => this.suivi.suivre(), new Logger(ExecutantExternes.name));

  constructor(private readonly suivi: SuiviExterne) {}

  onApplicationBootstrap(): void {
    this.tournee.ouvrir(PERIODE_MS);
  }

  /** Something is due now. */
  reveiller(): void {
    this.tournee.reveiller();
  }

  async onModuleDestroy(): Promise<void> {
    await this.tournee.fermer();
  }
}
