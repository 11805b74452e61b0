import decodeQR from 'qr/decode.js';

/** Sides of a page, in tenths, in which the mark is looked for: a scan may be upside down, or on its side. */
const COIN = 3;
/** Time given to one corner, in milliseconds, before the next one is looked at. */
const PATIENCE_MS = 150;

const FLUX = [...'stream'].map((c) => c.charCodeAt(0));
const FIN = [...'endstream'].map((c) => c.charCodeAt(0));
/** How every JPEG begins. */
const JPEG = [0xff, 0xd8, 0xff];

const suit = (octets: Uint8Array, place: number, motif: readonly number[]): boolean =>
  motif.every((octet, i) => octets[place + i] === octet);

function chercher(octets: Uint8Array, motif: readonly number[], depuis: number): number {
  let place = octets.indexOf(motif[0] ?? 0, depuis);
  while (place >= 0 && !suit(octets, place, motif)) place = octets.indexOf(motif[0] ?? 0, place + 1);
  return place;
}

/** The JPEG pictures that a PDF holds: scanners write one for each page. */
export function imagesJpeg(octets: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const images: Uint8Array<ArrayBuffer>[] = [];
  for (let place = chercher(octets, FLUX, 0); place >= 0; place = chercher(octets, FLUX, place + 1)) {
    const apres = place + FLUX.length;
    const debut = [1, 2].map((saut) => apres + saut).find((ici) => suit(octets, ici, JPEG));
    if (debut === undefined) continue;
    const fin = chercher(octets, FIN, debut);
    if (fin < 0) break;
    images.push(octets.subarray(debut, fin));
    place = fin;
  }
  return images;
}

/** What the code in a corner of a page says; null when none is read. */
async function lireImage(image: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const page = await createImageBitmap(new Blob([image], { type: 'image/jpeg' })).catch(() => null);
  if (!page) return null;
  const cote = Math.floor((Math.min(page.width, page.height) * COIN) / 10);
  const [droite, bas] = [page.width - cote, page.height - cote];
  const toile = new OffscreenCanvas(cote, cote).getContext('2d', { willReadFrequently: true });
  // Where it was printed first, then where the sheet may have turned it.
  const coins: [number, number][] = [
    [droite, 0],
    [0, bas],
    [0, 0],
    [droite, bas],
  ];
  for (const [x, y] of coins) {
    toile?.drawImage(page, -x, -y);
    const pixels = toile?.getImageData(0, 0, cote, cote);
    try {
      if (pixels) return decodeQR(pixels, { timeLimit: PATIENCE_MS });
    } catch {
      // No code here.
    }
  }
  return null;
}

/** What the marks of a scan say, page after page, read in this browser. */
export async function lireReperes(pdf: Blob): Promise<string[]> {
  const textes: string[] = [];
  for (const image of imagesJpeg(new Uint8Array(await pdf.arrayBuffer()))) {
    const texte = await lireImage(image);
    if (texte !== null) textes.push(texte);
  }
  return textes;
}
