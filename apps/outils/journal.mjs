// `npm run verifier:journal` and `npm run exporter:journal`: the independent program of apps/verificateur-journal, on the
// database of this clone, on DATABASE_URL, or on a file, with the keys of the demonstration unless others are given.
import fs from 'node:fs';
import path from 'node:path';
import { occuperBase, preparer } from './base-demo.mjs';
import { construire } from './construire.mjs';
import { Echec, executer, lancerNode, RACINE } from './communs.mjs';
import { installerDependances } from './dependances.mjs';
import { AUTORITE, CLES_PUBLIQUES } from './scellement-demo.mjs';

const PROGRAMMES = { verifier: 'verifier.mjs', exporter: 'exporter.mjs' };

function deConfiance(args) {
  const defauts = [
    ['--cles', CLES_PUBLIQUES],
    ['--autorite', AUTORITE],
  ];
  return defauts.flatMap(([option, fichier]) =>
    args.some((a) => a.startsWith(option)) || !fs.existsSync(fichier) ? [] : [option, fichier],
  );
}

async function surLaBase(script, args) {
  await installerDependances();
  await construire({ web: false });
  const base = await occuperBase();
  try {
    // A database that somebody gave us is used as it is.
    if (base.embarquee) await preparer(base);
    return (await lancerNode([script, ...args], { env: { DATABASE_URL: base.url }, relais: true })).code;
  } finally {
    await base.liberer();
  }
}

await executer(async () => {
  const [nom, ...args] = process.argv.slice(2);
  if (!Object.hasOwn(PROGRAMMES, nom)) throw new Echec('Donnez « verifier » ou « exporter ».');
  const script = path.join(RACINE, 'apps/verificateur-journal', PROGRAMMES[nom]);
  if (nom === 'exporter') return surLaBase(script, args);
  const tous = [...args, ...deConfiance(args)];
  const source = args.find((a, i) => !a.startsWith('--') && !args[i - 1]?.startsWith('--'));
  return source === undefined ? surLaBase(script, tous) : (await lancerNode([script, ...tous])).code;
});
