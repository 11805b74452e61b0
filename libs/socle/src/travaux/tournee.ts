import type { Logger } from '@nestjs/common';

/**
 * Goes through the jobs that wait, one after the other, when somebody asks for one and from time to time for those whose instance
 * is gone. One pass at a time in a process: whoever asks during it is served by it.
 */
export class Tournee {
  #minuterie: NodeJS.Timeout | undefined;
  #enCours: Promise<void> | null = null;
  #fermee = false;

  /** @param mener takes a job that waits and carries it on; false when none waits. What it throws is logged, and ends the pass. */
  constructor(
    private readonly mener: () => Promise<boolean>,
    private readonly journal: Logger,
  ) {}

  /** No more jobs are taken, and the one under way should be given back. */
  get fermee(): boolean {
    return this.#fermee;
  }

  /** @param periodeMs milliseconds between two looks */
  ouvrir(periodeMs: number): void {
    this.#minuterie = setInterval(() => this.reveiller(), periodeMs);
    this.#minuterie.unref();
  }

  /** Looks for work, unless some is under way. */
  reveiller(): void {
    if (this.#enCours || this.#fermee) return;
    this.#enCours = this.#vider()
      .catch((erreur: unknown) => this.journal.error({ err: erreur }, 'tournée interrompue'))
      .finally(() => (this.#enCours = null));
  }

  /** Returns once the job under way has ended; `rendre` tells it to stop. */
  async fermer(rendre?: () => void): Promise<void> {
    this.#fermee = true;
    clearInterval(this.#minuterie);
    rendre?.();
    await this.#enCours;
  }

  async #vider(): Promise<void> {
    while (!this.#fermee && (await this.mener()));
  }
}
