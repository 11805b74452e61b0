import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { accepter, refuser, type Decision } from '@tdt/domaine';

/** A key that seals. Its name follows from its public half, so two keys never bear the same one. */
export interface CleScellement {
  kid: string;
  privee: KeyObject;
  /** Public half, SPKI in DER. */
  publique: Buffer;
}

const TAILLE_GRAINE = 32;
/** Fewer different bytes than this among thirty-two are no chance: a key typed by hand, or a text. */
const OCTETS_DISTINCTS_MIN = 12;

/** Name of a key: the first 16 hexadecimal digits of the SHA-256 of its public half (SPKI in DER). */
export function kidDe(publique: Buffer): string {
  return createHash('sha256').update(publique).digest('hex').slice(0, 16);
}

function depuis(privee: KeyObject): CleScellement {
  const publique = createPublicKey(privee).export({ type: 'spki', format: 'der' });
  return { kid: kidDe(publique), privee, publique };
}

export function nouvelleCleScellement(): CleScellement {
  return depuis(generateKeyPairSync('ed25519').privateKey);
}

/** Reads an Ed25519 private key in PEM (PKCS #8). Refused: another kind of key, an unreadable one, one made without chance. */
export function lireCleScellement(pem: string, nom: string): Decision<CleScellement> {
  const aide = 'faites-en une par « openssl genpkey -algorithm ed25519 »';
  let privee: KeyObject;
  try {
    privee = createPrivateKey(pem);
  } catch {
    return refuser('ENTREE_INVALIDE', `${nom} n’est pas une clé privée lisible (PEM) : ${aide}.`, nom);
  }
  if (privee.asymmetricKeyType !== 'ed25519')
    return refuser('ENTREE_INVALIDE', `${nom} n’est pas une clé Ed25519 : ${aide}.`, nom);
  const graine = privee.export({ type: 'pkcs8', format: 'der' }).subarray(-TAILLE_GRAINE);
  if (new Set(graine).size < OCTETS_DISTINCTS_MIN)
    return refuser('ENTREE_INVALIDE', `${nom} n’a pas été tirée au hasard : ${aide}.`, nom);
  return accepter(depuis(privee));
}
