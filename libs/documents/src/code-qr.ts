import encodeQR from 'qr';
import type { Feuille } from './feuille.js';
import { COULEURS, LARGEUR_UTILE, PAGE, STYLES, type StyleTexte } from './style.js';

/** A QR code, and beside it what it is for in words: whoever cannot scan it follows the link, or reads. */
export interface CodeQr {
  /** What the code says, and where the link goes: an address. */
  adresse: string;
  /** For whoever does not see it. */
  alternative: string;
  titre: string;
  lignes: string[];
  /** Words of the link. */
  lien: string;
}

const MM = 72 / 25.4;
/** Smaller, a scan at 150 dpi would not read it: 36 mm, or 0.55 mm a module for the codes that hold most. */
const COTE_MIN = 36 * MM;
const MODULE_MIN = 0.55 * MM;
const ECART = 20;
const MARGE = 12;

function matrice(texte: string): boolean[][] {
  // The library wants a border; the page around the code is blank already.
  const bordee = encodeQR(texte, 'raw', { ecc: 'medium', encoding: 'byte', border: 1 });
  return bordee.slice(1, -1).map((rangee) => rangee.slice(1, -1));
}

function coteDe(modules: number): number {
  return Math.max(COTE_MIN, modules * MODULE_MIN);
}

/** Height that the code and its frame take, in points. */
export function hauteurCodeQr({ adresse }: CodeQr): number {
  return coteDe(matrice(adresse).length) + 2 * MARGE;
}

/** Runs of dark modules, row by row, as one shape: no seam between two modules, whatever the resolution. */
function tracer(feuille: Feuille, modules: readonly (readonly boolean[])[], x: number, y: number): void {
  const pas = coteDe(modules.length) / modules.length;
  modules.forEach((rangee, rang) => {
    for (let debut = rangee.indexOf(true); debut >= 0;) {
      const fin = rangee.indexOf(false, debut);
      const bout = fin < 0 ? rangee.length : fin;
      feuille.pdf.rect(x + debut * pas, y + rang * pas, (bout - debut) * pas, pas);
      debut = rangee.indexOf(true, bout);
    }
  });
  feuille.pdf.fill('#000000');
}

/** Draws the code at this height, on the left, in vectors; its words on the right. The current position does not move. */
export function poserCodeQr(feuille: Feuille, haut: number, code: CodeQr): void {
  const modules = matrice(code.adresse);
  const cote = coteDe(modules.length);
  const y = haut + MARGE;
  feuille.filet(haut);
  feuille.baliser('Figure', () => tracer(feuille, modules, PAGE.gauche, y), {
    alt: code.alternative,
    bbox: [PAGE.gauche, y, PAGE.gauche + cote, y + cote],
  });
  const x = PAGE.gauche + cote + ECART;
  const largeur = LARGEUR_UTILE - cote - ECART;
  const titre: StyleTexte = { ...STYLES.corps, graisse: 'gras', couleur: COULEURS.marine, apres: 4 };
  const petit: StyleTexte = { ...STYLES.petit, couleur: COULEURS.encre, apres: 3 };
  let bas = ecrire(feuille, [code.titre], titre, { x, y, largeur });
  for (const ligne of code.lignes) bas = ecrire(feuille, [ligne], petit, { x, y: bas, largeur });
  poserLien(feuille, code, petit, { x, y: bas, largeur });
}

interface Place {
  x: number;
  y: number;
  largeur: number;
}

/** Paragraphs at a place; gives where the next one starts. */
function ecrire(feuille: Feuille, textes: readonly string[], style: StyleTexte, { x, y, largeur }: Place): number {
  let bas = y;
  for (const texte of textes) {
    const lignes = feuille.lignes(texte, style, largeur);
    const debut = bas;
    feuille.baliser('P', () => {
      lignes.forEach((ligne, rang) => feuille.ecrireLigne(ligne, x, debut + rang * style.interligne, largeur, style));
    });
    bas += lignes.length * style.interligne + style.apres;
  }
  return bas;
}

function poserLien(feuille: Feuille, { lien, adresse }: CodeQr, style: StyleTexte, { x, y, largeur }: Place): void {
  const bleu: StyleTexte = { ...style, graisse: 'gras', couleur: COULEURS.marine };
  const [ligne] = feuille.lignes(lien, bleu, largeur);
  if (!ligne) return;
  feuille.grouper('P', () => {
    feuille.grouper('Link', (balise) => {
      balise.add(() => {
        feuille.ecrireLigne(ligne, x, y, largeur, bleu);
        const trait = y + style.interligne - 1;
        feuille.pdf.lineWidth(0.5).strokeColor(bleu.couleur);
        feuille.pdf
          .moveTo(x, trait)
          .lineTo(x + ligne.largeur, trait)
          .stroke();
      });
      const options = { structParent: balise, Contents: new String(lien) };
      feuille.pdf.link(x, y, ligne.largeur, style.interligne, adresse, options as never);
    });
  });
}
