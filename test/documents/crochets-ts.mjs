import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const racine = new URL('../../', import.meta.url);
const OPTIONS = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
  },
  module: { type: 'es6' },
  swcrc: false,
};

/** `@tdt/<lib>` and relative `.js` imports lead to the TypeScript source. */
export function resolve(specifieur, contexte, suite) {
  const bibliotheque = /^@tdt\/([a-z-]+)$/.exec(specifieur);
  if (bibliotheque) return suite(new URL(`libs/${bibliotheque[1]}/src/index.ts`, racine).href, contexte);
  if (/^\.{1,2}\//.test(specifieur) && specifieur.endsWith('.js') && contexte.parentURL) {
    const source = new URL(specifieur.replace(/\.js$/, '.ts'), contexte.parentURL);
    if (existsSync(source)) return suite(source.href, contexte);
  }
  return suite(specifieur, contexte);
}

export function load(adresse, contexte, suite) {
  if (!adresse.startsWith('file:') || !adresse.endsWith('.ts')) return suite(adresse, contexte);
  const chemin = fileURLToPath(adresse);
  const { code } = transformSync(readFileSync(chemin, 'utf8'), { ...OPTIONS, filename: pathToFileURL(chemin).href });
  return { format: 'module', source: code, shortCircuit: true };
}
