import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type PoliceFontkit } from 'fontkit';

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

let lues: Readonly<Record<Graisse, PoliceFontkit>> | undefined;

function lire(): Readonly<Record<Graisse, PoliceFontkit>> {
  const trouver = createRequire(import.meta.url);
  const ouvrir = (fichier: string) => create(readFileSync(trouver.resolve(`dejavu-fonts-ttf/ttf/${fichier}`)));
  return {
    normal: ouvrir(FICHIERS.normal),
    gras: ouvrir(FICHIERS.gras),
    italique: ouvrir(FICHIERS.italique),
    mono: ouvrir(FICHIERS.mono),
  };
}

/**
 * The parsed fonts, read once for the life of the process: parsing them for each document costs six times the layout.
 *
 * fontkit remembers, for each glyph, the character that asked for it *first*, and that memory ends up in the text layer of
 * the PDF. Shared between documents it would make the bytes of one depend on those composed before it: it is emptied at
 * the start of each composition (which is synchronous, so two compositions never interleave).
 */
export function policesPartagees(): Readonly<Record<Graisse, PoliceFontkit>> {
  lues ??= lire();
  for (const police of Object.values(lues)) (police as PoliceFontkit & { _glyphs: object })._glyphs = {};
  return lues;
}
