import { isDeepStrictEqual } from 'node:util';

/**
 * A value read again each time a signal comes: several signals during one reading make a single other one, and what was just said
 * is not said twice, since a reading may already hold what the next signal announces.
 */
export class Abonnement<T> implements AsyncIterableIterator<T> {
  private premiere: T | null = null;
  private derniere: T | null = null;
  private signale = false;
  private fini = false;
  private reveil: (() => void) | undefined;

  /**
   * @param lire the value as it is now; null: nothing more will come
   * @param surFin called once, however it ends
   */
  constructor(
    private readonly lire: () => Promise<T | null>,
    private readonly surFin: () => void,
  ) {}

  /** Reads the first value. @returns false, and it is over, when there is none */
  async commencer(): Promise<boolean> {
    try {
      this.premiere = await this.lire();
      this.derniere = this.premiere;
    } finally {
      if (this.premiere === null) this.finir();
    }
    return this.premiere !== null;
  }

  signaler(): void {
    this.signale = true;
    this.reveil?.();
  }

  async next(): Promise<IteratorResult<T>> {
    const { premiere } = this;
    this.premiere = null;
    if (premiere !== null && !this.fini) return { done: false, value: premiere };
    for (;;) {
      while (!this.signale && !this.fini) await new Promise<void>((suite) => (this.reveil = suite));
      this.signale = false;
      const value = this.fini ? null : await this.lire();
      if (value === null || this.fini) return this.return();
      if (isDeepStrictEqual(value, this.derniere)) continue;
      this.derniere = value;
      return { done: false, value };
    }
  }

  /** Ends at once, even while `next` waits: a generator would first wait for the next signal. */
  return(): Promise<IteratorResult<T>> {
    this.finir();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private finir(): void {
    if (this.fini) return;
    this.fini = true;
    this.surFin();
    this.reveil?.();
  }
}
