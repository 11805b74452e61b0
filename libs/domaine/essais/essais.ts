import fc from 'fast-check';

/** So many cases for a property in `npm test`; in proportion where the whole is run with fewer (the mutants). */
export function essais(nombre: number): { numRuns: number } {
  return { numRuns: Math.ceil((nombre * (fc.readConfigureGlobal().numRuns ?? 100)) / 100) };
}
