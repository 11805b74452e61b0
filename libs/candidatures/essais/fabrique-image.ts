import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** One chunk of a PNG, with its CRC. */
export function morceauPng(type: string, contenu: Buffer): Buffer {
  const corps = Buffer.concat([Buffer.from(type, 'latin1'), contenu]);
  const sortie = Buffer.alloc(corps.length + 8);
  sortie.writeUInt32BE(contenu.length, 0);
  corps.copy(sortie, 4);
  sortie.writeUInt32BE(crc32(corps), corps.length + 4);
  return sortie;
}

export interface OptionsPng {
  largeur?: number;
  hauteur?: number;
  profondeur?: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  couleur?: number;
  entrelace?: boolean;
  /** Inflated rows; by default exactly those that the header announces, all of filter 0. */
  rangees?: Buffer;
  /** Colours of a palette, three bytes each: two blacks by default. */
  couleurs?: Buffer;
  /** Chunks between the header and the data. */
  avant?: Buffer[];
}

const CANAUX: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

function tailleDesRangees(largeur: number, hauteur: number, bits: number, entrelace: boolean): number {
  const passes = entrelace ? ADAM7 : [[0, 0, 1, 1]];
  return passes.reduce((somme, [x = 0, y = 0, dx = 1, dy = 1]) => {
    const [colonnes, lignes] = [Math.ceil((largeur - x) / dx), Math.ceil((hauteur - y) / dy)];
    return somme + (colonnes > 0 && lignes > 0 ? lignes * (1 + Math.ceil((colonnes * bits) / 8)) : 0);
  }, 0);
}

export function png(options: OptionsPng = {}): Buffer {
  const { largeur = 20, hauteur = 10, profondeur = 8, couleur = 2, entrelace = false, avant = [] } = options;
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(largeur, 0);
  ihdr.writeUInt32BE(hauteur, 4);
  ihdr.set([profondeur, couleur, 0, 0, entrelace ? 1 : 0], 8);
  const bits = profondeur * (CANAUX[couleur] ?? 1);
  const rangees = options.rangees ?? Buffer.alloc(tailleDesRangees(largeur, hauteur, bits, entrelace));
  const palette = couleur === 3 ? [morceauPng('PLTE', options.couleurs ?? Buffer.alloc(6))] : [];
  return Buffer.concat([
    SIGNATURE,
    morceauPng('IHDR', ihdr),
    ...palette,
    ...avant,
    morceauPng('IDAT', deflateSync(rangees)),
    morceauPng('IEND', Buffer.alloc(0)),
  ]);
}

function segment(marqueur: number, contenu: number[] | Buffer): Buffer {
  const longueur = contenu.length + 2;
  return Buffer.concat([Buffer.from([0xff, marqueur, longueur >> 8, longueur & 255]), Buffer.from(contenu)]);
}

export interface OptionsJpeg {
  largeur?: number;
  hauteur?: number;
  progressif?: boolean;
  /** 1 grey, 3 colours, 4 inks: they share the tables and the scan of the first. */
  composantes?: number;
  commentaire?: Buffer;
}

/** A JPEG, grey unless asked: its tables hold one code each, its picture one grey. */
export function jpeg({
  largeur = 8,
  hauteur = 8,
  progressif = false,
  composantes = 1,
  commentaire,
}: OptionsJpeg = {}): Buffer {
  const [h, l] = [
    [hauteur >> 8, hauteur & 255],
    [largeur >> 8, largeur & 255],
  ];
  const trame = Array.from({ length: composantes }, (_, i) => [i + 1, 0x11, 0]).flat();
  const unCode = (classe: number) => [classe, 1, ...Array.from({ length: 15 }, () => 0), 0];
  const balayage = (suite: number[]) => [segment(0xda, [1, 1, 0, ...suite]), Buffer.from([0x3f, 0xff, 0x00, 0x7f])];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(commentaire ? [segment(0xfe, commentaire)] : []),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    segment(progressif ? 0xc2 : 0xc0, [8, ...h, ...l, composantes, ...trame].flat()),
    segment(0xc4, unCode(0x00)),
    segment(0xc4, unCode(0x10)),
    ...(progressif ? [...balayage([0, 0, 0]), ...balayage([1, 63, 0])] : balayage([0, 63, 0])),
    Buffer.from([0xff, 0xd9]),
  ]);
}
