// Builds the browser application with Vite into dist/web, only when something that it is made of changed.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dire, duree, Echec, ecrireFichier, lancerNode, RACINE } from './communs.mjs';

const SOURCE = path.join(RACINE, 'apps/web');
const SORTIE = path.join(RACINE, 'dist/web');
const EMPREINTE = path.join(RACINE, 'dist/.empreinte-web');

/** The application, the pure domain that it shares, the contract, and the packages. */
const INGREDIENTS = ['apps/web', 'libs/domaine', 'apps/api/schema.graphql', 'package-lock.json'];

function empreinte() {
  const somme = createHash('sha256');
  for (const ingredient of INGREDIENTS) {
    const absolu = path.join(RACINE, ingredient);
    if (!fs.existsSync(absolu)) continue;
    if (fs.statSync(absolu).isFile()) somme.update(fs.readFileSync(absolu));
    else fichiersDe(absolu).forEach((f) => somme.update(path.relative(RACINE, f)).update(fs.readFileSync(f)));
  }
  return somme.digest('hex');
}

function fichiersDe(dossier) {
  return fs
    .readdirSync(dossier, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && !e.name.endsWith('.spec.ts') && !e.parentPath.includes('node_modules'))
    .map((e) => path.join(e.parentPath, e.name))
    .sort();
}

/** Does nothing when there is no apps/web/index.html, or when dist/web was made from the same sources. */
export async function construireWeb() {
  if (!fs.existsSync(path.join(SOURCE, 'index.html'))) return;
  const attendue = empreinte();
  const connue = fs.existsSync(EMPREINTE) ? fs.readFileSync(EMPREINTE, 'utf8') : '';
  if (connue === attendue && fs.existsSync(path.join(SORTIE, 'index.html'))) return;
  const debut = performance.now();
  dire("Construction de l'application web…");
  const vite = path.join(RACINE, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', SOURCE, '--outDir', SORTIE, '--emptyOutDir', '--logLevel', 'warn'];
  const { code, sortie } = await lancerNode(args, { muet: true, env: { NODE_ENV: 'production' } });
  if (code !== 0) {
    process.stderr.write(sortie);
    throw new Echec("La construction de l'application web a échoué : corrigez l'erreur ci-dessus, puis relancez.");
  }
  ecrireFichier(EMPREINTE, attendue);
  dire(`Application web construite (${duree(debut)}).`);
}
