import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import {
  aSigner,
  lireDonneesConvention,
  lireSceau,
  type DonneesConvention,
  type FaitsVerification,
} from '@tdt/domaine';
import { numeriserPdf, pieceJointePdf } from '@tdt/socle';
import jsQR from 'jsqr';

/** Resolution of an ordinary scan: the code must be read from it. */
const DPI = 150;

/** What a file bears to prove itself. Null: absent, or unreadable. */
export interface PiecesDuFichier {
  donnees: DonneesConvention | null;
  /** SHA-256 of the embedded text, in hexadecimal. */
  empreinte: string | null;
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

/** Reads the QR code of a page drawn at 150 dpi; null when there is none that can be read. */
export function lireQr(pdf: Buffer, page = 1): string | null {
  const { largeur, hauteur, gris } = numeriserPdf(pdf, page, DPI);
  const couleurs = new Uint8ClampedArray(4 * gris.length);
  gris.forEach((valeur, rang) => couleurs.fill(valeur, 4 * rang, 4 * rang + 3).fill(255, 4 * rang + 3, 4 * rang + 4));
  return jsQR.default(couleurs, largeur, hauteur)?.data ?? null;
}

export function lirePieces(pdf: Buffer): PiecesDuFichier {
  const texte = sansFaute(() => pieceJointePdf(pdf, 'convention.json'));
  return {
    donnees: texte === null ? null : sansFaute(() => lireDonneesConvention(texte)),
    empreinte: texte === null ? null : createHash('sha256').update(texte, 'utf8').digest('hex'),
    lien: /\/URI \(([^()\s]*\/verifier#[\w-]+)\)/.exec(pdf.toString('latin1'))?.[1] ?? null,
    qr: sansFaute(() => lireQr(pdf)),
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
