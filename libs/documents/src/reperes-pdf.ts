import encodeQR from 'qr';
import { ecrireMiseAJour, exiger, lirePied, type ObjetPdf } from './mise-a-jour-pdf.js';
import { PAGE } from './style.js';

/*
 * A document to be signed on paper: the very document, with a mark on each of its pages, so that the pages of a scan say
 * where they come from. The mark is drawn in the corner of the margin, over nothing.
 */

/** Side of a dark or light square, in points: half a millimetre, four dots of a scan at 200 dpi. */
const MODULE = (0.5 * 72) / 25.4;
/** From the edges of the sheet: more than what a printer cannot reach. */
const BORD = 15;
/** Blank around the code, in squares. */
const MARGE = 4;

/** What a mark says: capitals, digits and `$%*+-./:`, which make the smallest code. */
export type TexteDeRepere = (page: number, pages: number) => string;

/** A length of a drawing, to the thousandth of a point. */
const nombre = (valeur: number) => String(Math.round(valeur * 1_000) / 1_000);

/** The mark as drawing operators, in the axes of the sheet; an artefact: a screen reader has the document itself. */
function dessiner(texte: string): string {
  const modules = encodeQR(texte, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: MARGE });
  const cote = (modules.length - 2 * MARGE) * MODULE;
  const gauche = PAGE.largeur - BORD - cote - MARGE * MODULE;
  const haut = PAGE.hauteur - BORD + MARGE * MODULE;
  const rectangles = modules.flatMap((rangee, y) =>
    // Runs of dark squares, as one shape each.
    [
      ...rangee
        .map((sombre) => (sombre ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ index, 0: { length } }) => {
      const forme = [gauche + index * MODULE, haut - (y + 1) * MODULE, length * MODULE, MODULE];
      return `${forme.map(nombre).join(' ')} re`;
    }),
  );
  return `/Artifact BMC\n0 g\n${rectangles.join('\n')}\nf\nEMC`;
}

const flux = (contenu: string): string => `<<\n/Length ${contenu.length}\n>>\nstream\n${contenu}\nendstream`;

/** Numbers of the pages, in their order. @throws Error when the document is not one of ours */
function numerosDesPages(texte: string): number[] {
  const [, liste = ''] = exiger(/\/Type \/Pages\n\/Count \d+\n\/Kids \[([\d R]+)\]/.exec(texte), 'pages');
  return [...liste.matchAll(/(\d+) 0 R/g)].map(([, numero]) => Number(numero));
}

/** How many pages a document of ours has. */
export function compterPages(pdf: Buffer): number {
  return numerosDesPages(pdf.toString('latin1')).length;
}

/**
 * The document with its mark on every page. The bytes of the document come first, unchanged.
 * @throws Error when the document was not written by `socle/documents`
 */
export function poserReperes(pdf: Buffer, texteDe: TexteDeRepere): Buffer {
  const texte = pdf.toString('latin1');
  const pied = lirePied(texte);
  const pages = numerosDesPages(texte);
  // What a page draws may leave its axes turned over: they are kept before it, and given back before the mark.
  const avant = pied.taille;
  const objets: ObjetPdf[] = [{ numero: avant, contenu: flux('q') }];
  for (const [rang, page] of pages.entries()) {
    const motif = new RegExp(`\\n${page} 0 obj\\n(<<\\n/Type /Page\\n[^]*?)/Contents (\\d+ 0 R)([^]*?)\\nendobj\\n`);
    const [, debut = '', dessin = '', fin = ''] = exiger(motif.exec(texte), `page ${rang + 1}`);
    const repere = avant + 1 + rang;
    objets.push(
      { numero: repere, contenu: flux(`Q\n${dessiner(texteDe(rang + 1, pages.length))}`) },
      { numero: page, contenu: `${debut}/Contents [${avant} 0 R ${dessin} ${repere} 0 R]${fin}` },
    );
  }
  return Buffer.concat([pdf, Buffer.from(ecrireMiseAJour(pdf, pied, objets), 'latin1')]);
}
