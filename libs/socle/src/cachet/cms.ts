import { createHash, sign, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { identiteDe, ordonner, seul } from './certificat.js';
import { DerInvalide, ecrireDer, enfants, ensemble, oid, sequence, TAG, type Der } from './der.js';

const OID = {
  donnees: oid('1.2.840.113549.1.7.1'),
  donneesSignees: oid('1.2.840.113549.1.7.2'),
  typeContenu: oid('1.2.840.113549.1.9.3'),
  empreinte: oid('1.2.840.113549.1.9.4'),
  certificatSignataire: oid('1.2.840.113549.1.9.16.2.47'),
  horodatage: oid('1.2.840.113549.1.9.16.2.14'),
  sha256: oid('2.16.840.1.101.3.4.2.1'),
  rsaSha256: oid('1.2.840.113549.1.1.11'),
  ecdsaSha256: oid('1.2.840.10045.4.3.2'),
} as const;

const UN = ecrireDer(TAG.entier, Buffer.from([1]));
const NUL = ecrireDer(TAG.nul);
/** Name of a directory in GeneralName: [4], explicit because it is a choice. */
const NOM_ANNUAIRE = 0xa4;
const SHA256 = sequence(OID.sha256);

const sha256 = (octets: Uint8Array): Buffer => createHash('sha256').update(octets).digest();

/** What a detached signature is made of, apart from its signature value. */
export interface CorpsCms {
  /** SHA-256 of what is signed. */
  empreinte: Buffer;
  /** Certificates in DER: the signer's first, then its issuers. */
  certificats: readonly Buffer[];
}

function algorithme(certificat: Buffer): Buffer {
  const { publicKey } = new X509Certificate(certificat);
  if (publicKey.asymmetricKeyType === 'ec') return sequence(OID.ecdsaSha256);
  if (publicKey.asymmetricKeyType === 'rsa') return sequence(OID.rsaSha256, NUL);
  throw new DerInvalide('clé ni RSA ni ECDSA');
}

function signataire({ certificats: [certificat] }: CorpsCms): Buffer {
  if (!certificat) throw new DerInvalide('aucun certificat');
  return certificat;
}

const attribut = (type: Buffer, valeur: Buffer): Buffer => sequence(type, ensemble(valeur));

/**
 * The signed attributes, as a SET. signing-certificate-v2 (RFC 5035) ties the signature to this very certificate; no
 * signing-time: PAdES keeps the time in the signature dictionary.
 */
function attributsSignes(corps: CorpsCms): Buffer {
  const certificat = signataire(corps);
  const { emetteur, serie } = identiteDe(certificat);
  const emetteurSerie = sequence(sequence(ecrireDer(NOM_ANNUAIRE, emetteur)), serie);
  const ess = sequence(sequence(sequence(ecrireDer(TAG.octets, sha256(certificat)), emetteurSerie)));
  return ensemble(
    attribut(OID.typeContenu, OID.donnees),
    attribut(OID.empreinte, ecrireDer(TAG.octets, corps.empreinte)),
    attribut(OID.certificatSignataire, ess),
  );
}

/** A value whose tag is replaced by a context one (IMPLICIT). */
const implicite = (rang: number, { contenu }: Der): Buffer => ecrireDer(TAG.contexte + rang, contenu);

/** The signature value: RSA or ECDSA over the signed attributes. */
export function signerCms(corps: CorpsCms, cle: KeyObject): Buffer {
  return sign('sha256', attributsSignes(corps), cle);
}

/**
 * A detached CMS SignedData (RFC 5652) as CAdES wants it. `jeton`: time-stamp token of the signature value (RFC 3161), as
 * unsigned attribute. The same parts always give the same bytes.
 */
export function assemblerCms(corps: CorpsCms, signature: Buffer, jeton: Buffer | null): Buffer {
  const certificat = signataire(corps);
  const { emetteur, serie } = identiteDe(certificat);
  const nonSignes = jeton ? [implicite(1, seul(ensemble(attribut(OID.horodatage, jeton))))] : [];
  const signeur = sequence(
    UN,
    sequence(emetteur, serie),
    SHA256,
    implicite(0, seul(attributsSignes(corps))),
    algorithme(certificat),
    ecrireDer(TAG.octets, signature),
    ...nonSignes,
  );
  const certificats = ecrireDer(TAG.contexte, ...corps.certificats.toSorted((a, b) => Buffer.compare(a, b)));
  const contenu = sequence(UN, ensemble(SHA256), sequence(OID.donnees), certificats, ensemble(signeur));
  return sequence(OID.donneesSignees, ecrireDer(TAG.contexte, contenu));
}

/** A signature taken apart. */
export interface CmsLu {
  /** The signer's first, then its issuers; whatever has no place in that chain comes last. */
  certificats: Buffer[];
  signature: Buffer;
  jeton: Buffer | null;
}

function lireJeton(attributs: Der | undefined): Buffer | null {
  if (!attributs) return null;
  const [horodatage] = enfants(attributs, TAG.contexte + 1, 1);
  const [, valeurs] = enfants(horodatage, TAG.sequence, 2);
  return enfants(valeurs, TAG.ensemble, 1)[0]?.octets ?? null;
}

/** Takes a signature apart, without judging it. Throws `DerInvalide`. */
export function lireCms(octets: Buffer): CmsLu {
  const [, enveloppe] = enfants(seul(octets), TAG.sequence, 2);
  const [contenu] = enfants(enveloppe, TAG.contexte, 1);
  const [, , , certificats, signeurs] = enfants(contenu, TAG.sequence, 5);
  const [signeur] = enfants(signeurs, TAG.ensemble, 1);
  const [, identite, , , , signature, nonSignes] = enfants(signeur, TAG.sequence);
  if (!identite || signature?.tag !== TAG.octets) throw new DerInvalide('signature absente');
  return {
    certificats: ordonner(
      enfants(certificats, TAG.contexte).map(({ octets: der }) => der),
      identite.octets,
    ),
    signature: signature.contenu,
    jeton: lireJeton(nonSignes),
  };
}

/**
 * Is this the signature, by its own certificate, of what has this hash? Put together again from its parts it must also be the
 * same bytes: nothing in it escapes the check, not even what verifiers usually pass over.
 */
export function cmsIntact(octets: Buffer, lu: CmsLu, empreinte: Buffer): boolean {
  const corps = { empreinte, certificats: lu.certificats };
  if (!assemblerCms(corps, lu.signature, lu.jeton).equals(octets)) return false;
  const { publicKey } = new X509Certificate(signataire(corps));
  return verify('sha256', attributsSignes(corps), publicKey, lu.signature);
}
