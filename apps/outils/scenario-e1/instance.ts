import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ecart } from './client.js';

const DELAI_PRET_MS = 30_000;
const MAIN = fileURLToPath(new URL('../../api/src/main.js', import.meta.url));

/** A running instance, and how to leave it. */
export interface Instance {
  adresse: string;
  /** True when it was started for this run only. */
  propre: boolean;
  quitter(): Promise<void>;
}

async function estPrete(adresse: string): Promise<boolean> {
  const reponse = await fetch(`${adresse}/pret`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  await reponse?.arrayBuffer().catch(() => undefined);
  return reponse?.status === 200;
}

function portLibre(): Promise<number> {
  return new Promise((resolve, reject) => {
    const prise = net.createServer();
    prise.once('error', reject);
    prise.listen(0, '127.0.0.1', () => {
      const { port } = prise.address() as net.AddressInfo;
      prise.close(() => resolve(port));
    });
  });
}

function arreter(enfant: ChildProcess): Promise<void> {
  if (enfant.exitCode !== null) return Promise.resolve();
  return new Promise((suite) => {
    enfant.once('exit', () => suite());
    enfant.kill('SIGTERM');
  });
}

async function demarrer(urlBase: string): Promise<Instance> {
  const port = await portLibre();
  const enfant = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    cwd: path.resolve('.'),
    // Said explicitly, as the configuration wants it: a scenario has no scanner at hand.
    env: { ANTIVIRUS: 'aucun', ...process.env, DATABASE_URL: urlBase, PORT: String(port), NIVEAU_JOURNAL: 'error' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const adresse = `http://127.0.0.1:${port}`;
  for (let attendu = 0; attendu < DELAI_PRET_MS && enfant.exitCode === null; attendu += 200) {
    if (await estPrete(adresse)) return { adresse, propre: true, quitter: () => arreter(enfant) };
    await new Promise((suite) => setTimeout(suite, 200));
  }
  await arreter(enfant);
  throw new Ecart('Le serveur n’a pas démarré : la cause est ci-dessus.');
}

/** The instance at this address when one answers, else one of our own on the given database, for the time of the run. */
export async function rejoindre(adresse: string, urlBase: string): Promise<Instance> {
  if (await estPrete(adresse)) return { adresse, propre: false, quitter: () => Promise.resolve() };
  return demarrer(urlBase);
}
