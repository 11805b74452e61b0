// The demonstration of this clone in a browser, for the commands that look at it.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { adresseApi } from './base-demo.mjs';
import { attendreQue, dire, Echec, portAuHasard, RACINE } from './communs.mjs';
import { installerDependances } from './dependances.mjs';
import { navigateur } from './outils-systeme.mjs';

const OPTIONS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu', '--lang=fr'];
const DEMARRAGE_MS = 300_000;

/** The demonstration that runs in this clone, or one of our own, which `arreter` ends. */
async function demonstration() {
  const adresse = adresseApi();
  if (adresse !== undefined) return { adresse, arreter: async () => undefined };
  const port = await portAuHasard();
  const enfant = spawn(process.execPath, [path.join(RACINE, 'apps/outils/demarrer.mjs')], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const sienne = `http://localhost:${port}`;
  const pret = async () => enfant.exitCode !== null || (await fetch(`${sienne}/pret`).catch(() => undefined))?.ok;
  await attendreQue(pret, DEMARRAGE_MS, 500);
  if (enfant.exitCode !== null)
    throw new Echec('La démonstration n’a pas démarré : lancez npm start pour voir pourquoi.');
  const arreter = async () => {
    enfant.kill('SIGTERM');
    await attendreQue(() => enfant.exitCode !== null, 20_000);
  };
  return { adresse: sienne, arreter };
}

/**
 * Hands the address of the demonstration and a Chromium to `regarder`, and ends what it has started.
 * @template T
 * @param {(chromium: import('playwright-core').Browser, adresse: string) => Promise<T>} regarder
 */
export async function avecDemonstration(regarder) {
  await installerDependances();
  const executablePath = await navigateur();
  if (executablePath === undefined)
    throw new Echec('Il faut Chromium : installez-le, ou donnez son chemin par CHROMIUM_PATH=…');
  const { chromium: playwright } = await import('playwright-core');
  dire('Démonstration…');
  const { adresse, arreter } = await demonstration();
  const chromium = await playwright.launch({ executablePath, args: OPTIONS });
  try {
    return await regarder(chromium, adresse);
  } finally {
    await chromium.close();
    await arreter();
  }
}
