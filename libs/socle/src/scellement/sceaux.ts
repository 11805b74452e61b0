import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { CauseScellement } from './sceau.js';
import { Horodatage } from './horodatage.service.js';
import { OPTIONS_SCELLEMENT, type OptionsScellement } from './options.js';
import { Scellement } from './scellement.service.js';

/** Seals at each period and after the acts that call for it. What fails is logged and made good by the next seal. */
@Injectable()
export class Sceaux implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly journal = new Logger(Sceaux.name);
  private minuterie: NodeJS.Timeout | undefined;
  private enCours: Promise<void> = Promise.resolve();

  constructor(
    private readonly scellement: Scellement,
    private readonly horodatage: Horodatage,
    @Inject(OPTIONS_SCELLEMENT) private readonly options: OptionsScellement,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.options.cle) return this.journal.warn('pas de clé : le journal n’est pas scellé');
    this.minuterie = setInterval(() => void this.passer(), this.options.periodeMs);
    this.minuterie.unref();
    void this.passer();
  }

  /** The database is still open: the seal under way is finished first. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.minuterie);
    await this.enCours;
  }

  /** One turn of the clock: a seal, unless another instance has just made one, and the time-stamp of the day. */
  passer(): Promise<void> {
    return this.aLaSuite(async () => {
      if (await this.scellement.sceller('PERIODE')) await this.horodatage.horodaterLeJour();
    });
  }

  /** Seals after an act that is already committed: whatever happens here, the act stands. */
  scellerApres(cause: CauseScellement, objetId: string): Promise<void> {
    return this.aLaSuite(async () => void (await this.scellement.sceller(cause, objetId)));
  }

  private aLaSuite(action: () => Promise<void>): Promise<void> {
    const fait = action().catch((erreur: unknown) => this.journal.error({ err: erreur }, 'scellement du journal'));
    this.enCours = Promise.all([this.enCours, fait]).then(() => undefined);
    return fait;
  }
}
