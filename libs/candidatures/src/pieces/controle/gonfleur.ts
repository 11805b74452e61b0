import { createInflate, createInflateRaw } from 'node:zlib';
import { Rejet } from './motifs.js';

/** How many inflated bytes may still come out of the whole file. */
export interface Budget {
  reste: number;
}

export interface OptionsGonfleur {
  /** Deflate without its zlib header, as ZIP has it. */
  brut?: boolean;
  /** Most bytes that this stream may give; more is a bomb. */
  limite: number;
  budget: Budget;
  /** What is done with each inflated piece; may reject the file. */
  lire?: (morceau: Buffer) => void;
}

/** How a stream ended: complete, or spoilt half-way. */
export type FinGonfleur = 'complet' | 'abime';

/**
 * Inflates piece by piece under a hard bound of output: whatever a few bytes pretend to become, no more than one piece of
 * it is ever in memory, and the bound ends it.
 */
export class Gonfleur {
  private readonly flux;
  private readonly fini: Promise<void>;
  private rejet: unknown;
  private etat: FinGonfleur | undefined;
  private sortis = 0;

  constructor(private readonly options: OptionsGonfleur) {
    this.flux = options.brut ? createInflateRaw() : createInflate();
    this.flux.on('data', (morceau: Buffer) => this.recevoir(morceau));
    this.fini = new Promise((suite) => {
      this.flux.on('end', () => {
        this.etat ??= 'complet';
        suite();
      });
      this.flux.on('error', () => {
        this.etat ??= 'abime';
        suite();
      });
    });
  }

  get octetsSortis(): number {
    return this.sortis;
  }

  private recevoir(morceau: Buffer): void {
    if (this.rejet !== undefined) return;
    this.sortis += morceau.length;
    this.options.budget.reste -= morceau.length;
    try {
      if (this.sortis > this.options.limite || this.options.budget.reste < 0) throw new Rejet('BOMBE');
      this.options.lire?.(morceau);
    } catch (rejet) {
      this.rejet = rejet;
      this.flux.destroy(rejet as Error);
    }
  }

  /** Resolves once these bytes are inflated. After the end of the compressed data, what follows is ignored. */
  async ecrire(octets: Uint8Array): Promise<void> {
    if (this.etat !== undefined || octets.length === 0) return;
    // zlib calls nobody back for the bytes after its end, nor after a fault: hence the race.
    await Promise.race([new Promise<void>((suite) => this.flux.write(octets, () => suite())), this.fini]);
    this.relancer();
  }

  /** Ends the stream and says how it went. */
  async finir(): Promise<FinGonfleur> {
    if (this.etat === undefined) this.flux.end();
    await this.fini;
    this.flux.destroy();
    this.relancer();
    return this.etat ?? 'abime';
  }

  private relancer(): void {
    if (this.rejet !== undefined) throw this.rejet as Error;
  }
}
