// How far a test has gone, counted in switches of mutants read: the same on a busy machine as on an idle one, unlike seconds.

/** Watches the reads of `activeMutant` in the instrumented code, and stops the test that goes on without end. */
export function surveillerEffort(etat) {
  let actif = etat.activeMutant;
  let lus = 0;
  let limite = Infinity;
  Object.defineProperty(etat, 'activeMutant', {
    get: () => {
      lus += 1;
      if (lus > limite) throw new Error('Boucle sans fin.');
      return actif;
    },
    set: (mutant) => (actif = mutant),
  });
  return {
    commencer(maximum) {
      lus = 0;
      limite = maximum;
    },
    /** @returns {number} reads since `commencer`; nothing is limited any more */
    finir() {
      limite = Infinity;
      return lus;
    },
  };
}
