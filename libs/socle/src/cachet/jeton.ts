import { createHash, verify, X509Certificate } from 'node:crypto';
import { enChaine, ordonner, seul } from './certificat.js';
import { DerInvalide, enfants, lireSuite, oid, sequence, TAG, ecrireDer, type Der } from './der.js';

const INFO = oid('1.2.840.113549.1.9.16.1.4');
const EMPREINTE = oid('1.2.840.113549.1.9.4');
const TYPE_CONTENU = oid('1.2.840.113549.1.9.3');
const CERTIFICAT_SIGNATAIRE = oid('1.2.840.113549.1.9.16.2.47');
const DONNEES_SIGNEES = oid('1.2.840.113549.1.7.2');
const INSTANT = 0x18;
const NUL = ecrireDer(TAG.nul);
const EXIGE = (vrai: boolean, raison: string): void => {
  if (!vrai) throw new DerInvalide(raison);
};

const HACHAGES = [
  [oid('2.16.840.1.101.3.4.2.1'), 'sha256'],
  [oid('2.16.840.1.101.3.4.2.2'), 'sha384'],
  [oid('2.16.840.1.101.3.4.2.3'), 'sha512'],
] as const;

/** Algorithms that sign, exactly as written: RSA then ECDSA, each with the three hashes. */
const SIGNATURES = [
  ...['1', '11', '12', '13'].map((fin) => sequence(oid(`1.2.840.113549.1.1.${fin}`), NUL)),
  ...['2', '3', '4'].map((fin) => sequence(oid(`1.2.840.10045.4.3.${fin}`))),
];

function hachage(algorithme: Der | undefined): string {
  const connu = HACHAGES.find(([nom]) =>
    [sequence(nom), sequence(nom, NUL)].some((ecrit) => algorithme !== undefined && ecrit.equals(algorithme.octets)),
  );
  if (!connu) throw new DerInvalide('hachage inconnu');
  return connu[1];
}

const hacher = (nom: string, octets: Buffer): Buffer => createHash(nom).update(octets).digest();

/** The only value of a signed attribute. */
function attribut(attributs: Der[], nom: Buffer): Der {
  const valeurs = attributs.flatMap((a) => {
    const [type, ensemble] = enfants(a, TAG.sequence, 2);
    return type?.octets.equals(nom) ? enfants(ensemble, TAG.ensemble, 1) : [];
  });
  const [valeur] = valeurs;
  if (!valeur || valeurs.length > 1) throw new DerInvalide('attribut signé absent ou répété');
  return valeur;
}

/** RFC 5816: the token names its certificate by its hash, SHA-256 unless another is named. */
function exigerCertificat(attributs: Der[], certificat: Buffer): void {
  const [liste] = enfants(attribut(attributs, CERTIFICAT_SIGNATAIRE), TAG.sequence);
  const [premier] = enfants(liste, TAG.sequence);
  const [tete, suite] = enfants(premier, TAG.sequence);
  const [nom, empreinte] = tete?.tag === TAG.octets ? ['sha256', tete] : [hachage(tete), suite];
  EXIGE(empreinte?.contenu.equals(hacher(nom, certificat)) === true, 'le jeton nomme un autre certificat');
}

function lireInstant(info: Der[]): Date {
  const brut = info.find(({ tag }) => tag === INSTANT)?.contenu.toString('latin1') ?? '';
  const lu = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,6})?Z$/.exec(brut);
  if (!lu) throw new DerInvalide('instant illisible');
  const [, an, mois, jour, heure, minute, seconde, fraction = ''] = lu;
  return new Date(`${an}-${mois}-${jour}T${heure}:${minute}:${seconde}${fraction.slice(0, 4)}Z`);
}

interface Signeur {
  certificat: Buffer;
  algorithme: string;
  attributs: Der[];
}

