// Runs a command-line tool of apps/outils (TypeScript, compiled): `node apps/outils/lancer.mjs <nom> [arguments…]`.
// Installs, builds and gives it a database first. Before the name: `--sans-base` for a tool that needs none, `--filtre` for one
// whose standard output is data (no base either): nothing else is written there, and its own sentence is the last word.
import fs from 'node:fs';
import path from 'node:path';
import { adresseApi, occuperBase, preparer } from './base-demo.mjs';
import { construire } from './construire.mjs';
import { Echec, executer, lancerNode, RACINE, reserverSortie } from './communs.mjs';
import { installerDependances } from './dependances.mjs';

function scriptDe(nom) {
  const script = path.join(RACINE, 'dist/apps/outils', `${nom}.js`);
  if (nom !== undefined && /^[a-z0-9-]+$/.test(nom) && fs.existsSync(script)) return script;
  const connus = fs
    .readdirSync(path.join(RACINE, 'dist/apps/outils'))
    .filter((f) => f.endsWith('.js'))
    .map((f) => f.slice(0, -3));
  throw new Echec(`Outil inconnu « ${nom ?? ''} » : choisissez parmi ${connus.join(', ')}.`);
}

/** A tool explains its own refusals; a crash leaves only a stack, so the last line is always a sentence. */
function conclure(nom, { code }) {
  if (code !== 0)
    process.stderr.write(`« ${nom} » s'est arrêté sur une erreur (code ${code}) : la cause est ci-dessus.\n`);
  return code;
}

await executer(async () => {
  const args = process.argv.slice(2);
  const filtre = args[0] === '--filtre';
  const sansBase = filtre || args[0] === '--sans-base';
  const [nom, ...suite] = sansBase ? args.slice(1) : args;
  if (filtre) reserverSortie();
  await installerDependances();
  await construire({ web: false });
  const script = scriptDe(nom);
  const options = ['--enable-source-maps', script, ...suite];
  if (filtre) return (await lancerNode(options, { relais: true })).code;
  if (sansBase) return conclure(nom, await lancerNode(options, { relais: true }));
  const adresse = process.env.API_URL ?? adresseApi();
  const base = await occuperBase();
  try {
    // A database that somebody gave us is used as it is.
    if (base.embarquee) await preparer(base);
    const env = { DATABASE_URL: base.url, ...(adresse === undefined ? {} : { API_URL: adresse }) };
    return conclure(nom, await lancerNode(options, { env, relais: true }));
  } finally {
    await base.liberer();
  }
});
