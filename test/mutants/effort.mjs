// How far a test has gone, counted in switches of mutants read: the same on a busy machine as on an idle one, unlike seconds.

/** Watches the reads of `activeMutant` in the instrumented code, and stops the test that goes on without end. */
export class Effort {
  #actif;
  #lus = 0;
  #limite = Infinity;

  constructor(etat) {
    this.#actif = etat.activeMutant;
    Object.defineProperty(etat, 'activeMutant', {
      get: () => this.#lire(),
      set: (mutant) => (this.#actif = mutant),
    });
  }

  #lire() {
    this.#lus += 1;
    if (this.#lus > this.#limite) throw new Error('Boucle sans fin.');
    return this.#actif;
  }

  commencer(limite) {
    this.#lus = 0;
    this.#limite = limite;
  }

  /** @returns {number} reads since `commencer`; nothing is limited any more */
  finir() {
    this.#limite = Infinity;
    return this.#lus;
  }
}
