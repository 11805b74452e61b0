// Module hooks: `@tdt/x` is the library's index, a `.js` of ours is the `.ts` beside it, as the build made it of this very text,
// or compiled by swc as the build does.
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { OPTIONS_SWC } from '../../apps/outils/swc.mjs';

const RACINE = path.resolve(import.meta.dirname, '../..');
const DIST = path.join(RACINE, 'dist');
const CONSTRUITS = lireConstruits();

/** What the last build made, and of what: a process that compiled the thousand files anew would take a quarter longer to load them. */
function lireConstruits() {
  const etat = path.join(DIST, '.construction.json');
  return fs.existsSync(etat) ? JSON.parse(fs.readFileSync(etat, 'utf8')).fichiers : {};
}

/** This file as the build left it, if it has not been touched since. */
function construit(filename) {
  const relatif = path.relative(RACINE, filename).split(path.sep).join('/');
  const connu = CONSTRUITS[relatif];
  const sortie = path.join(DIST, relatif.replace(/\.ts$/, '.js'));
  if (connu === undefined || !fs.existsSync(sortie)) return undefined;
  const { mtimeMs, size } = fs.statSync(filename);
  if (mtimeMs !== connu.mtimeMs || size !== connu.size) return undefined;
  const carte = pathToFileURL(`${sortie}.map`).href;
  return fs.readFileSync(sortie, 'utf8').replace(/(?<=\n\/\/# sourceMappingURL=).*(?=\n$)/, carte);
}

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

async function compiler(filename) {
  const options = { ...OPTIONS_SWC, sourceMaps: 'inline', filename };
  return (await transform(await readFile(filename, 'utf8'), options)).code;
}

export async function load(url, contexte, suite) {
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'file:' || !pathname.endsWith('.ts')) return suite(url, contexte);
  const filename = fileURLToPath(url);
  return { format: 'module', source: construit(filename) ?? (await compiler(filename)), shortCircuit: true };
}
