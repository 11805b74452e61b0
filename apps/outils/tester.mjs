// `npm test`: all it takes from a fresh clone, then Jest; arguments go to Jest. Ends with « N passed, N failed ».
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { construire } from './construire.mjs';
import { dire, executer, lancerNode, lireJson, RACINE } from './communs.mjs';
import { installerDependances } from './dependances.mjs';
import { navigateur, openssl, outilsPdf } from './outils-systeme.mjs';

const BILAN = path.join(RACINE, 'reports', `jest-${process.pid}.json`);
const TESTS_NAVIGATEUR = path.join(RACINE, 'test/navigateur');

/** The browser tests run only where a browser can be had; the others must not wait for a download that they do not need. */
async function preparerNavigateur(args) {
  const concerne = args.length === 0 || args.some((a) => a.includes('navigateur'));
  if (!concerne || !fs.existsSync(TESTS_NAVIGATEUR)) return { env: {}, args: [], avis: [] };
  const chemin = await navigateur();
  if (chemin !== undefined) return { env: { CHROMIUM_PATH: chemin }, args: [], avis: [] };
  return {
    env: {},
    args: ['--testPathIgnorePatterns', '/node_modules/', 'test/navigateur/'],
    avis: [
      'Tests de navigateur NON JOUÉS : installez Chromium, ou donnez son chemin par CHROMIUM_PATH=…, puis relancez npm test.',
    ],
  };
}

async function preparerPdf() {
  const manquants = await outilsPdf();
  if (manquants.length === 0) return { env: { OUTILS_PDF: 'oui' }, avis: [] };
  const avis = `Contrôles externes du PDF NON JOUÉS : installez qpdf et poppler-utils (manquent : ${manquants.join(', ')}), puis relancez npm test.`;
  return { env: { OUTILS_PDF: 'non' }, avis: [avis] };
}

async function preparerHorodatage() {
  if (await openssl()) return { env: { OPENSSL: 'oui' }, avis: [] };
  return { env: { OPENSSL: 'non' }, avis: ['Horodatage NON JOUÉ : installez openssl, puis relancez npm test.'] };
}

/** One after the other: apt-get serves one at a time. */
async function preparerOutils(demandes) {
  const web = await preparerNavigateur(demandes);
  const pdf = await preparerPdf();
  return { web, pdf, horodatage: await preparerHorodatage() };
}

async function preparerCode() {
  await installerDependances();
  await construire();
}

await executer(async () => {
  const demandes = process.argv.slice(2);
  // The system's packages come while npm's do: one waits for the network where the other computes.
  const [{ web, pdf, horodatage }] = await Promise.all([preparerOutils(demandes), preparerCode()]);
  const jest = path.join(RACINE, 'node_modules/jest/bin/jest.js');
  const rapporteur = path.join(RACINE, 'apps/outils/rapporteur.mjs');
  // A busy machine is slow, not wrong: no test measures time by its time-out (the others have theirs in `delai.mjs`).
  // One file more than there are cores: the browser and the database work for a test while its process waits.
  const fichiers = os.availableParallelism() + 1;
  const reglages = [
    `--maxWorkers=${fichiers}`,
    '--testTimeout=60000',
    '--reporters=default',
    `--reporters=${rapporteur}`,
  ];
  const chargeur = pathToFileURL(path.join(RACINE, 'test/outillage/chargeur-ts.mjs')).href;
  const node = ['--import', chargeur, '--enable-source-maps', '--experimental-vm-modules', '--no-warnings'];
  const { code } = await lancerNode([...node, jest, ...demandes, ...web.args, ...reglages], {
    env: { ...web.env, ...pdf.env, ...horodatage.env, NODE_ENV: 'test', TZ: 'UTC', BILAN_JEST: BILAN },
    relais: true,
  });
  const { reussis, echoues, ignores } = lireJson(BILAN, { reussis: 0, echoues: 1, ignores: 0 });
  fs.rmSync(BILAN, { force: true });
  [...web.avis, ...pdf.avis, ...horodatage.avis].forEach(dire);
  if (ignores > 0) dire(`${ignores} ignorés (skip ou todo).`);
  dire(`${reussis} passed, ${echoues} failed`);
  return code === 0 && echoues === 0 ? 0 : 1;
});
