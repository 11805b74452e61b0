// `npm run imports`: the import rule (.dependency-cruiser.cjs) over the whole code.
import fs from 'node:fs';
import path from 'node:path';
import { executer, lancerNode, RACINE } from './communs.mjs';
import { installerDependances } from './dependances.mjs';

await executer(async () => {
  await installerDependances();
  const cruiser = path.join(RACINE, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const dossiers = ['apps', 'libs', 'migrations', 'test'].filter((d) => fs.existsSync(path.join(RACINE, d)));
  return (await lancerNode([cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...dossiers])).code;
});
