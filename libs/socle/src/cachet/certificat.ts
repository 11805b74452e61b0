import { createHash, X509Certificate } from 'node:crypto';
import { DerInvalide, enfants, lireSuite, sequence, TAG, type Der } from './der.js';

/** What a signature says of the certificate that made it. */
export interface IdentiteCertificat {
  /** Name of the issuer and serial number, as they are in the certificate. */
  emetteur: Buffer;
  serie: Buffer;
}

/** Issuer and serial number of a certificate (DER). Throws `DerInvalide`. */
export function identiteDe(certificat: Buffer): IdentiteCertificat {
  const [tbs] = enfants(seul(certificat), TAG.sequence, 3);
  const champs = enfants(tbs, TAG.sequence);
  // The version comes first in a certificate of version 3, and is left out of the others.
  const [serie, , emetteur] = champs[0]?.tag === TAG.contexte ? champs.slice(1) : champs;
  if (serie?.tag !== TAG.entier || emetteur?.tag !== TAG.sequence) throw new DerInvalide('certificat illisible');
  return { emetteur: emetteur.octets, serie: serie.octets };
}

/** The only value of these bytes. Throws `DerInvalide`. */
export function seul(octets: Buffer): Der {
  const [valeur, autre] = lireSuite(octets);
  if (!valeur || autre) throw new DerInvalide('une valeur attendue');
  return valeur;
}

function emetteurDe(certificat: Buffer, parmi: readonly Buffer[], pris: readonly Buffer[]): Buffer | undefined {
  const { issuer } = new X509Certificate(certificat);
  return parmi.find((der) => !pris.includes(der) && new X509Certificate(der).subject === issuer);
}

/**
 * The same certificates, the one that `identite` (issuer and serial number, DER) names first, then the issuer of each; those
 * that have no place in that chain come last. Throws `DerInvalide` when none is named.
 */
export function ordonner(certificats: readonly Buffer[], identite: Buffer): Buffer[] {
  const nomme = (der: Buffer): boolean => {
    const { emetteur, serie } = identiteDe(der);
    return sequence(emetteur, serie).equals(identite);
  };
  let suivant = certificats.find(nomme);
  if (!suivant) throw new DerInvalide('le certificat du signataire manque');
  const chaine: Buffer[] = [];
  while (suivant && !chaine.includes(suivant)) {
    chaine.push(suivant);
    suivant = emetteurDe(suivant, certificats, chaine);
  }
  // OpenSSL puts the authority's certificate twice in a token: a copy is no other certificate.
  return [...chaine, ...certificats.filter((der) => !chaine.some((pris) => pris.equals(der)))];
}

/** SHA-256 of a certificate (DER), in hexadecimal: the name by which it is trusted. */
export function empreinteCertificat(certificat: Buffer): string {
  return createHash('sha256').update(certificat).digest('hex');
}

/** Do these certificates form one chain, each signed by the next, the last by itself or by nobody here? */
export function enChaine(certificats: readonly Buffer[]): boolean {
  const lus = certificats.map((der) => new X509Certificate(der));
  return lus.every((certificat, rang) => {
    const emetteur = lus[rang + 1] ?? (certificat.issuer === certificat.subject ? certificat : null);
    return emetteur === null || (certificat.issuer === emetteur.subject && certificat.verify(emetteur.publicKey));
  });
}
