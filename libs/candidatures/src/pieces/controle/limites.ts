const MIO = 1024 * 1024;

/** What a file may be at most. A limit stands on everything that a file can multiply. */
export const LIMITES = {
  octets: 25 * MIO,
  /** Time given to our own reading of one file, in milliseconds. */
  dureeMs: 60_000,
  /** Inflated size of one stream, and of all those of a file. An A4 page at 600 dpi in colours is 104 MB. */
  fluxGonfle: 128 * MIO,
  fichierGonfle: 512 * MIO,
  pdf: { pages: 500, objets: 300_000, nom: 256, mot: 64 },
  image: { cote: 16_000, pixels: 50_000_000, segments: 10_000, balayages: 100, texteGonfle: 8 * MIO },
  zip: { entrees: 2_000, repertoire: MIO, chemin: 240, entreeGonflee: 128 * MIO, gonfle: 256 * MIO, xmlLu: MIO },
} as const;
