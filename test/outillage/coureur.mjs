// Jest runner: test files run in processes of bare Node, by jest-light-runner's worker, and share what they import.
import Tinypool from 'tinypool';

const OUVRIER = new URL('./worker-runner.js', import.meta.resolve('jest-light-runner')).href;

/**
 * Tells a worker what it asks for before its first file. One channel a file: the runner's own has a single one for all its
 * workers, where the first that asks serves them all, so that one that was not listening yet waits for ever, and its file with it.
 */
function voie(workerData) {
  let repondre = () => undefined;
  return {
    onMessage: (envoyer) => (repondre = envoyer),
    postMessage: (message) => {
      if (message === 'jest-light-runner-get-worker-data')
        repondre({ type: 'jest-light-runner-worker-data', workerData });
    },
  };
}

export default class Coureur {
  #globalConfig;

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  async runTests(tests, _surveillance, commencer, finir, echouer) {
    const { maxWorkers } = this.#globalConfig;
    const bassin = new Tinypool({
      filename: OUVRIER,
      runtime: 'child_process',
      minThreads: maxWorkers,
      maxThreads: maxWorkers,
      env: process.env,
      trackUnmanagedFds: false,
    });
    const file = tests.values();
    const servir = async () => {
      for (const test of file) {
        try {
          await commencer(test);
          // The projects of this runner have in common all that a worker reads of them (jest.config.js): one pool serves them all.
          const donnees = {
            globalConfig: this.#globalConfig,
            projectConfig: test.context.config,
            runtime: 'child_process',
          };
          await finir(test, await bassin.run(test.path, { channel: voie(donnees) }));
        } catch (erreur) {
          await echouer(test, erreur);
        }
      }
    };
    // The workers are not ended: they end with this process, once they have closed what they hold.
    await Promise.all(Array.from({ length: maxWorkers }, servir));
  }
}
