// Stryker test runner for the pure domain. Jest starts its machinery again for each mutant (about a second on two cores, for
// thousands of mutants); the domain needs none of it, so a mutant costs here the few milliseconds of its tests.
import path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { Cahier, jouer } from './cahier.mjs';
import { Chargeur, exiger } from './chargeur.mjs';

/** The name under which the instrumented code looks for its switches. */
const ETAT = (globalThis.__stryker__ ??= {});

/** Cases of each property under a mutant, unless the property needs more to be sharp. */
const CAS_PAR_PROPRIETE = 25;

class CoureurDuDomaine {
  /** Milliseconds of each test in the runs of this process so far. */
  #durees = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    // A counter-example is enough to kill a mutant: looking for the smallest one is for people. Fewer cases a property than in
    // `npm test`, and always the same: the score printed is a lower bound, that the next measure finds again.
    exiger('fast-check').configureGlobal({ endOnFailure: true, numRuns: CAS_PAR_PROPRIETE, seed: 1 });
    this.chargeur = new Chargeur(path.resolve('libs/domaine'));
  }

  async dryRun({ files }) {
    ETAT.mutantCoverage = undefined;
    ETAT.activeMutant = undefined;
    const resultat = await this.#courir({ bail: false, couverture: true, touches: files });
    return { ...resultat, mutantCoverage: ETAT.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, mutantActivation, testFilter, disableBail, hitLimit }) {
    ETAT.hitLimit = hitLimit;
    ETAT.hitCount = hitLimit === undefined ? undefined : 0;
    ETAT.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    const filtre = testFilter === undefined ? undefined : new Set(testFilter);
    const touches = [sandboxFileName];
    const resultat = await this.#courir({ bail: !disableBail, filtre, mutant: activeMutant.id, touches });
    ETAT.activeMutant = undefined;
    return toMutantRunResult(determineHitLimitReached(ETAT.hitCount, ETAT.hitLimit) ?? resultat, disableBail);
  }

  /** The mutant may break the very loading (a table that no longer builds): that kills it too. */
  async #courir({ bail, filtre, mutant, touches, couverture = false }) {
    const cahier = new Cahier();
    cahier.installer();
    try {
      this.chargeur.charger((fichier) => (cahier.fichier = fichier), touches);
    } catch (erreur) {
      if (mutant === undefined) return { status: DryRunStatus.Error, errorMessage: String(erreur?.stack ?? erreur) };
      const chargement = { id: 'chargement', name: 'chargement', timeSpentMs: 0 };
      return {
        status: DryRunStatus.Complete,
        tests: [{ ...chargement, status: TestStatus.Failed, failureMessage: String(erreur) }],
      };
    }
    if (mutant !== undefined) ETAT.activeMutant = mutant;
    const tests = [];
    const retenus = cahier.tests.filter((test) => filtre === undefined || filtre.has(test.id));
    for (const test of this.#rapidesDabord(retenus)) {
      if (couverture) ETAT.currentTestId = test.id;
      tests.push(await this.#juger(test));
      if (bail && tests.at(-1).status === TestStatus.Failed) break;
    }
    ETAT.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests };
  }

  /** Most mutants fall to a quick test: the slow properties run only for those that are still standing. */
  #rapidesDabord(tests) {
    return tests.toSorted((a, b) => (this.#durees.get(a.id) ?? 0) - (this.#durees.get(b.id) ?? 0));
  }

  async #juger(test) {
    const debut = performance.now();
    const echec = await jouer(test);
    const timeSpentMs = performance.now() - debut;
    if (echec === undefined) this.#durees.set(test.id, timeSpentMs);
    const commun = { id: test.id, name: test.name, fileName: test.fileName, timeSpentMs };
    if (echec === undefined) return { ...commun, status: TestStatus.Success };
    return { ...commun, status: TestStatus.Failed, failureMessage: echec };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'domaine', CoureurDuDomaine)];
