import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { aSigner, lireSceau, type DonneesConvention, type FaitsVerification } from '@tdt/domaine';
import { numeriserPdf, octetsJointsPdf, pieceJointePdf } from '@tdt/documents';
import jsQR from 'jsqr';
import { conventionDe, estScelle, familleDe, lireContenu, modeleDe, pieceDe, type Modele } from './modeles.js';

/** Resolution of an ordinary scan: the code must be read from it. */
const DPI = 150;

/** What a file bears to prove itself. Null: absent, or unreadable. */
export interface PiecesDuFichier {
  /** Template that it says it comes from. */
  modele: Modele | null;
  /** What it carries, as its template takes it. */
  contenu: object | null;
  /** The convention that its seal speaks of. */
  donnees: DonneesConvention | null;
  /** SHA-256 of the embedded text, in hexadecimal. */
  empreinte: string | null;
  /** Images of the logos that the data name, by their hash; null when one is absent, or has another hash. */
  logos: ReadonlyMap<string, Buffer> | null;
  /** Address of the link on the cover. */
  lien: string | null;
  /** Address read in the QR code of the cover, drawn as a scanner sees it. */
  qr: string | null;
}

/** Keys that are trusted: those of seals by name, hashes of the certificates of cachets. Null: none was given. */
export interface ClesDeConfiance {
  sceaux: ReadonlyMap<string, KeyObject>;
  cachets: ReadonlySet<string>;
}

function sansFaute<T>(lire: () => T): T | null {
  try {
    return lire();
  } catch {
    return null;
  }
}

function chercherQr(gris: Uint8Array, largeur: number): string | null {
  const pixels = new Uint32Array(gris.length);
  gris.forEach((valeur, rang) => {
    pixels[rang] = valeur * 0x01_01_01 + 0xff_00_00_00;
  });
  // Ours are black on white.
  const options = { inversionAttempts: 'dontInvert' } as const;
  const hauteur = gris.length / largeur;
  return jsQR.default(new Uint8ClampedArray(pixels.buffer), largeur, hauteur, options)?.data ?? null;
}

/** Reads the QR code of a page drawn at 150 dpi; null when there is none that can be read. */
export function lireQr(pdf: Buffer, page = 1): string | null {
  const { largeur, hauteur, gris } = numeriserPdf(pdf, page, DPI);
  // At the foot of the page in our templates: the search takes as long as there are pixels.
  const pied = gris.subarray(largeur * Math.floor(hauteur * 0.6), largeur * hauteur);
  return chercherQr(pied, largeur) ?? chercherQr(gris.subarray(0, largeur * hauteur), largeur);
}

/** The images that these data name, as files joined to the document. */
function lireLogos(pdf: Buffer, { logos = [] }: Pick<DonneesConvention, 'logos'>): PiecesDuFichier['logos'] {
  const images = new Map<string, Buffer>();
  for (const { sha256 } of logos) {
    const octets = ['png', 'jpg']
      .map((type) => sansFaute(() => octetsJointsPdf(pdf, `logo-${sha256}.${type}`)))
      .find(Boolean);
    if (!octets || createHash('sha256').update(octets).digest('hex') !== sha256) return null;
    images.set(sha256, octets);
  }
  return images;
}

export function lirePieces(pdf: Buffer): PiecesDuFichier {
  const famille = sansFaute(() => familleDe(pdf));
  const piece = famille?.[0] ? pieceDe(famille[0]) : null;
  const texte = piece && sansFaute(() => pieceJointePdf(pdf, piece));
  const contenu = texte && sansFaute(() => lireContenu(texte));
  const modele = famille && modeleDe(famille, contenu || null);
  const donnees = modele && contenu ? sansFaute(() => conventionDe(modele, contenu)) : null;
  return {
    modele,
    contenu: contenu || null,
    donnees,
    logos: donnees ? lireLogos(pdf, donnees) : new Map(),
    empreinte: texte ? createHash('sha256').update(texte, 'utf8').digest('hex') : null,
    lien: /\/URI \(([^()\s]*\/verifier#[\w-]+)\)/.exec(pdf.toString('latin1'))?.[1] ?? null,
    qr: modele && estScelle(modele) ? sansFaute(() => lireQr(pdf)) : null,
  };
}

/** What a seal is worth with these keys; null when there is none, or no key to tell. */
export function jugerSceau(adresse: string | null, cles: ClesDeConfiance | null): FaitsVerification['sceau'] {
  if (adresse === null) return null;
  const lu = lireSceau(adresse);
  if (!lu.ok) return 'FAUX';
  if (!cles) return null;
  const cle = cles.sceaux.get(lu.fait.sceau.kid);
  if (!cle) return 'CLE_INCONNUE';
  return verify(null, aSigner(lu.fait.charge), cle, lu.fait.signature) ? 'AUTHENTIQUE' : 'FAUX';
}

interface ClesPubliques {
  sceaux: { kid: string; spki: string }[];
  cachets: { empreinte: string }[];
}

/** Keys as the platform publishes them (`/documents/cles-conventions.json`). Throws on another text. */
export function lireCles(texte: string): ClesDeConfiance {
  const { sceaux, cachets } = JSON.parse(texte) as ClesPubliques;
  const publique = (spki: string) => createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  return {
    sceaux: new Map(sceaux.map(({ kid, spki }) => [kid, publique(spki)])),
    cachets: new Set(cachets.map(({ empreinte }) => empreinte)),
  };
}
