import { empreinteDe } from './empreinte.js';

/** What a convention in PDF says of itself, read here: the file does not leave the device. */
export interface FichierLu {
  nom: string;
  /** SHA-256 of the file. */
  empreinte: string;
  /** Address of its QR code, which its link repeats; null when it bears none. */
  sceau: string | null;
  /** SHA-256 of the data that it embeds; null when it has none that can be read. */
  empreinteDonnees: string | null;
}

const SCEAU = /\/URI \([^()\s]*\/verifier#([\w-]{100,4000})\)/;
const PIECE = /\/Type \/EmbeddedFile\b(?:(?!endobj)[^])*?\/Length (\d+)(?:(?!endobj)[^])*?>>\s*stream\r?\n/;
/** Embedded data beyond this are none of ours. */
const DONNEES_MAX = 4_000_000;

async function decompresser(octets: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const flux = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate'));
  const lecteur = flux.getReader();
  const morceaux: Uint8Array<ArrayBuffer>[] = [];
  let taille = 0;
  for (let lu = await lecteur.read(); !lu.done; lu = await lecteur.read()) {
    taille += lu.value.length;
    if (taille > DONNEES_MAX) throw new RangeError('données démesurées');
    morceaux.push(lu.value);
  }
  return new Blob(morceaux).arrayBuffer();
}

async function empreinteJointe(octets: Uint8Array<ArrayBuffer>, texte: string): Promise<string | null> {
  const piece = PIECE.exec(texte);
  if (!piece) return null;
  const debut = piece.index + piece[0].length;
  const flux = octets.slice(debut, debut + Number(piece[1]));
  try {
    return await empreinteDe(piece[0].includes('/FlateDecode') ? await decompresser(flux) : flux);
  } catch {
    // Broken data are no data: the hash of the file will say that it changed.
    return null;
  }
}

/** Reads a file that somebody drops: its hash, the seal and the data that it bears. */
export async function lireFichier(fichier: File): Promise<FichierLu> {
  const octets = new Uint8Array(await fichier.arrayBuffer());
  const texte = new TextDecoder('latin1').decode(octets);
  return {
    nom: fichier.name,
    empreinte: await empreinteDe(octets),
    sceau: SCEAU.exec(texte)?.[1] ?? null,
    empreinteDonnees: await empreinteJointe(octets, texte),
  };
}
