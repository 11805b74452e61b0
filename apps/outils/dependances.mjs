// Installs node_modules when it is missing or older than the lock file.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dire, duree, Echec, lancer, RACINE } from './communs.mjs';

const VERROU = path.join(RACINE, 'package-lock.json');
const MODULES = path.join(RACINE, 'node_modules');
const EMPREINTE = path.join(MODULES, '.empreinte-tdt');

/** npm writes this hidden lock last: its absence tells an interrupted installation. */
const VERROU_NPM = path.join(MODULES, '.package-lock.json');

function empreinteDuVerrou() {
  return createHash('sha256').update(fs.readFileSync(VERROU)).digest('hex');
}

function aJour() {
  if (!fs.existsSync(VERROU_NPM)) return false;
  if (fs.existsSync(EMPREINTE)) return fs.readFileSync(EMPREINTE, 'utf8') === empreinteDuVerrou();
  return fs.statSync(VERROU_NPM).mtimeMs >= fs.statSync(VERROU).mtimeMs;
}

/** npm's own script when npm started us (it also works where `npm` is a .cmd file), else `npm` from the PATH. */
function commandeNpm() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return { commande: process.execPath, args: [script], shell: false };
  return { commande: 'npm', args: [], shell: process.platform === 'win32' };
}

/** Makes node_modules match package-lock.json. Does nothing when it already does. */
export async function installerDependances() {
  if (!fs.existsSync(VERROU))
    throw new Echec('Le fichier package-lock.json manque : reprenez un clone complet du dépôt.');
  if (aJour()) {
    if (!fs.existsSync(EMPREINTE)) fs.writeFileSync(EMPREINTE, empreinteDuVerrou());
    return;
  }
  const debut = performance.now();
  dire('Installation des dépendances… (première fois, environ une minute)');
  const npm = commandeNpm();
  // Development packages are needed to build, even where NODE_ENV=production makes npm leave them out.
  const args = [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, sortie } = await lancer(npm.commande, args, { shell: npm.shell, muet: true }).catch((erreur) => {
    throw new Echec(`npm est introuvable (${erreur.message}) : installez Node avec npm, puis relancez.`);
  });
  if (code !== 0) {
    process.stderr.write(sortie.slice(-4000));
    throw new Echec(
      "L'installation des dépendances a échoué : vérifiez l'accès au registre npm et l'espace disque, puis relancez.",
    );
  }
  fs.writeFileSync(EMPREINTE, empreinteDuVerrou());
  dire(`Dépendances installées (${duree(debut)}).`);
}
