/*
 * Bytes written and read without ambiguity: one value has one writing, so that what is signed can be encoded again and
 * compared. Numbers are LEB128 (seven bits a byte, least significant first) without a useless last byte.
 */

/** Reads bytes from the first to the last. Every method gives null once the bytes say something else than expected. */
export interface Lecteur {
  prendre(nombre: number): Uint8Array | null;
  entier(): bigint | null;
  /** Nothing is left. */
  fini(): boolean;
}

/** Longest number that is read: 63 bits. */
const OCTETS_MAX = 9;

export function lecteur(octets: Uint8Array): Lecteur {
  let place = 0;
  const prendre = (nombre: number): Uint8Array | null => {
    if (place + nombre > octets.length) return null;
    place += nombre;
    return octets.subarray(place - nombre, place);
  };
  const entier = (): bigint | null => {
    let valeur = 0n;
    for (let rang = 0; rang < OCTETS_MAX; rang += 1) {
      const octet = prendre(1)?.[0];
      if (octet === undefined) return null;
      valeur |= BigInt(octet & 0x7f) << BigInt(7 * rang);
      if (octet < 0x80) return octet === 0 && rang > 0 ? null : valeur;
    }
    return null;
  };
  return { prendre, entier, fini: () => place === octets.length };
}

/** A number that is not negative. Throws on another one: a fault of the caller. */
export function ecrireEntier(valeur: bigint): number[] {
  if (valeur < 0n || valeur >= 1n << 63n) throw new RangeError(`Nombre hors bornes : ${valeur}.`);
  const octets: number[] = [];
  let reste = valeur;
  for (; reste >= 0x80n; reste >>= 7n) octets.push(Number(reste & 0x7fn) | 0x80);
  return [...octets, Number(reste)];
}

/** A number on so many bytes, most significant first. */
export function ecrireFixe(valeur: bigint, taille: number): number[] {
  return Array.from({ length: taille }, (_, rang) => Number((valeur >> BigInt(8 * (taille - 1 - rang))) & 0xffn));
}

export function lireFixe(octets: Uint8Array): bigint {
  return octets.reduce((valeur, octet) => (valeur << 8n) | BigInt(octet), 0n);
}

export function enHexa(octets: Uint8Array): string {
  return [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** Bytes of an even number of lower-case hexadecimal digits. Throws on any other text. */
export function depuisHexa(texte: string): number[] {
  if (!/^([0-9a-f]{2})*$/.test(texte)) throw new TypeError(`« ${texte} » n’est pas de l’hexadécimal.`);
  return (texte.match(/../g) ?? []).map((paire) => Number.parseInt(paire, 16));
}

/** UTF-8 of a text. */
export function enUtf8(texte: string): number[] {
  const morceaux = encodeURIComponent(texte).match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  return morceaux.map((m) => (m.length === 3 ? Number.parseInt(m.slice(1), 16) : m.charCodeAt(0)));
}

/** The text of these bytes, null when they are not UTF-8. */
export function depuisUtf8(octets: Uint8Array): string | null {
  try {
    return decodeURIComponent([...octets].map((octet) => `%${octet.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return null;
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 §5, without padding. */
export function enBase64url(octets: Uint8Array): string {
  let texte = '';
  for (let rang = 0; rang < octets.length; rang += 3) {
    const [a = 0, b = 0, c = 0] = octets.subarray(rang, rang + 3);
    const valeur = (a << 16) | (b << 8) | c;
    const lettres = [18, 12, 6, 0].map((decalage) => ALPHABET.charAt((valeur >> decalage) & 63)).join('');
    texte += lettres.slice(0, Math.min(4, octets.length - rang + 1));
  }
  return texte;
}

/** The bytes of a text that `enBase64url` writes, null for any other one: also for unused bits that are not zero. */
export function depuisBase64url(texte: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(texte) || texte.length % 4 === 1) return null;
  const octets = new Uint8Array(Math.floor((texte.length * 3) / 4));
  for (let rang = 0; rang * 4 < texte.length; rang += 1) {
    const valeur = [0, 1, 2, 3].reduce(
      (v, i) => (v << 6) | Math.max(0, ALPHABET.indexOf(texte.charAt(rang * 4 + i) || 'A')),
      0,
    );
    [16, 8, 0].forEach((decalage, i) => {
      if (rang * 3 + i < octets.length) octets[rang * 3 + i] = (valeur >> decalage) & 0xff;
    });
  }
  return enBase64url(octets) === texte ? octets : null;
}
