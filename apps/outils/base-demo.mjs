// The database of this clone: DATABASE_URL when given, else the embedded one in ./.data, shared by every launcher that runs.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dire, DONNEES, Echec, ecrireFichier, lancerNode, lireJson, RACINE, vivant } from './communs.mjs';

/** Who uses the embedded database now: one file a process. The last one to leave stops the server. */
const OCCUPANTS = path.join(DONNEES, 'occupants');
const DOSSIER_BASE = path.join(DONNEES, 'postgres');
const PREPARATION = path.join(DONNEES, 'preparation.json');

/** Written by the demonstration's loader: who one can be, and with which token. */
export const CONNEXIONS = path.join(DONNEES, 'connexions-demo.json');

function fichierOccupant(pid = process.pid) {
  return path.join(OCCUPANTS, `${pid}.json`);
}

/** Living launchers of this clone other than this one, with what each has declared; the files of dead ones are removed. */
export function autresOccupants() {
  if (!fs.existsSync(OCCUPANTS)) return [];
  return fs.readdirSync(OCCUPANTS).flatMap((nom) => {
    const pid = Number.parseInt(nom, 10);
    if (pid === process.pid || !nom.endsWith('.json')) return [];
    const fiche = lireJson(path.join(OCCUPANTS, nom), {});
    if (vivant(pid)) return [{ pid, ...fiche }];
    if (!vivant(fiche.api)) fs.rmSync(path.join(OCCUPANTS, nom), { force: true });
    return [];
  });
}

/** APIs that outlive their launcher for a moment (it was killed): number and port of each. */
export function apisOrphelines() {
  if (!fs.existsSync(OCCUPANTS)) return [];
  return fs
    .readdirSync(OCCUPANTS)
    .filter((nom) => nom.endsWith('.json') && !vivant(Number.parseInt(nom, 10)))
    .map((nom) => lireJson(path.join(OCCUPANTS, nom), {}))
    .filter((fiche) => vivant(fiche.api));
}

/** Says what this launcher runs (API process and address), for the other tools of the same clone. */
export function declarer(fiche) {
  ecrireFichier(fichierOccupant(), JSON.stringify(fiche));
}

/** Address of the API that a launcher of this clone serves now, if any. */
export function adresseApi() {
  return autresOccupants().find((o) => o.adresse !== undefined)?.adresse;
}

/**
 * The database to use, started if it must be.
 * @returns {Promise<{url: string, embarquee: boolean, creee: boolean, liberer: () => Promise<void>}>}
 *   `liberer` stops the embedded server unless another launcher still uses it.
 */
export async function occuperBase() {
  const donnee = process.env.DATABASE_URL;
  if (donnee) return { url: donnee, embarquee: false, creee: false, liberer: async () => {} };
  declarer({});
  const { demarrerBase } = await import('./base-embarquee.mjs');
  const base = await demarrerBase({ dossier: DOSSIER_BASE }).catch((erreur) => {
    fs.rmSync(fichierOccupant(), { force: true });
    throw erreur;
  });
  const liberer = async () => {
    fs.rmSync(fichierOccupant(), { force: true });
    if (autresOccupants().length === 0) await base.arreter();
  };
  return { url: base.url, embarquee: true, creee: base.creee, liberer };
}

async function scriptCompile(nom, url) {
  const script = path.join(RACINE, 'dist/apps/outils', `${nom}.js`);
  if (!fs.existsSync(script))
    throw new Echec(`Le programme ${nom} manque dans dist/ : lancez « npm run build », puis recommencez.`);
  return lancerNode(['--enable-source-maps', script], { env: { DATABASE_URL: url }, muet: true });
}

/** Brings the schema up to date. Safe to repeat. */
async function migrer(url) {
  const { code, sortie } = await scriptCompile('migrer', url);
  if (code === 0) return;
  process.stderr.write(sortie);
  throw new Echec(
    "La mise à jour de la base a échoué : vérifiez DATABASE_URL et les droits du compte, ou repartez d'une base neuve avec « npm run demo:reset ».",
  );
}

/** Loads the demonstration world. Safe to repeat. */
async function chargerDemo(url) {
  const { code, sortie } = await scriptCompile('monde-demo', url);
  if (code === 0) return;
  process.stderr.write(sortie);
  throw new Echec(
    "Le monde de démonstration n'a pas pu être chargé : repartez d'une base neuve avec « npm run demo:reset ».",
  );
}

/** What the state of the embedded database depends on: the migrations, the demonstration's code, the packages' reference data. */
function empreintePreparation(demo) {
  const fichiers = lireJson(path.join(RACINE, 'dist/.construction.json'), { fichiers: {} }).fichiers;
  const utiles = Object.entries(fichiers).filter(([nom]) => /^(migrations|apps\/outils|test\/monde)/.test(nom));
  const somme = createHash('sha256').update(JSON.stringify(utiles.map(([nom, { sha }]) => [nom, sha])));
  return somme
    .update(fs.readFileSync(path.join(RACINE, 'package-lock.json')))
    .update(String(demo))
    .digest('hex');
}

/** Forgets that the database was ready: to be called before it is destroyed. */
export function oublierPreparation() {
  fs.rmSync(PREPARATION, { force: true });
  fs.rmSync(CONNEXIONS, { force: true });
}

/**
 * Schema up to date and demonstration loaded. On the embedded database an unchanged code base costs nothing: two programs
 * fewer to start at each launch, and the same demonstration tokens.
 */
export async function preparer(base, { demo = true } = {}) {
  const attendue = empreintePreparation(demo);
  const prete = base.embarquee && !base.creee && lireJson(PREPARATION)?.empreinte === attendue;
  if (prete && (!demo || fs.existsSync(CONNEXIONS))) return;
  fs.rmSync(PREPARATION, { force: true });
  dire('Mise à jour de la base…');
  await migrer(base.url);
  if (demo) {
    dire('Chargement du monde de démonstration… (première fois, quelques secondes)');
    await chargerDemo(base.url);
  }
  if (base.embarquee) ecrireFichier(PREPARATION, JSON.stringify({ empreinte: attendue }));
}
