import path from 'node:path';
import type { Plugin } from 'vite';

export { allegerCss } from './css.js';

/** Puts `couleurs-dsfr.ts` where react-dsfr looks for its own tables. */
export function sansTablesDeCouleurs(): Plugin {
  return {
    name: 'sans-tables-de-couleurs',
    enforce: 'pre',
    resolveId(source, importeur) {
      if (source !== './colors' || !importeur?.includes('/react-dsfr/fr/')) return null;
      return path.resolve(import.meta.dirname, '../src/commun/couleurs-dsfr.ts');
    },
  };
}
