// Stryker test runner for the pure domain. Jest starts its machinery again for each mutant (about a second on two cores, for
// thousands of mutants); the domain needs none of it, so a mutant costs here the few milliseconds of its tests.
import fs from 'node:fs';
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
import { surveillerEffort } from './effort.mjs';

/** The name under which the instrumented code looks for its switches. */
const ETAT = (globalThis.__stryker__ ??= {});

/** Cases of each property under a mutant, unless the property needs more to be sharp. */
const CAS_PAR_PROPRIETE = 25;

/** A test that reads so many times the switches that it reads without mutant, and so many more, will never end. */
const EFFORT_MAX = { fois: 100, deplus: 1_000_000 };

const SANS_FIN = Symbol('sans fin');

class CoureurDuDomaine {
  /** File, milliseconds and effort of each test, without mutant. */
  #mesures = new Map();
  #effort = surveillerEffort(ETAT);

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    // A counter-example is enough to kill a mutant: looking for the smallest one is for people. Fewer cases a property than in
    // `npm test`, and always the same: the score printed is a lower bound, that the next measure finds again.
    exiger('fast-check').configureGlobal({ endOnFailure: true, numRuns: CAS_PAR_PROPRIETE, seed: 1 });
    this.chargeur = new Chargeur(path.resolve('libs/domaine'));
    // In the sandbox of the run. Stryker starts this process again after a mutant that it had to interrupt: what the first one
    // measured still holds.
    this.fichierMesures = path.resolve('mesures-des-tests.json');
    if (!fs.existsSync(this.fichierMesures)) return;
    this.#mesures = new Map(JSON.parse(fs.readFileSync(this.fichierMesures, 'utf8')));
  }

  async dryRun({ files }) {
    ETAT.mutantCoverage = undefined;
    ETAT.sansCouverture = false;
    ETAT.activeMutant = undefined;
    const specifications = this.chargeur.specificationsDe(files);
    const resultat = await this.#courir({ bail: false, couverture: true, specifications });
    fs.writeFileSync(this.fichierMesures, JSON.stringify([...this.#mesures]));
    return { ...resultat, mutantCoverage: ETAT.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, mutantActivation, testFilter, disableBail, hitLimit }) {
    ETAT.sansCouverture = true;
    ETAT.hitLimit = hitLimit;
    ETAT.hitCount = hitLimit === undefined ? undefined : 0;
    ETAT.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    const filtre = testFilter === undefined ? undefined : new Set(testFilter);
    const specifications = this.#specificationsDe(testFilter, sandboxFileName);
    const resultat = await this.#courir({ bail: !disableBail, filtre, mutant: activeMutant.id, specifications });
    ETAT.activeMutant = undefined;
    return toMutantRunResult(determineHitLimitReached(ETAT.hitCount, ETAT.hitLimit) ?? resultat, disableBail);
  }

  /** Those of the tests that reach the mutant; without a list, it runs while loading: all those that load its file. */
  #specificationsDe(tests, fichier) {
    if (tests === undefined) return this.chargeur.specificationsDe([fichier]);
    return [...new Set(tests.map((id) => this.#mesures.get(id).fileName))];
  }

  async #courir({ bail, filtre, mutant, specifications, couverture = false }) {
    const cahier = new Cahier();
    cahier.installer();
    const chargement = { id: 'chargement', name: 'chargement', fileName: '', avant: [] };
    const charger = () => this.chargeur.charger(specifications, (fichier) => (cahier.fichier = fichier));
    const charge = await this.#juger({ ...chargement, action: charger });
    if (charge === SANS_FIN) return { status: DryRunStatus.Timeout, reason: chargement.name };
    if (charge.status === TestStatus.Failed) {
      // The mutant may break the very loading (a table that no longer builds): that kills it too.
      if (mutant === undefined) return { status: DryRunStatus.Error, errorMessage: charge.failureMessage };
      return { status: DryRunStatus.Complete, tests: [charge] };
    }
    if (mutant !== undefined) ETAT.activeMutant = mutant;
    const tests = [];
    const retenus = cahier.tests.filter((test) => filtre === undefined || filtre.has(test.id));
    for (const test of this.#rapidesDabord(retenus)) {
      if (couverture) ETAT.currentTestId = test.id;
      const jugement = await this.#juger(test);
      if (jugement === SANS_FIN) return { status: DryRunStatus.Timeout, reason: test.name };
      tests.push(jugement);
      if (bail && jugement.status === TestStatus.Failed) break;
    }
    ETAT.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests };
  }

  /** Most mutants fall to a quick test: the slow properties run only for those that are still standing. */
  #rapidesDabord(tests) {
    const duree = ({ id }) => this.#mesures.get(id)?.timeSpentMs ?? 0;
    return tests.toSorted((a, b) => duree(a) - duree(b));
  }

  async #juger(test) {
    const limite = EFFORT_MAX.deplus + EFFORT_MAX.fois * (this.#mesures.get(test.id)?.effort ?? Infinity);
    this.#effort.commencer(limite);
    const debut = performance.now();
    const echec = await jouer(test);
    const timeSpentMs = performance.now() - debut;
    const effort = this.#effort.finir();
    if (effort > limite) return SANS_FIN;
    const commun = { id: test.id, name: test.name, fileName: test.fileName, timeSpentMs };
    if (echec !== undefined) return { ...commun, status: TestStatus.Failed, failureMessage: echec };
    if (!this.#mesures.has(test.id)) this.#mesures.set(test.id, { fileName: test.fileName, timeSpentMs, effort });
    return { ...commun, status: TestStatus.Success };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'domaine', CoureurDuDomaine)];
