// `npm run schema:verifier`: the committed contract must be the one that the code gives.
import fs from 'node:fs';
import path from 'node:path';
import { construire } from './construire.mjs';
import { Echec, executer, lancerNode, RACINE } from './communs.mjs';
import { installerDependances } from './dependances.mjs';

const SCHEMA = path.join(RACINE, 'apps/api/schema.graphql');

function lire() {
  return fs.existsSync(SCHEMA) ? fs.readFileSync(SCHEMA, 'utf8') : '';
}

await executer(async () => {
  await installerDependances();
  await construire({ web: false });
  const avant = lire();
  const { code } = await lancerNode(['--enable-source-maps', path.join(RACINE, 'dist/apps/outils/schema.js')]);
  if (code !== 0)
    throw new Echec("Le schéma n'a pas pu être produit : corrigez l'erreur ci-dessus, puis relancez npm run schema.");
  const apres = lire();
  if (avant === apres) return;
  // The check judges and changes nothing: the developer decides to regenerate.
  if (avant === '') fs.rmSync(SCHEMA);
  else fs.writeFileSync(SCHEMA, avant);
  throw new Echec(
    "apps/api/schema.graphql n'est pas celui du code : lancez « npm run schema », relisez la différence et enregistrez-la.",
  );
});
