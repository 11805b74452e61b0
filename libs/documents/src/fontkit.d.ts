/** The few names of fontkit that the documents use; the package ships no types. */
declare module 'fontkit' {
  /** In font units. */
  export interface PositionGlyphe {
    xAdvance: number;
    yAdvance: number;
    xOffset: number;
    yOffset: number;
  }
  export interface Glyphe {
    id: number;
    codePoints: number[];
    advanceWidth: number;
    path: { toSVG(): string };
  }
  export interface SuiteGlyphes {
    glyphs: Glyphe[];
    positions: PositionGlyphe[];
    advanceWidth: number;
  }
  export interface PoliceFontkit {
    postscriptName: string;
    unitsPerEm: number;
    /** Glyphs already made, by number: each remembers the characters that asked for it first. */
    _glyphs: Record<number, Glyphe>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    getGlyph(id: number, codePoints?: number[]): Glyphe;
    layout(texte: string, ...reglages: unknown[]): SuiteGlyphes;
  }
  export function create(octets: Uint8Array): PoliceFontkit;
}
