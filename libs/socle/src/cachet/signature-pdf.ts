import { createHash } from 'node:crypto';
import { ecrireMiseAJour, exiger, lirePied } from '@tdt/documents';
import { DerInvalide, lireTete } from './der.js';

/*
 * A signature is added after the last byte of a document that holds an empty signature field: the bytes before it stay as
 * they were, and can be hashed by themselves.
 */

/** Bytes reserved for the signature: certificates and a time-stamp token included. */
const PLACE = 12_288;
const CHIFFRES = 10;

/** What the signature dictionary says. */
export interface Mentions {
  le: Date;
  /** Who seals. */
  nom: string;
  motif: string;
}

/** @returns the number of the empty field, and what stands between `<<` and `>>` */
function lireChamp(texte: string): { numero: number; corps: string } {
  const place = texte.indexOf('/FT /Sig');
  const debut = texte.lastIndexOf(' 0 obj', place);
  const morceau = texte.slice(texte.lastIndexOf('\n', debut) + 1, texte.indexOf('endobj', place));
  const [, numero = '', corps = ''] = exiger(
    place < 0 ? null : /^(\d+) 0 obj\n<<\n([^]*)\n>>\n$/.exec(morceau),
    'champ de signature',
  );
  return { numero: Number(numero), corps };
}

/** A text string in UTF-16, as a hexadecimal string: no character needs an escape. */
const texteHexa = (texte: string): string => `<feff${Buffer.from(texte, 'utf16le').swap16().toString('hex')}>`;

const date = (instant: Date): string => `(D:${instant.toISOString().replace(/[-T:]/g, '').slice(0, 14)}Z)`;

/** The update without its signature: zeros stand for it, and ten zeros for each place of /ByteRange. */
function ecrireSignature(pdf: Buffer, mentions: Mentions): string {
  const texte = pdf.toString('latin1');
  const champ = lireChamp(texte);
  const pied = lirePied(texte);
  const zeros = '0'.repeat(CHIFFRES);
  const signature = `<<
/Type /Sig
/Filter /Adobe.PPKLite
/SubFilter /ETSI.CAdES.detached
/M ${date(mentions.le)}
/Name ${texteHexa(mentions.nom)}
/Reason ${texteHexa(mentions.motif)}
/ByteRange [0 ${zeros} ${zeros} ${zeros}]
/Contents <${'0'.repeat(2 * PLACE)}>
>>`;
  return ecrireMiseAJour(pdf, pied, [
    { numero: champ.numero, contenu: `<<\n${champ.corps}\n/V ${pied.taille} 0 R\n>>` },
    { numero: pied.taille, contenu: signature },
  ]);
}

function hacherPlage(pdf: Buffer, [a, b, c, d]: Plage): Buffer {
  const hachage = createHash('sha256').update(pdf.subarray(a, a + b));
  return hachage.update(pdf.subarray(c, c + d)).digest();
}

/**
 * Signs a document: `signer` is given the SHA-256 of every byte but the signature itself, and gives the CMS.
 * @returns what to add after the last byte of the document
 * @throws Error when the document has no empty signature field, or when the signature does not fit
 */
export async function signerPdf(
  pdf: Buffer,
  mentions: Mentions,
  signer: (empreinte: Buffer) => Promise<Buffer>,
): Promise<Buffer> {
  const complet = Buffer.concat([pdf, Buffer.from(ecrireSignature(pdf, mentions), 'latin1')]);
  const ouverture = complet.indexOf('/Contents <', pdf.length, 'latin1') + '/Contents '.length;
  const fermeture = complet.indexOf('>', ouverture, 'latin1') + 1;
  const plage: Plage = [0, ouverture, fermeture, complet.length - fermeture];
  const nombres = plage.slice(1).map((n) => String(n).padStart(CHIFFRES, '0'));
  complet.write(`[0 ${nombres.join(' ')}]`, complet.indexOf('/ByteRange [', pdf.length, 'latin1') + 11, 'latin1');
  const cms = (await signer(hacherPlage(complet, plage))).toString('hex');
  if (cms.length > 2 * PLACE) throw new Error(`La signature fait ${cms.length / 2} octets : il n’y en a que ${PLACE}.`);
  complet.write(cms, ouverture + 1, 'latin1');
  return complet.subarray(pdf.length);
}

/** /ByteRange: start and length of what is signed before the signature, then after it. */
export type Plage = readonly [number, number, number, number];

/** The signature of a document, taken out of it. */
export interface SignatureLue {
  plage: Plage;
  /** The CMS, in DER. */
  cms: Buffer;
  /** SHA-256 of what the range covers. */
  empreinte: Buffer;
  /** Every byte but the signature is covered, and the signature is written as `signerPdf` writes it. */
  couvreTout: boolean;
}

/** Reads the signature of a document; null when it has none, or several. Throws `DerInvalide` when it is no DER. */
export function lireSignature(pdf: Buffer): SignatureLue | null {
  const plages = [...pdf.toString('latin1').matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)];
  if (plages.length === 0) return null;
  if (plages.length > 1) throw new DerInvalide('plusieurs signatures');
  const [a = 0, b = 0, c = 0, d = 0] = (plages[0] ?? []).slice(1).map(Number);
  const plage: Plage = [a, b, c, d];
  const trou = pdf.subarray(a + b, c).toString('latin1');
  const hexa = /^<((?:[0-9a-f]{2})*)>$/.exec(trou)?.[1];
  if (hexa === undefined) throw new DerInvalide('signature illisible');
  const octets = Buffer.from(hexa, 'hex');
  const { octets: cms } = lireTete(octets);
  const vide = octets.subarray(cms.length).every((octet) => octet === 0);
  const couvreTout = a === 0 && c + d === pdf.length && vide;
  return { plage, cms, empreinte: hacherPlage(pdf, plage), couvreTout };
}
