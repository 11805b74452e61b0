import type { Cachet } from '../cachet/p12.js';
import type { CleScellement } from './cle.js';
import type { Horodateur } from './horodateur.js';

/** Injection token of the options below: the application gives them from its checked configuration. */
export const OPTIONS_SCELLEMENT = Symbol('options du scellement');

export interface OptionsScellement {
  /** Key that seals; null: nothing is sealed (never in production). */
  cle: CleScellement | null;
  /** Time between two seals, in milliseconds. */
  periodeMs: number;
  /** Authority that stamps one seal a day; null: none. */
  horodateur: Horodateur | null;
  /** Seal of the institution on conventions (CMS); null: none. */
  cachet: Cachet | null;
  /** Origin at which people reach the platform: printed in the QR codes. */
  adresse: string;
}