/** The only signer of a token; each of its fields is checked, so that none can change unseen. */
function lireSigneur(signeur: Der | undefined, algorithmes: Der | undefined, certificats: Der | undefined): Signeur {
  const [version, identite, hache, attributs, signe, signature] = enfants(signeur, TAG.sequence, 6);
  EXIGE(version?.octets.equals(ecrireDer(TAG.entier, Buffer.from([1]))) === true, 'version du signataire');
  EXIGE(hache !== undefined && algorithmes?.contenu.equals(hache.octets) === true, 'hachages différents');
  EXIGE(
    SIGNATURES.some((connue) => signe !== undefined && connue.equals(signe.octets)),
    'signature inconnue',
  );
  EXIGE(attributs?.tag === TAG.contexte && signature?.tag === TAG.octets, 'signature absente');
  const ders = enfants(certificats, TAG.contexte).map(({ octets }) => octets);
  const chaine = ordonner(ders, identite?.octets ?? Buffer.alloc(0));
  const [certificat = Buffer.alloc(0)] = chaine;
  EXIGE(enChaine(chaine), 'certificats sans lien');
  const algorithme = hachage(hache);
  const contenu = attributs?.contenu ?? Buffer.alloc(0);
  const { publicKey } = new X509Certificate(certificat);
  const aSigner = ecrireDer(TAG.ensemble, contenu);
  EXIGE(verify(algorithme, aSigner, publicKey, signature?.contenu ?? Buffer.alloc(0)), 'signature fausse');
  return { certificat, algorithme, attributs: lireSuite(contenu) };
}

/** What a time-stamp token attests. */
export interface JetonLu {
  le: Date;
  /** Of the authority, in DER: whoever verifies decides whether to trust it. */
  certificat: Buffer;
}

/**
 * Checks a time-stamp token (RFC 3161) over these bytes: signature, certificate named, bytes stamped. Throws `DerInvalide`
 * when anything in it is wrong. Whether its certificate is one of a real authority is for the caller to say.
 */
export function lireJeton(jeton: Buffer, horodate: Buffer): JetonLu {
  const [type, enveloppe] = enfants(seul(jeton), TAG.sequence, 2);
  const [contenu] = enfants(enveloppe, TAG.contexte, 1);
  const [version, algorithmes, encapsule, certificats, signeurs] = enfants(contenu, TAG.sequence, 5);
  EXIGE(type?.octets.equals(DONNEES_SIGNEES) === true, 'ce n’est pas un jeton');
  EXIGE(version?.octets.equals(ecrireDer(TAG.entier, Buffer.from([3]))) === true, 'version du jeton');
  const [nature, texte] = enfants(encapsule, TAG.sequence, 2);
  EXIGE(nature?.octets.equals(INFO) === true, 'ce n’est pas un horodatage');
  const [brut] = enfants(texte, TAG.contexte, 1);
  EXIGE(brut?.tag === TAG.octets && algorithmes?.tag === TAG.ensemble, 'jeton illisible');
  const info = brut?.contenu ?? Buffer.alloc(0);
  const [signeur] = enfants(signeurs, TAG.ensemble, 1);
  const { certificat, algorithme, attributs } = lireSigneur(signeur, algorithmes, certificats);
  EXIGE(attribut(attributs, TYPE_CONTENU).octets.equals(INFO), 'contenu d’un autre type');
  EXIGE(attribut(attributs, EMPREINTE).contenu.equals(hacher(algorithme, info)), 'contenu changé');
  exigerCertificat(attributs, certificat);
  const champs = enfants(seul(info), TAG.sequence);
  const [hache, empreinte] = enfants(champs[2], TAG.sequence, 2);
  EXIGE(empreinte?.contenu.equals(hacher(hachage(hache), horodate)) === true, 'autre chose a été horodaté');
  return { le: lireInstant(champs), certificat };
}

/** The token in an authority's whole answer (TimeStampResp). Throws `DerInvalide` when there is none. */
export function jetonDe(reponse: Buffer): Buffer {
  const [, jeton] = enfants(seul(reponse), TAG.sequence, 2);
  if (!jeton) throw new DerInvalide('réponse sans jeton');
  return jeton.octets;
}
