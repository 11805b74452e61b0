import type { Feuille } from './feuille.js';
import { COULEURS, LARGEUR_UTILE, PAGE, STYLES, type StyleTexte } from './style.js';

/** What runs around the text of every page. */
export interface Cadre {
  /** Running title, from page 2 on. */
  titreCourant: string;
  /** Left of the footer: number, version, short hash. */
  pied: string;
  /** Word across the page and in the header of a draft; `null` on a final document. */
  filigrane: string | null;
}

const COURANT: StyleTexte = { ...STYLES.petit, taille: 7.2, interligne: 10 };
const TAILLE_FILIGRANE = 118;

/**
 * Watermark, drawn as the page opens so that everything else lies over it. Drawn as shapes, not letters: text taken out of
 * the page (search, copy, screen reader, checks) must not have a stray « PROJET » in the middle of a sentence.
 */
export function poserFiligrane(feuille: Feuille, mot: string): void {
  const { pdf } = feuille;
  const { police } = feuille.polices.gras;
  const echelle = TAILLE_FILIGRANE / police.unitsPerEm;
  const composition = police.layout(mot);
  feuille.artefact(() => {
    pdf.save();
    pdf
      .translate(PAGE.largeur / 2, PAGE.hauteur / 2)
      .rotate(-54)
      .scale(echelle, -echelle);
    pdf.translate(-composition.advanceWidth / 2, -police.unitsPerEm * 0.36);
    for (const { path, advanceWidth } of composition.glyphs) {
      pdf.path(path.toSVG()).fill(COULEURS.filigrane);
      pdf.translate(advanceWidth, 0);
    }
    pdf.restore();
  }, 'Pagination');
}

function ecrire(feuille: Feuille, texte: string, y: number, style: StyleTexte, largeur: number = LARGEUR_UTILE): void {
  const ligne = feuille.lignes(texte, style, largeur)[0];
  if (ligne) feuille.ecrireLigne(ligne, PAGE.gauche + LARGEUR_UTILE - largeur, y, largeur, style);
}

/** Headers and footers of every page: written last, because « page x / y » needs the number of pages. */
export function poserCadres(feuille: Feuille, cadre: Cadre): void {
  const { start, count } = feuille.pdf.bufferedPageRange();
  for (let rang = 0; rang < count; rang += 1) {
    feuille.pdf.switchToPage(start + rang);
    feuille.artefact(() => {
      if (rang > 0) poserEntete(feuille, cadre);
      const y = PAGE.hauteur - 44;
      feuille.pdf.lineWidth(0.5).strokeColor(COULEURS.filet);
      feuille.pdf
        .moveTo(PAGE.gauche, y - 7)
        .lineTo(PAGE.gauche + LARGEUR_UTILE, y - 7)
        .stroke();
      ecrire(feuille, cadre.pied, y, COURANT, LARGEUR_UTILE);
      ecrire(feuille, `page ${rang + 1} / ${count}`, y, { ...COURANT, aligne: 'droite' }, 90);
    }, 'Pagination');
  }
}

function poserEntete(feuille: Feuille, cadre: Cadre): void {
  const y = 36;
  const mention = cadre.filigrane === null ? null : `${cadre.filigrane} – document sans valeur contractuelle`;
  ecrire(feuille, cadre.titreCourant, y, COURANT);
  if (mention !== null)
    ecrire(feuille, mention, y, { ...COURANT, graisse: 'gras', couleur: COULEURS.alerte, aligne: 'droite' }, 220);
  feuille.pdf.lineWidth(0.5).strokeColor(COULEURS.filet);
  feuille.pdf
    .moveTo(PAGE.gauche, y + 15)
    .lineTo(PAGE.gauche + LARGEUR_UTILE, y + 15)
    .stroke();
}
