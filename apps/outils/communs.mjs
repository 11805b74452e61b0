// Shared by the plain-node launchers. Imports node: builtins only, because they run before anything is installed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository, found from this file so that the launchers work from any folder (and from dist/). */
export const RACINE = trouverRacine(path.dirname(fileURLToPath(import.meta.url)));

/** Everything that this machine keeps between two starts: database, logs, demo logins. */
export const DONNEES = path.join(RACINE, '.data');

function trouverRacine(depart) {
  for (let dossier = depart; ; dossier = path.dirname(dossier)) {
    if (fs.existsSync(path.join(dossier, 'package-lock.json'))) return dossier;
    if (dossier === path.dirname(dossier)) return path.resolve(depart, '../..');
  }
}

/** A failure whose message is one French sentence for the person at the keyboard: shown without a stack. */
export class Echec extends Error {}

let flux = process.stdout;

/** From now on what launchers say goes to standard error: standard output belongs to the data of the tool that runs. */
export function reserverSortie() {
  flux = process.stderr;
}

export function dire(texte) {
  flux.write(`${texte}\n`);
}

/** Runs a launcher to its end: a foreseen failure prints its sentence, an unforeseen one its cause as well; both exit 1. */
export async function executer(action) {
  try {
    exigerNode();
    const code = await action();
    if (typeof code === 'number') process.exitCode = code;
  } catch (erreur) {
    if (!(erreur instanceof Echec)) process.stderr.write(`${erreur?.stack ?? erreur}\n`);
    const phrase =
      erreur instanceof Echec
        ? erreur.message
        : 'Arrêt sur une erreur imprévue : relancez, puis signalez le détail ci-dessus si elle revient.';
    process.stderr.write(`${phrase}\n`);
    process.exitCode = 1;
  }
}

/** Node 20.19 is the first release whose ESM support all dependencies accept. */
export function exigerNode(version = process.versions.node) {
  const [majeure = 0, mineure = 0] = version.split('.').map(Number);
  if (majeure > 20 || (majeure === 20 && mineure >= 19)) return;
  throw new Echec(
    `Node ${version} est trop ancien : installez Node 20.19 ou plus récent (https://nodejs.org), puis relancez.`,
  );
}

/**
 * Starts a program and waits for its end. `relais` hands our SIGTERM on and outlives Ctrl-C, so that we can clean up after it.
 * @returns {Promise<{code: number, sortie: string}>} `sortie` is filled when `muet` is asked (stdout and stderr together).
 */
export function lancer(commande, args, { env = {}, muet = false, relais = false, dossier = RACINE, ...reste } = {}) {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: dossier,
      env: { ...process.env, ...env },
      stdio: muet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    };
    const enfant = spawn(commande, args, { ...options, ...reste });
    const morceaux = [];
    enfant.stdout?.on('data', (m) => morceaux.push(m));
    enfant.stderr?.on('data', (m) => morceaux.push(m));
    enfant.on('error', reject);
    const relayer = () => enfant.kill('SIGTERM');
    const ignorer = () => undefined;
    if (relais) process.on('SIGTERM', relayer).on('SIGINT', ignorer);
    enfant.on('close', (code, signal) => {
      process.off('SIGTERM', relayer).off('SIGINT', ignorer);
      resolve({ code: code ?? (signal ? 130 : 1), sortie: Buffer.concat(morceaux).toString('utf8') });
    });
  });
}

/** Runs a node script of this repository with the interpreter that runs us. */
export function lancerNode(args, options) {
  return lancer(process.execPath, args, options);
}

/** True while the process runs. A zombie (nobody reaps orphans in some containers) counts as dead. */
export function vivant(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (erreur) {
    if (erreur.code !== 'EPERM') return false;
  }
  try {
    const etat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return etat.slice(etat.lastIndexOf(')') + 2, etat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return process.platform !== 'linux' || fs.existsSync(`/proc/${pid}`) || !fs.existsSync('/proc/self');
  }
}

export function attendre(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Polls until the condition holds. @returns {Promise<boolean>} false when the delay ran out first. */
export async function attendreQue(condition, delaiMs, pasMs = 50) {
  const fin = performance.now() + delaiMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= fin) return false;
    await attendre(pasMs);
  }
}

/** True when a server could listen on the port: asked on all interfaces, as the API does. */
export function portLibre(port, hote) {
  return new Promise((resolve) => {
    const serveur = net.createServer();
    serveur.once('error', () => resolve(false));
    serveur.listen({ port, host: hote, exclusive: true }, () => serveur.close(() => resolve(true)));
  });
}

/** A port that nothing uses on the loopback at this instant. */
export function portAuHasard() {
  return new Promise((resolve, reject) => {
    const serveur = net.createServer();
    serveur.once('error', reject);
    serveur.listen(0, '127.0.0.1', () => {
      const { port } = serveur.address();
      serveur.close(() => resolve(port));
    });
  });
}

/** Reads a JSON file; a missing or unreadable file gives the fallback, because every such file can be made again. */
export function lireJson(fichier, defaut = undefined) {
  try {
    return JSON.parse(fs.readFileSync(fichier, 'utf8'));
  } catch {
    return defaut;
  }
}

/** Writes through a temporary name, so that a crash never leaves half a file. */
export function ecrireFichier(fichier, contenu, options) {
  fs.mkdirSync(path.dirname(fichier), { recursive: true });
  const provisoire = `${fichier}.${process.pid}.tmp`;
  fs.writeFileSync(provisoire, contenu, options);
  fs.renameSync(provisoire, fichier);
}

/** « 1,4 s » */
export function duree(depuisMs) {
  return `${((performance.now() - depuisMs) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} s`;
}
