import type { PoliceFontkit, PositionGlyphe, SuiteGlyphes } from 'fontkit';

/** What a font makes of a text, whatever the document: nothing here depends on what was composed before. */
interface Composition {
  glyphes: readonly number[];
  positions: readonly PositionGlyphe[];
  /** Every glyph that was asked for on the way, with the characters that ask for it first in this text. */
  demandes: readonly (readonly [glyphe: number, codePoints: number[]])[];
}

/** Words remembered for a font; emptied when full, so that user text cannot fill the memory. */
const COMPOSITIONS_MAX = 5_000;

/**
 * A font that remembers how it composes each word, for the life of the process: a convention says the same words as the one
 * before, and looking them up in the font's tables costs as much as writing the document. The bytes do not change: what a
 * document sees of the font is what it would have seen of a new one.
 */
export class PoliceMemorisee {
  private readonly connues = new Map<string, Composition>();
  private readonly composerVraiment: PoliceFontkit['layout'];

  constructor(readonly police: PoliceFontkit) {
    this.composerVraiment = police.layout.bind(police);
    police.layout = (texte, ...reglages) =>
      reglages.some((reglage) => reglage !== undefined)
        ? this.composerVraiment(texte, ...reglages)
        : this.suite(this.composer(texte));
  }

  /**
   * fontkit remembers, for each glyph, the character that asked for it *first*, and that memory ends up in the text layer of
   * the PDF. Shared between documents it would make the bytes of one depend on those composed before it: it is emptied at
   * the start of each composition (which is synchronous, so two compositions never interleave).
   */
  oublierLesGlyphes(): void {
    this.police._glyphs = {};
  }

  /** Width of a text at 1000 points, summed as pdfkit sums it: run by run, a run ending with its space. */
  largeur(texte: string): number {
    const echelle = 1000 / this.police.unitsPerEm;
    let largeur = 0;
    for (const mot of texte.split(/(?<=[ \t])/)) {
      let avance = 0;
      for (const { xAdvance } of this.composer(mot).positions) avance += xAdvance * echelle;
      largeur += avance;
    }
    // As pdfkit applies its horizontal scale: another rounding would be another byte.
    return (largeur * 100) / 100;
  }

  private composer(texte: string): Composition {
    const connue = this.connues.get(texte);
    if (connue) return connue;
    const { police } = this;
    const glyphesDuDocument = police._glyphs;
    police._glyphs = {};
    const { glyphs, positions } = this.composerVraiment(texte);
    const composition: Composition = {
      glyphes: glyphs.map(({ id }) => id),
      positions: positions.map((position) => ({ ...position })),
      demandes: Object.values(police._glyphs).map(({ id, codePoints }) => [id, codePoints]),
    };
    police._glyphs = glyphesDuDocument;
    if (this.connues.size >= COMPOSITIONS_MAX) this.connues.clear();
    this.connues.set(texte, composition);
    return composition;
  }

  /** pdfkit scales the positions in place: they are its own. */
  private suite({ glyphes, positions, demandes }: Composition): SuiteGlyphes {
    const { police } = this;
    for (const [glyphe, codePoints] of demandes) police.getGlyph(glyphe, codePoints);
    const propres = positions.map((position) => ({ ...position }));
    return {
      glyphs: glyphes.map((glyphe) => police.getGlyph(glyphe)),
      positions: propres,
      get advanceWidth() {
        return propres.reduce((somme, { xAdvance }) => somme + xAdvance, 0);
      },
    };
  }
}
