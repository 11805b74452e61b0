import fc from 'fast-check';

/** So many cases for a property in `npm test`; no more than the usual number where that is lowered (the mutants). */
export function essais(nombre: number): { numRuns: number } {
  return { numRuns: Math.min(nombre, fc.readConfigureGlobal().numRuns ?? nombre) };
}
