import { crc32, deflateSync, inflateSync } from 'node:zlib';

/*
 * A logo in PNG is written anew at the door: eight bits of red, green and blue on white, one block of data, nothing else. What
 * prints it then copies its data as they are: no transparency to work out (pdfkit does so in parallel, which gives other bytes
 * from one run to the next), no text, no profile, no date. Only for a PNG that `controlerContenu` has found sound.
 */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CANAUX: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const [GRIS, COULEURS, PALETTE] = [0, 2, 3];

export interface EntetePng {
  largeur: number;
  hauteur: number;
  profondeur: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  couleur: number;
  entrelace: boolean;
}

export function lireEntetePng(octets: Buffer): EntetePng {
  return {
    largeur: octets.readUInt32BE(16),
    hauteur: octets.readUInt32BE(20),
    profondeur: octets.readUInt8(24),
    couleur: octets.readUInt8(25),
    entrelace: octets.readUInt8(28) === 1,
  };
}

/** The data of all the chunks of this type, end to end; empty without any. */
function morceaux(octets: Buffer, type: string): Buffer {
  const trouves: Buffer[] = [];
  for (let i = SIGNATURE.length; i < octets.length;) {
    const longueur = octets.readUInt32BE(i);
    if (octets.toString('latin1', i + 4, i + 8) === type) trouves.push(octets.subarray(i + 8, i + 8 + longueur));
    i += longueur + 12;
  }
  return Buffer.concat(trouves);
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Undoes the filter of each row, in place (ISO/IEC 15948, 9.2). `pas`: bytes of a pixel, 1 at least. */
function defiltrer(rangees: Buffer, octetsRangee: number, pas: number): void {
  for (let debut = 0; debut < rangees.length; debut += octetsRangee + 1) {
    const filtre = rangees[debut] ?? 0;
    for (let i = 1; i <= octetsRangee; i += 1) {
      const a = i > pas ? (rangees[debut + i - pas] ?? 0) : 0;
      const b = debut > 0 ? (rangees[debut + i - octetsRangee - 1] ?? 0) : 0;
      const c = debut > 0 && i > pas ? (rangees[debut + i - pas - octetsRangee - 1] ?? 0) : 0;
      const prevu = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filtre] ?? 0;
      rangees[debut + i] = ((rangees[debut + i] ?? 0) + prevu) & 255;
    }
  }
}

/** Reads the samples of a row one by one, whatever their depth. */
function echantillon(rangees: Buffer, debut: number, rang: number, profondeur: number): number {
  if (profondeur === 16) return rangees.readUInt16BE(debut + 2 * rang);
  const bit = rang * profondeur;
  const octet = rangees[debut + (bit >> 3)] ?? 0;
  return (octet >> (8 - profondeur - (bit & 7))) & ((1 << profondeur) - 1);
}

/** Red, green, blue and opacity of one pixel, from 0 to 255. */
type Pixel = readonly [number, number, number, number];

/** What the samples of a pixel say, by the colour type and the transparency of the image. */
function coloriste(octets: Buffer, { profondeur, couleur }: EntetePng): (e: readonly number[]) => Pixel {
  const [palette, tRNS] = [morceaux(octets, 'PLTE'), morceaux(octets, 'tRNS')];
  const plein = (1 << profondeur) - 1;
  const sur255 = (v: number | undefined) => Math.round(((v ?? 0) * 255) / plein);
  if (couleur === PALETTE) {
    return ([n = 0]) => [palette[3 * n] ?? 0, palette[3 * n + 1] ?? 0, palette[3 * n + 2] ?? 0, tRNS[n] ?? 255];
  }
  const gris = couleur === GRIS || couleur === 4;
  // One colour that stands for nothing, in the samples of the image.
  const invisible =
    tRNS.length === 0 ? null : Array.from({ length: tRNS.length / 2 }, (_, i) => tRNS.readUInt16BE(2 * i));
  return (e) => {
    const [r, v, b] = gris ? [e[0], e[0], e[0]] : e;
    const efface = invisible !== null && invisible.every((valeur, i) => valeur === e[i]);
    const opacite = couleur === GRIS || couleur === COULEURS ? (efface ? 0 : 255) : sur255(e.at(-1));
    return [sur255(r), sur255(v), sur255(b), opacite];
  };
}

/** The rows of the image in red, green and blue, laid on white, each behind a place for its filter. */
function aplatir(octets: Buffer): { entete: EntetePng; rangees: Buffer } {
  const entete = lireEntetePng(octets);
  const { largeur, hauteur, profondeur, couleur } = entete;
  const canaux = CANAUX[couleur] ?? 1;
  const octetsRangee = Math.ceil((largeur * canaux * profondeur) / 8);
  const lues = inflateSync(morceaux(octets, 'IDAT'), { maxOutputLength: hauteur * (octetsRangee + 1) });
  defiltrer(lues, octetsRangee, Math.max(1, (canaux * profondeur) >> 3));
  const colorer = coloriste(octets, entete);
  const rangees = Buffer.alloc(hauteur * (3 * largeur + 1));
  for (let y = 0; y < hauteur; y += 1) {
    const debut = y * (octetsRangee + 1) + 1;
    for (let x = 0; x < largeur; x += 1) {
      const lus = Array.from({ length: canaux }, (_, i) => echantillon(lues, debut, x * canaux + i, profondeur));
      const [r, v, b, opacite] = colorer(lus);
      const poser = (valeur: number) => Math.round((valeur * opacite + 255 * (255 - opacite)) / 255);
      rangees.set([poser(r), poser(v), poser(b)], y * (3 * largeur + 1) + 1 + 3 * x);
    }
  }
  return { entete, rangees };
}

/** Each row as its difference with the one above: shorter for a shading, longer for flat colours. */
function parDifference(rangees: Buffer, hauteur: number): Buffer {
  const pas = rangees.length / hauteur;
  return Buffer.from(
    rangees.map((valeur, i) => (i % pas === 0 ? 2 : (valeur - (i < pas ? 0 : (rangees[i - pas] ?? 0))) & 255)),
  );
}

function morceau(type: string, contenu: Buffer): Buffer {
  const corps = Buffer.concat([Buffer.from(type, 'latin1'), contenu]);
  const [longueur, somme] = [Buffer.alloc(4), Buffer.alloc(4)];
  longueur.writeUInt32BE(contenu.length);
  somme.writeUInt32BE(crc32(corps));
  return Buffer.concat([longueur, corps, somme]);
}

/** The same image, written anew: red, green and blue on eight bits, opaque, not interlaced. */
export function reecrirePng(octets: Buffer): Buffer {
  const { entete, rangees } = aplatir(octets);
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(entete.largeur, 0);
  ihdr.writeUInt32BE(entete.hauteur, 4);
  ihdr.set([8, COULEURS], 8);
  const [court, autre] = [rangees, parDifference(rangees, entete.hauteur)]
    .map((lignes) => deflateSync(lignes, { level: 9 }))
    .sort((a, b) => a.length - b.length);
  const idat = court ?? autre ?? Buffer.alloc(0);
  return Buffer.concat([SIGNATURE, morceau('IHDR', ihdr), morceau('IDAT', idat), morceau('IEND', Buffer.alloc(0))]);
}
