import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { PoliceMemorisee } from './compositions.js';

/** Weights available in a document. One family only: hierarchy comes from size, weight and colour. */
export type Graisse = 'normal' | 'gras' | 'italique' | 'mono';

/*
 * DejaVu and not Marianne: Marianne is reserved to official State services. The condensed cut gives legal text about a
 * hundred characters a line at a comfortable size.
 */
const FICHIERS: Readonly<Record<Graisse, string>> = {
  normal: 'DejaVuSansCondensed.ttf',
  gras: 'DejaVuSansCondensed-Bold.ttf',
  italique: 'DejaVuSansCondensed-Oblique.ttf',
  mono: 'DejaVuSansMono.ttf',
};

let lues: Readonly<Record<Graisse, PoliceMemorisee>> | undefined;

function lire(): Readonly<Record<Graisse, PoliceMemorisee>> {
  const trouver = createRequire(import.meta.url);
  const ouvrir = (fichier: string) =>
    new PoliceMemorisee(create(readFileSync(trouver.resolve(`dejavu-fonts-ttf/ttf/${fichier}`))));
  return {
    normal: ouvrir(FICHIERS.normal),
    gras: ouvrir(FICHIERS.gras),
    italique: ouvrir(FICHIERS.italique),
    mono: ouvrir(FICHIERS.mono),
  };
}

/**
 * The fonts, as a new document must find them, parsed once for the life of the process: parsing them for each document costs
 * six times the layout.
 */
export function policesPartagees(): Readonly<Record<Graisse, PoliceMemorisee>> {
  lues ??= lire();
  for (const police of Object.values(lues)) police.oublierLesGlyphes();
  return lues;
}
