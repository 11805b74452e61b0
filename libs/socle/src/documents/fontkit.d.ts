/** The few names of fontkit that the documents use; the package ships no types. */
declare module 'fontkit' {
  export interface PoliceFontkit {
    postscriptName: string;
    unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(texte: string): { glyphs: { advanceWidth: number; path: { toSVG(): string } }[]; advanceWidth: number };
  }
  export function create(octets: Uint8Array): PoliceFontkit;
}
