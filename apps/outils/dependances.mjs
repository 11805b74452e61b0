// Installs the packages of a folder when they are missing or older than its lock file.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dire, duree, Echec, lancer, RACINE } from './communs.mjs';

const lieux = (dossier) => ({
  verrou: path.join(dossier, 'package-lock.json'),
  // npm writes this hidden lock last: its absence tells an interrupted installation.
  verrouNpm: path.join(dossier, 'node_modules/.package-lock.json'),
  empreinte: path.join(dossier, 'node_modules/.empreinte-tdt'),
});

function empreinteDe(verrou) {
  return createHash('sha256').update(fs.readFileSync(verrou)).digest('hex');
}

function aJour({ verrou, verrouNpm, empreinte }) {
  if (!fs.existsSync(verrouNpm)) return false;
  if (fs.existsSync(empreinte)) return fs.readFileSync(empreinte, 'utf8') === empreinteDe(verrou);
  return fs.statSync(verrouNpm).mtimeMs >= fs.statSync(verrou).mtimeMs;
}

/** npm's own script when npm started us (it also works where `npm` is a .cmd file), else `npm` from the PATH. */
function commandeNpm() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return { commande: process.execPath, args: [script], shell: false };
  return { commande: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * Makes the folder's node_modules match its package-lock.json: that of the repository, or that of a tool which few people need.
 * Does nothing when it already does.
 */
export async function installerDependances(dossier = RACINE) {
  const ici = lieux(dossier);
  const { verrou, empreinte } = ici;
  if (!fs.existsSync(verrou))
    throw new Echec('Le fichier package-lock.json manque : reprenez un clone complet du dépôt.');
  if (aJour(ici)) {
    if (!fs.existsSync(empreinte)) fs.writeFileSync(empreinte, empreinteDe(verrou));
    return;
  }
  const debut = performance.now();
  dire('Installation des dépendances… (première fois, environ une minute)');
  const npm = commandeNpm();
  // Development packages are needed to build, even where NODE_ENV=production makes npm leave them out.
  const args = [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, sortie } = await lancer(npm.commande, args, { shell: npm.shell, muet: true, dossier }).catch(
    (erreur) => {
      throw new Echec(`npm est introuvable (${erreur.message}) : installez Node avec npm, puis relancez.`);
    },
  );
  if (code !== 0) {
    process.stderr.write(sortie.slice(-4000));
    throw new Echec(
      "L'installation des dépendances a échoué : vérifiez l'accès au registre npm et l'espace disque, puis relancez.",
    );
  }
  fs.writeFileSync(empreinte, empreinteDe(verrou));
  dire(`Dépendances installées (${duree(debut)}).`);
}
