// Jest reporter: counts the run and leaves the figures for tester.mjs, which prints the last line.
import fs from 'node:fs';
import path from 'node:path';

export default class Rapporteur {
  /** A test file that could not even be loaded holds no test that failed: count it as one failure. */
  onRunComplete(_contextes, resultats) {
    const bilan = {
      reussis: resultats.numPassedTests,
      echoues: resultats.numFailedTests + resultats.numRuntimeErrorTestSuites,
      ignores: resultats.numPendingTests + resultats.numTodoTests,
    };
    const fichier = process.env.BILAN_JEST;
    if (fichier === undefined) return;
    fs.mkdirSync(path.dirname(fichier), { recursive: true });
    fs.writeFileSync(fichier, JSON.stringify(bilan));
  }
}
