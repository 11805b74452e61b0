// Module hooks: `@tdt/x` is the library's index, a `.js` of ours is the `.ts` beside it, compiled by swc as the build does.
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { OPTIONS_SWC } from '../../apps/outils/swc.mjs';

const RACINE = path.resolve(import.meta.dirname, '../..');
function cibleTypeScript(demande, parent) {
  const lib = /^@tdt\/([a-z-]+)$/.exec(demande);
  if (lib) return path.join(RACINE, `libs/${lib[1]}/src/index.ts`);
  if (!/^\.{1,2}\/.*\.js$/.test(demande) || !/\.(ts|mjs)$/.test(parent ?? '')) return undefined;
  const fichier = fileURLToPath(new URL(demande.replace(/\.js$/, '.ts'), parent));
  return fs.existsSync(fichier) ? fichier : undefined;
}

export async function resolve(demande, contexte, suite) {
  const fichier = cibleTypeScript(demande, contexte.parentURL?.replace(/\?.*$/, ''));
  if (fichier === undefined) return suite(demande, contexte);
  return { url: pathToFileURL(fichier).href, format: 'module', shortCircuit: true };
}

export async function load(url, contexte, suite) {
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'file:' || !pathname.endsWith('.ts')) return suite(url, contexte);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    ...OPTIONS_SWC,
    sourceMaps: 'inline',
    filename,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
