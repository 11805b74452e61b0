import fc from 'fast-check';
import { EN_GRAND } from './ampleur.js';

/** `npm run epreuves -- proprietes` draws all the cases of each property; `npm test` a quarter of those that have hundreds. */
const CENTAINES = 300;

/** So many cases for a property in a proof; no more than the usual number where that is lowered (the mutants). */
export function essais(nombre: number): { numRuns: number } {
  const ici = EN_GRAND || nombre < CENTAINES ? nombre : nombre / 4;
  return { numRuns: Math.min(ici, fc.readConfigureGlobal().numRuns ?? ici) };
}
