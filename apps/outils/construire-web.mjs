// Builds the browser application with Vite into dist/web, only when something that it is made of changed.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dire, duree, Echec, ecrireFichier, lancerNode, RACINE } from './communs.mjs';
import { comprimer } from './comprimer-web.mjs';
import { lireDocuments } from './documents-web.mjs';

const SOURCE = path.join(RACINE, 'apps/web');
const SORTIE = path.join(RACINE, 'dist/web');
const DOCUMENTS = path.join(RACINE, 'dist/documents-web.json');
const EMPREINTE = path.join(RACINE, 'dist/.empreinte-web');

/** The application, the pure domain that it shares, the contract, and the packages. */
const INGREDIENTS = [
  'apps/web',
  'libs/domaine',
  'apps/api/schema.graphql',
  'apps/outils/comprimer-web.mjs',
  'package-lock.json',
];

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

/** The operations that our pages send, by SHA-256 of their printed form: in production the API accepts no other from a browser. */
async function documentsDuWeb() {
  const { parse, print } = await import('graphql');
  const imprimes = lireDocuments().map(({ texte }) => print(parse(texte)));
  return Object.fromEntries(imprimes.map((t) => [createHash('sha256').update(t).digest('hex'), t]));
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
  const faite = [path.join(SORTIE, 'index.html'), DOCUMENTS].every((f) => fs.existsSync(f));
  if (connue === attendue && faite) return;
  const debut = performance.now();
  dire("Construction de l'application web…");
  const vite = path.join(RACINE, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', SOURCE, '--outDir', SORTIE, '--emptyOutDir', '--logLevel', 'warn'];
  const { code, sortie } = await lancerNode(args, { muet: true, env: { NODE_ENV: 'production' } });
  if (code !== 0) {
    process.stderr.write(sortie);
    throw new Echec("La construction de l'application web a échoué : corrigez l'erreur ci-dessus, puis relancez.");
  }
  await comprimer(SORTIE);
  ecrireFichier(DOCUMENTS, JSON.stringify(await documentsDuWeb(), null, 2));
  ecrireFichier(EMPREINTE, attendue);
  dire(`Application web construite (${duree(debut)}).`);
}
