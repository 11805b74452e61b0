import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Distribution } from './distribution.service.js';
import { Envoi } from './envoi.service.js';
import { OPTIONS_AVIS, type OptionsAvis } from './options.js';
import { POSTE, type Poste } from './poste.js';
import { Rappels } from './rappels.service.js';

const PERIODE_MS = 2_000;
/** Past this, a mail under way is cut short: it will leave again, under the same Message-ID. */
const PATIENCE_ARRET_MS = 5_000;

/** The worker: empties the outbox, then sends what is due. Any number may run: each takes what the others do not hold. */
@Injectable()
export class Facteur implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly journal = new Logger(Facteur.name);
  private minuterie: NodeJS.Timeout | undefined;
  private enCours: Promise<void> | undefined;
  private arrete = false;

  constructor(
    private readonly rappels: Rappels,
    private readonly distribution: Distribution,
    private readonly envoi: Envoi,
    @Inject(POSTE) private readonly poste: Poste,
    @Inject(OPTIONS_AVIS) private readonly options: OptionsAvis,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.options.actif) return;
    if (!this.options.smtp) this.journal.warn('pas de serveur SMTP : les courriels restent en base (page /courriels)');
    this.minuterie = setInterval(() => void this.tourner(), PERIODE_MS);
    this.minuterie.unref();
  }

  /** The database is still open: what is under way is finished first, and nothing more is taken. */
  async onModuleDestroy(): Promise<void> {
    this.arrete = true;
    clearInterval(this.minuterie);
    let patience: NodeJS.Timeout | undefined;
    await Promise.race([this.enCours, new Promise((suite) => (patience = setTimeout(suite, PATIENCE_ARRET_MS)))]);
    clearTimeout(patience);
    this.poste.fermer();
    await this.enCours;
  }

  private tourner(): Promise<void> {
    this.enCours ??= this.passer()
      .catch((erreur: unknown) => this.journal.error({ err: erreur }, 'avis'))
      .finally(() => (this.enCours = undefined));
    return this.enCours;
  }

  /** One round: deadlines, outbox, mails, until nothing is due or a stop is asked. */
  async passer(): Promise<void> {
    await this.rappels.annoncer();
    while (!this.arrete && (await this.distribution.ecarter()) > 0);
    while (!this.arrete && (await this.distribution.distribuerUn()));
    while (!this.arrete && (await this.envoi.envoyerUn()));
  }
}
