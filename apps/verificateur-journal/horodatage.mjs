// A time-stamp (RFC 3161) judged with node:crypto alone: what it stamps, who signed it, and up to whom the signer goes.
import { createHash, verify, X509Certificate } from 'node:crypto';
import { elements, enfants, instant, oid } from './der.mjs';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const CERTIFICAT_DU_SIGNATAIRE = { '1.2.840.113549.1.9.16.2.12': 'sha1', '1.2.840.113549.1.9.16.2.47': 'sha256' };
const HORODATER = '1.3.6.1.5.5.7.3.8';
const CONDENSES = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const contexte = (element, etiquette) => element?.classe === 2 && element.etiquette === etiquette;
const condenser = (nom, octets) => createHash(nom).update(octets).digest();

function condense(element) {
  const nom = CONDENSES[oid(enfants(element)[0])];
  if (!nom) throw new Error('horodatage : fonction de condensation non prise en charge');
  return nom;
}

/** TimeStampResp → SignedData. */
function ouvrir(reponse) {
  const [statut, contenu] = enfants(elements(reponse)[0]);
  const etat = enfants(statut)[0]?.contenu;
  if (etat?.length !== 1 || etat[0] > 1) throw new Error('horodatage : l’autorité a refusé');
  const [type, enveloppe] = enfants(contenu);
  if (oid(type) !== SIGNED_DATA) throw new Error('horodatage : pas de données signées');
  return enfants(enfants(enveloppe)[0]);
}

function lireTst(tst, empreinte) {
  const [, , imprint, , date] = enfants(elements(tst)[0]);
  const [algorithme, condensat] = enfants(imprint);
  if (condense(algorithme) !== 'sha256' || !condensat?.contenu.equals(empreinte))
    throw new Error('horodatage : il atteste autre chose que ce sceau');
  return instant(date);
}

function attribut(attributs, type) {
  const trouve = attributs.map(enfants).find(([nom]) => oid(nom) === type);
  return trouve && enfants(trouve[1])[0];
}

/** The signer's certificate, the one that the signed attributes name by its hash (RFC 5816). */
function signataire(certificats, attributs) {
  for (const [type, defaut] of Object.entries(CERTIFICAT_DU_SIGNATAIRE)) {
    const nomme = attribut(attributs, type);
    if (!nomme) continue;
    const champs = enfants(enfants(enfants(nomme)[0])[0]);
    const fonction = champs[0]?.etiquette === 16 ? condense(champs[0]) : defaut;
    const attendu = champs.find((c) => c.etiquette === 4 && c.classe === 0)?.contenu;
    const trouve = certificats.find((c) => attendu && condenser(fonction, c.raw).equals(attendu));
    if (trouve) return trouve;
  }
  throw new Error('horodatage : le certificat du signataire n’est pas joint');
}

function couvre(certificat, date) {
  return new Date(certificat.validFrom) <= date && date <= new Date(certificat.validTo);
}

/** From the signer up to a certificate that we trust, each issued by the next and valid on that day. */
function remonter(certificat, joints, confiance, date, pas = 0) {
  if (!couvre(certificat, date)) return false;
  if (confiance.some((c) => c.raw.equals(certificat.raw))) return true;
  if (pas > 8) return false;
  return [...confiance, ...joints].some(
    (c) =>
      c !== certificat &&
      c.ca &&
      certificat.checkIssued(c) &&
      certificat.verify(c.publicKey) &&
      remonter(c, joints, confiance, date, pas + 1),
  );
}

function jugerSignature(info, contenuSigne, certificats, date, confiance) {
  const [, , algorithme, ...reste] = enfants(info);
  const signes = reste.find((e) => contexte(e, 0));
  const signature = reste.find((e) => e.classe === 0 && e.etiquette === 4);
  const attributs = enfants(signes);
  const fonction = condense(algorithme);
  const type = attribut(attributs, CONTENT_TYPE);
  if (!type || oid(type) !== TST_INFO) throw new Error('horodatage : attributs d’autre chose');
  if (!attribut(attributs, MESSAGE_DIGEST)?.contenu.equals(condenser(fonction, contenuSigne)))
    throw new Error('horodatage : son contenu a changé');
  const certificat = signataire(certificats, attributs);
  // Signed as a SET, stored as a [0]: only the first octet differs (RFC 5652 §5.4).
  const signe = Buffer.concat([Buffer.from([0x31]), signes.brut.subarray(1)]);
  if (!signature || !verify(fonction, signe, certificat.publicKey, signature.contenu))
    throw new Error('horodatage : sa signature est fausse');
  if (!certificat.keyUsage?.includes(HORODATER))
    throw new Error('horodatage : le signataire n’est pas une autorité d’horodatage');
  if (!remonter(certificat, certificats, confiance, date))
    throw new Error('horodatage : le signataire ne remonte pas à l’autorité donnée');
}

/**
 * @param {Buffer} reponse what the authority answered (TimeStampResp, DER)
 * @param {Buffer} empreinte the SHA-256 that it must attest
 * @param {string} autorite certificates that we trust (PEM)
 * @returns {Date} the instant that the authority attests
 * @throws {Error} with the reason, in French
 */
export function verifierJeton(reponse, empreinte, autorite) {
  const [, , encapsule, ...reste] = ouvrir(reponse);
  const [type, octets] = enfants(encapsule);
  if (oid(type) !== TST_INFO) throw new Error('horodatage : ce n’est pas un jeton');
  const tst = enfants(octets)[0]?.contenu;
  const date = lireTst(tst, empreinte);
  const joints = reste.find((e) => contexte(e, 0));
  const certificats = joints ? enfants(joints).map((c) => new X509Certificate(c.brut)) : [];
  const blocs = autorite.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const confiance = blocs.map((bloc) => new X509Certificate(bloc));
  const [info] = enfants(reste.at(-1));
  jugerSignature(info, tst, certificats, date, confiance);
  return date;
}
