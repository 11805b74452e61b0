import { createPrivateKey, generateKeyPairSync, randomBytes, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accepter, refuser, type Decision } from '@tdt/domaine';
import forge from 'node-forge';
import { ordonner, identiteDe } from './certificat.js';
import { sequence } from './der.js';

/** The seal of an institution: its certificate, those that issued it, and the key. */
export interface Cachet {
  /** Common name of the certificate. */
  nom: string;
  /** In DER, the seal's own certificate first. */
  chaine: readonly Buffer[];
  cle: KeyObject;
}

const der = (valeur: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(valeur).getBytes(), 'latin1');

/** Common name of a certificate; its whole subject when it has none. */
export function nomCertificat(certificat: Buffer): string {
  const { subject } = new X509Certificate(certificat);
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

function ouvrir(octets: Buffer, motDePasse: string): { certificats: Buffer[]; cles: KeyObject[] } {
  const p12 = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(octets.toString('latin1')), motDePasse);
  const sacs = p12.safeContents.flatMap(({ safeBags }) => safeBags);
  const type = (nom: string) => sacs.filter((sac) => sac.type === forge.pki.oids[nom]);
  const certificats = type('certBag').map((sac) =>
    sac.cert ? der(forge.pki.certificateToAsn1(sac.cert)) : der(sac.asn1),
  );
  const cles = [...type('pkcs8ShroudedKeyBag'), ...type('keyBag')].map((sac) => {
    // A key that is not RSA is left as it was by forge: Node reads it.
    const asn1 = sac.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(sac.key)) : sac.asn1;
    return createPrivateKey({ key: der(asn1), format: 'der', type: 'pkcs8' });
  });
  return { certificats, cles };
}

/** Reads the seal of an institution (PKCS #12). Refused: unreadable, another password, no RSA or ECDSA key with its certificate. */
export function lireP12(octets: Buffer, motDePasse: string, nom: string): Decision<Cachet> {
  let ouvert: ReturnType<typeof ouvrir>;
  try {
    ouvert = ouvrir(octets, motDePasse);
  } catch {
    return refuser(
      'ENTREE_INVALIDE',
      `${nom} ne s’ouvre pas : vérifiez le fichier (PKCS #12) et son mot de passe.`,
      nom,
    );
  }
  for (const cle of ouvert.cles) {
    const certificat = ouvert.certificats.find((c) => new X509Certificate(c).checkPrivateKey(cle));
    if (!certificat || !['rsa', 'ec'].includes(cle.asymmetricKeyType ?? '')) continue;
    const { emetteur, serie } = identiteDe(certificat);
    const chaine = ordonner(ouvert.certificats, sequence(emetteur, serie));
    return accepter({ nom: nomCertificat(certificat), chaine, cle });
  }
  return refuser('ENTREE_INVALIDE', `${nom} ne contient pas de clé RSA ou ECDSA avec son certificat.`, nom);
}

const NOM_LOCAL = 'Cachet local de démonstration';

/** A seal of one's own, self-signed. */
function creerP12(motDePasse: string): Buffer {
  const paire = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const cle = forge.pki.privateKeyFromPem(paire.privateKey);
  const certificat = forge.pki.createCertificate();
  certificat.publicKey = forge.pki.publicKeyFromPem(paire.publicKey);
  certificat.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificat.validity.notBefore = new Date('2020-01-01T00:00:00Z');
  certificat.validity.notAfter = new Date('2049-12-31T00:00:00Z');
  // forge's types leave out the kind of string, which an accent needs.
  const sujet = [{ name: 'commonName', value: NOM_LOCAL, valueTagClass: forge.asn1.Type.UTF8 }] as never;
  certificat.setSubject(sujet);
  certificat.setIssuer(sujet);
  certificat.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
  ]);
  certificat.sign(cle, forge.md.sha256.create());
  return der(forge.pkcs12.toPkcs12Asn1(cle, [certificat], motDePasse, { algorithm: 'aes256' }));
}

/**
 * A seal made in `dossier` at its first use, for tests and demonstrations: it proves that the mechanism works, and nothing to a
 * third party.
 */
export function cachetLocal(dossier: string): Cachet {
  const [fichier, secret] = ['cachet.p12', 'mot-de-passe'].map((nom) => path.resolve(dossier, nom)) as [string, string];
  if (!existsSync(fichier)) {
    mkdirSync(dossier, { recursive: true, mode: 0o700 });
    const motDePasse = randomBytes(18).toString('base64url');
    writeFileSync(secret, motDePasse, { mode: 0o600 });
    writeFileSync(fichier, creerP12(motDePasse), { mode: 0o600 });
  }
  const lu = lireP12(readFileSync(fichier), readFileSync(secret, 'utf8'), fichier);
  if (!lu.ok) throw new Error(lu.refus.message);
  return lu.fait;
}
