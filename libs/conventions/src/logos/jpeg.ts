/*
 * A logo in JPEG keeps its picture and loses the rest: comments, EXIF (place, device, date), thumbnails, profiles, and whatever
 * follows its end. Only for a JPEG that `controlerContenu` has found sound.
 */

const [SOI, EOI, SOS, APP0, APP14, COM] = [0xd8, 0xd9, 0xda, 0xe0, 0xee, 0xfe];
/** Start of frame: baseline, extended, progressive. */
const TRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** A JFIF header without thumbnail. */
const JFIF_NU = 16;

export interface EnteteJpeg {
  largeur: number;
  hauteur: number;
  profondeur: number;
  composantes: number;
}

interface Segment {
  marqueur: number;
  debut: number;
  /** After it, and after the coded data that follow a start of scan. */
  fin: number;
}

/** Position of the next marker in coded data, where 0xFF is doubled and restart marks are part of it. */
function apresBalayage(octets: Buffer, depuis: number): number {
  for (let i = depuis; i < octets.length - 1; i += 1) {
    const suivant = octets[i + 1] ?? 0;
    if (octets[i] === 0xff && suivant !== 0 && suivant !== 0xff && (suivant < 0xd0 || suivant > 0xd7)) return i;
  }
  return octets.length;
}

/** The segments up to the end of the first picture. */
function* segments(octets: Buffer): Generator<Segment> {
  for (let i = 2; i < octets.length - 3;) {
    const marqueur = octets[i + 1] ?? 0;
    if (marqueur === 0xff) {
      i += 1;
      continue;
    }
    if (marqueur === EOI) return;
    const suite = i + 2 + octets.readUInt16BE(i + 2);
    const fin = marqueur === SOS ? apresBalayage(octets, suite) : suite;
    yield { marqueur, debut: i, fin };
    i = fin;
  }
}

export function lireEnteteJpeg(octets: Buffer): EnteteJpeg {
  for (const { marqueur, debut } of segments(octets)) {
    if (!TRAMES.includes(marqueur)) continue;
    return {
      profondeur: octets.readUInt8(debut + 4),
      hauteur: octets.readUInt16BE(debut + 5),
      largeur: octets.readUInt16BE(debut + 7),
      composantes: octets.readUInt8(debut + 9),
    };
  }
  throw new Error('JPEG sans trame, que le contrôle a laissé passer.');
}

/** What a decoder needs: the marks of JFIF and of Adobe say in which colours the picture is coded. */
function dessine({ marqueur, debut, fin }: Segment): boolean {
  if (marqueur === APP0) return fin - debut === JFIF_NU + 2;
  return marqueur === APP14 || (marqueur !== COM && (marqueur < 0xe0 || marqueur > 0xef));
}

export function reecrireJpeg(octets: Buffer): Buffer {
  const gardes = [...segments(octets)].filter(dessine).map(({ debut, fin }) => octets.subarray(debut, fin));
  return Buffer.concat([Buffer.from([0xff, SOI]), ...gardes, Buffer.from([0xff, EOI])]);
}
