/** Tags of the few types that signatures and certificates are made of (X.690). */
export const TAG = {
  entier: 0x02,
  octets: 0x04,
  nul: 0x05,
  oid: 0x06,
  sequence: 0x30,
  ensemble: 0x31,
  /** Context-specific and constructed: `contexte + 0`, `contexte + 1` … */
  contexte: 0xa0,
} as const;

function longueur(taille: number): Buffer {
  if (taille < 0x80) return Buffer.from([taille]);
  const octets: number[] = [];
  for (let reste = taille; reste > 0; reste = Math.floor(reste / 256)) octets.unshift(reste % 256);
  return Buffer.from([0x80 | octets.length, ...octets]);
}

/** One DER value: its tag, its length, its contents one after the other. */
export function ecrireDer(tag: number, ...contenus: Uint8Array[]): Buffer {
  const contenu = Buffer.concat(contenus);
  return Buffer.concat([Buffer.from([tag]), longueur(contenu.length), contenu]);
}

export const sequence = (...contenus: Uint8Array[]): Buffer => ecrireDer(TAG.sequence, ...contenus);

/** A SET OF, whose elements DER wants in the order of their bytes. */
export const ensemble = (...contenus: Uint8Array[]): Buffer =>
  ecrireDer(TAG.ensemble, ...contenus.toSorted((a, b) => Buffer.compare(a, b)));

/** `1.2.840.113549.1.7.2` as DER. */
export function oid(texte: string): Buffer {
  const [premier = 0, second = 0, ...suite] = texte.split('.').map(Number);
  const octets = [premier * 40 + second, ...suite].flatMap((arc) => {
    const groupes = [arc % 128];
    for (let reste = Math.floor(arc / 128); reste > 0; reste = Math.floor(reste / 128))
      groupes.unshift((reste % 128) | 0x80);
    return groupes;
  });
  return ecrireDer(TAG.oid, Buffer.from(octets));
}

/** One value read. */
export interface Der {
  tag: number;
  contenu: Buffer;
  /** The whole value, tag and length included. */
  octets: Buffer;
}

/** Bytes that are no DER, or not the DER that was expected. */
export class DerInvalide extends Error {}

function lirePremier(octets: Buffer): Der {
  const [tag, forme] = octets;
  if (tag === undefined || forme === undefined || (tag & 0x1f) === 0x1f) throw new DerInvalide('valeur tronquée');
  const longue = forme & 0x80 ? forme & 0x7f : 0;
  if (longue > 4) throw new DerInvalide('longueur démesurée');
  const debut = 2 + longue;
  const taille = longue === 0 ? forme : octets.subarray(2, debut).reduce((t, o) => t * 256 + o, 0);
  const lue = octets.subarray(0, debut + taille);
  const contenu = octets.subarray(debut, debut + taille);
  // One length has one writing: rewritten, the value must be what was read.
  if (forme === 0x80 || contenu.length !== taille || !ecrireDer(tag, contenu).equals(lue))
    throw new DerInvalide('longueur non canonique');
  return { tag, contenu, octets: lue };
}

/** The values that these bytes hold, one after the other. Throws `DerInvalide`. */
export function lireSuite(octets: Buffer): Der[] {
  const valeurs: Der[] = [];
  for (let place = 0; place < octets.length;) {
    const valeur = lirePremier(octets.subarray(place));
    valeurs.push(valeur);
    place += valeur.octets.length;
  }
  return valeurs;
}

/** The first value of these bytes, whatever follows. Throws `DerInvalide`. */
export const lireTete = (octets: Buffer): Der => lirePremier(octets);

/** What a constructed value holds, exactly so many values when `nombre` is given. Throws `DerInvalide`. */
export function enfants(valeur: Der | undefined, tag: number, nombre?: number): Der[] {
  if (valeur?.tag !== tag) throw new DerInvalide(`étiquette ${valeur?.tag} au lieu de ${tag}`);
  const lus = lireSuite(valeur.contenu);
  if (nombre !== undefined && lus.length !== nombre)
    throw new DerInvalide(`${lus.length} valeurs au lieu de ${nombre}`);
  return lus;
}
