// The build: TypeScript → dist/, file by file with swc, only what changed. Types are checked apart (`npm run types`).
// Why not `nest build`: it type-checks everything (some ten seconds) before each start, and leaves migrations and tools out.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { attendre, dire, duree, Echec, ecrireFichier, executer, lireJson, RACINE, vivant } from './communs.mjs';
import { construireWeb } from './construire-web.mjs';
import { OPTIONS_SWC } from './swc.mjs';

const DIST = path.join(RACINE, 'dist');
const ETAT = path.join(DIST, '.construction.json');
const VERROU = path.join(DIST, '.verrou');
const RACINES = ['apps/api', 'apps/outils', 'apps/verificateur-journal', 'libs', 'migrations', 'test'];
const COPIES = new Set([
  '.sql',
  '.graphql',
  '.ttf',
  '.json',
  '.csv',
  '.txt',
  '.html',
  '.css',
  '.icc',
  '.png',
  '.svg',
  '.mjs',
]);
const ALIAS = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])@tdt\/([a-z-]+)\2/g;

/** What dist/ holds: code and its data; never a specification, and of test/ only the shared world, the long proofs, the benches and their tools. */
function retenu(relatif) {
  if (/(^|[.-])spec\.ts$|\.d\.m?ts$|\.spec\./.test(relatif)) return false;
  if (relatif.startsWith('test/') && !/^test\/(monde|epreuves\/|bancs\/|outillage\/)/.test(relatif)) return false;
  return relatif.endsWith('.ts') || COPIES.has(path.extname(relatif));
}

function listerSources() {
  const trouves = [];
  for (const racine of RACINES) {
    const absolu = path.join(RACINE, racine);
    if (!fs.existsSync(absolu)) continue;
    for (const entree of fs.readdirSync(absolu, { recursive: true, withFileTypes: true })) {
      if (!entree.isFile() || entree.parentPath.includes('node_modules')) continue;
      const relatif = path.relative(RACINE, path.join(entree.parentPath, entree.name)).split(path.sep).join('/');
      if (retenu(relatif)) trouves.push(relatif);
    }
  }
  return trouves.sort();
}

function sortieDe(relatif) {
  return path.join(DIST, relatif.replace(/\.ts$/, '.js'));
}

/** '@tdt/socle' seen from libs/appels/src/x.ts → '../../socle/src/index.js': plain ESM that node runs without a resolver. */
export function relativiserAlias(code, relatif) {
  return code.replace(ALIAS, (_tout, avant, guillemet, lib) => {
    const cible = path.posix.relative(path.posix.dirname(relatif), `libs/${lib}/src/index.js`);
    return `${avant}${guillemet}${cible.startsWith('.') ? cible : `./${cible}`}${guillemet}`;
  });
}

async function produire(relatif, contenu, swc) {
  const sortie = sortieDe(relatif);
  if (!relatif.endsWith('.ts')) return ecrireFichier(sortie, contenu);
  const nom = path.basename(sortie);
  const sourceFileName = path.relative(path.dirname(sortie), path.join(RACINE, relatif)).split(path.sep).join('/');
  const options = { ...OPTIONS_SWC, sourceMaps: true, inlineSourcesContent: false, filename: relatif, sourceFileName };
  const { code, map } = await swc.transform(contenu.toString('utf8'), options).catch((erreur) => {
    throw new Echec(
      `${erreur.message.split('\n\n\nCaused by')[0]}\nLa construction a échoué dans ${relatif} : corrigez ce fichier, puis relancez.`,
    );
  });
  ecrireFichier(`${sortie}.map`, map);
  ecrireFichier(sortie, `${relativiserAlias(code, relatif)}\n//# sourceMappingURL=${nom}.map\n`);
}

function effacer(relatif) {
  for (const fichier of [sortieDe(relatif), `${sortieDe(relatif)}.map`]) fs.rmSync(fichier, { force: true });
}

/** A changed compiler or build script makes everything again. */
function empreinteDeLaRecette() {
  const versionSwc = lireJson(path.join(RACINE, 'node_modules/@swc/core/package.json'))?.version;
  const recette = fs.readFileSync(new URL(import.meta.url));
  return createHash('sha256').update(recette).update(String(versionSwc)).digest('hex');
}

async function transpiler() {
  const recette = empreinteDeLaRecette();
  const avant = lireJson(ETAT);
  const connus = avant?.recette === recette ? avant.fichiers : {};
  const fichiers = {};
  let swc;
  let faits = 0;
  for (const relatif of listerSources()) {
    const { mtimeMs, size } = fs.statSync(path.join(RACINE, relatif));
    const connu = connus[relatif];
    const present = connu !== undefined && fs.existsSync(sortieDe(relatif));
    if (present && connu.mtimeMs === mtimeMs && connu.size === size) {
      fichiers[relatif] = connu;
      continue;
    }
    const contenu = fs.readFileSync(path.join(RACINE, relatif));
    const sha = createHash('sha256').update(contenu).digest('hex');
    if (!present || connu.sha !== sha) {
      swc ??= (await import('@swc/core')).default;
      await produire(relatif, contenu, swc);
      faits += 1;
    }
    fichiers[relatif] = { mtimeMs, size, sha };
  }
  const disparus = Object.keys(avant?.fichiers ?? {}).filter((relatif) => !(relatif in fichiers));
  disparus.forEach(effacer);
  if (faits > 0 || disparus.length > 0 || avant?.recette !== recette) {
    ecrireFichier(ETAT, JSON.stringify({ recette, fichiers }));
  }
  return faits;
}

/** One build at a time in a folder: two launchers started together must not write the same file. */
async function sousVerrou(action) {
  fs.mkdirSync(DIST, { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(VERROU, String(process.pid), { flag: 'wx' });
      break;
    } catch (erreur) {
      if (erreur.code !== 'EEXIST') throw erreur;
    }
    if (verrouAbandonne()) fs.rmSync(VERROU, { force: true });
    else await attendre(100);
  }
  try {
    return await action();
  } finally {
    fs.rmSync(VERROU, { force: true });
  }
}

/** Its process is dead. A lock without a number yet is left two seconds to the process that is writing it. */
function verrouAbandonne() {
  try {
    const pid = Number(fs.readFileSync(VERROU, 'utf8'));
    return pid > 0 ? !vivant(pid) : Date.now() - fs.statSync(VERROU).mtimeMs > 2000;
  } catch {
    return false;
  }
}

/** Brings dist/ up to date. `web: false` leaves the browser application out (command-line tools do not need it). */
export async function construire({ web = true } = {}) {
  await sousVerrou(async () => {
    const debut = performance.now();
    const faits = await transpiler();
    if (faits > 0) dire(`Construction : ${faits} fichier${faits > 1 ? 's' : ''} (${duree(debut)}).`);
    if (web) await construireWeb();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await executer(async () => {
    await construire();
    dire('Construction à jour dans dist/.');
  });
}
