import { ajouterJours, estJour, joursEntre, type Jour } from '../calendrier/index.js';
import { somme } from '../montant/index.js';
import { accepter, refuser, type Decision } from '../refus.js';
import type { DonneesConvention } from './donnees.js';
import * as octets from './octets.js';

/*
 * The seal that a convention bears as a QR code: what it says in a hundred bytes, signed (Ed25519). Whoever holds the paper
 * reads the true amounts from it, offline, with the public keys of the platform. It depends on the data only, not on the
 * bytes of the file that bears it.
 *
 * Layout: version 1 · key id (8) · start of the data's hash (16) · days since 1970 (2) · SIRET of the applicant (6) · number
 * (length, UTF-8) · total · number of parts, then for each SIRET (6) and amount. Lengths and amounts are LEB128.
 */

/** What one funder brings, all its shares together. */
export interface PartScellee {
  /** Null for bodies that have none (RIDET …): they are sealed together. */
  siret: string | null;
  /** In centimes. */
  montant: bigint;
}

export interface SceauConvention {
  /** Name of the key that signed: 16 hexadecimal digits. */
  kid: string;
  /** First 16 bytes of the SHA-256 of the frozen data, in hexadecimal. */
  empreinte: string;
  date: Jour;
  /** Of the applicant. */
  siret: string | null;
  numero: string;
  /** Sum of the parts, in centimes. */
  total: bigint;
  /** By SIRET, those that have none first. */
  parts: PartScellee[];
}

const VERSION = 1;
const EPOQUE = '1970-01-01';
const DERNIER_JOUR = 0xffff;
const TAILLE = { kid: 8, empreinte: 16, date: 2, siret: 6, signature: 64 } as const;
const NUMERO_MAX = 200;
const PARTS_MAX = 500n;

/** What is signed begins with its use: a signature made for something else never passes for a seal. */
const USAGE = octets.enUtf8('Tour de table : sceau de convention\n');

const parSiret = (a: PartScellee, b: PartScellee) => ((a.siret ?? '') < (b.siret ?? '') ? -1 : 1);

/** What the seal of these data says. `empreinte`: SHA-256 of `donneesEnJson`, 64 hexadecimal digits. */
export function sceauDe(donnees: DonneesConvention, empreinte: string, kid: string): SceauConvention {
  const parts = new Map<string | null, bigint>();
  for (const { financeurId, montant } of donnees.plan.lignes) {
    const siret = donnees.financeurs.find((f) => f.organismeId === financeurId)?.siret ?? null;
    parts.set(siret, (parts.get(siret) ?? 0n) + montant);
  }
  return {
    kid,
    empreinte: empreinte.slice(0, 2 * TAILLE.empreinte),
    date: donnees.entete.etablieLe,
    siret: donnees.beneficiaire.siret,
    numero: donnees.entete.numero ?? '',
    total: somme([...parts.values()]),
    parts: [...parts].map(([siret, montant]) => ({ siret, montant })).sort(parSiret),
  };
}

/** Fourteen digits hold in six bytes; no SIRET is made of zeros only. */
function ecrireSiret(siret: string | null): number[] {
  if (siret !== null && !/^\d{14}$/.test(siret)) throw new TypeError(`« ${siret} » n’est pas un SIRET.`);
  return octets.ecrireFixe(BigInt(siret ?? 0), TAILLE.siret);
}

/** The bytes to sign and print. Throws on what has no exact writing: a fault of the caller. */
export function encoderSceau(sceau: SceauConvention): Uint8Array {
  const numero = octets.enUtf8(sceau.numero);
  const jours = joursEntre(EPOQUE, sceau.date);
  const kid = octets.depuisHexa(sceau.kid);
  const empreinte = octets.depuisHexa(sceau.empreinte);
  const tailles = kid.length === TAILLE.kid && empreinte.length === TAILLE.empreinte && numero.length <= NUMERO_MAX;
  if (!tailles || !(jours >= 0 && jours <= DERNIER_JOUR)) throw new RangeError('Sceau sans écriture exacte.');
  return Uint8Array.from([
    VERSION,
    ...kid,
    ...empreinte,
    ...octets.ecrireFixe(BigInt(jours), TAILLE.date),
    ...ecrireSiret(sceau.siret),
    ...octets.ecrireEntier(BigInt(numero.length)),
    ...numero,
    ...octets.ecrireEntier(sceau.total),
    ...octets.ecrireEntier(BigInt(sceau.parts.length)),
    ...sceau.parts.flatMap((part) => [...ecrireSiret(part.siret), ...octets.ecrireEntier(part.montant)]),
  ]);
}

function lireSiret(lus: Uint8Array): string | null {
  const valeur = octets.lireFixe(lus);
  return valeur === 0n ? null : String(valeur).padStart(14, '0');
}

function lireParts(lecture: octets.Lecteur): PartScellee[] | null {
  const nombre = lecture.entier();
  if (nombre === null || nombre > PARTS_MAX) return null;
  const parts: PartScellee[] = [];
  while (BigInt(parts.length) < nombre) {
    const siret = lecture.prendre(TAILLE.siret);
    const montant = lecture.entier();
    if (siret === null || montant === null) return null;
    parts.push({ siret: lireSiret(siret), montant });
  }
  return parts;
}

function lireTexte(lecture: octets.Lecteur): string | null {
  const longueur = lecture.entier();
  const lus = longueur === null || longueur > BigInt(NUMERO_MAX) ? null : lecture.prendre(Number(longueur));
  return lus && octets.depuisUtf8(lus);
}

function lireChamps(lus: Uint8Array): SceauConvention | null {
  const lecture = octets.lecteur(lus);
  const entete = lecture.prendre(1 + TAILLE.kid + TAILLE.empreinte + TAILLE.date + TAILLE.siret);
  if (entete?.[0] !== VERSION) return null;
  const champs = octets.lecteur(entete.subarray(1));
  const [kid, empreinte, jours, siret] = [TAILLE.kid, TAILLE.empreinte, TAILLE.date, TAILLE.siret].map(
    (taille) => champs.prendre(taille) ?? new Uint8Array(),
  ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const numero = lireTexte(lecture);
  const total = lecture.entier();
  const parts = lireParts(lecture);
  if (numero === null || total === null || parts === null || !lecture.fini()) return null;
  const date = ajouterJours(EPOQUE, Number(octets.lireFixe(jours)));
  return {
    kid: octets.enHexa(kid),
    empreinte: octets.enHexa(empreinte),
    date,
    siret: lireSiret(siret),
    numero,
    total,
    parts,
  };
}

/** Is the seal the only one that says what it says? Parts sorted, one a funder, that sum to the total. */
function estCanonique({ date, siret, total, parts }: SceauConvention): boolean {
  const sirets = [siret, ...parts.map((part) => part.siret)];
  return (
    estJour(date) &&
    sirets.every((lu) => lu === null || lu.length === 14) &&
    parts.every((part, rang) => rang === 0 || (parts[rang - 1]?.siret ?? '') < (part.siret ?? '')) &&
    somme(parts.map((part) => part.montant)) === total
  );
}

/** The seal that these bytes write. Refusal: ENTREE_INVALIDE for any bytes that `encoderSceau` does not write. */
export function decoderSceau(lus: Uint8Array): Decision<SceauConvention> {
  const sceau = lireChamps(lus);
  if (sceau && estCanonique(sceau)) return accepter(sceau);
  return refuser('ENTREE_INVALIDE', 'Ce code n’est pas celui d’une convention : il est incomplet ou abîmé.', 'sceau');
}

/** The bytes that the Ed25519 signature covers. */
export function aSigner(charge: Uint8Array): Uint8Array {
  return Uint8Array.from([...USAGE, ...charge]);
}

/** What follows `#` in the address that the QR code holds: base64url(signature ‖ payload). */
export function ecrireSceau(signature: Uint8Array, charge: Uint8Array): string {
  if (signature.length !== TAILLE.signature) throw new RangeError('Une signature Ed25519 fait 64 octets.');
  return octets.enBase64url(Uint8Array.from([...signature, ...charge]));
}

/** A seal as it is presented, its signature not checked yet. */
export interface SceauPresente {
  signature: Uint8Array;
  /** The bytes that `aSigner` takes. */
  charge: Uint8Array;
  sceau: SceauConvention;
}

/** Reads an address with a seal, or the seal alone. Refusal: ENTREE_INVALIDE. */
export function lireSceau(texte: string): Decision<SceauPresente> {
  const lus = octets.depuisBase64url(texte.trim().replace(/^[^#]*#/, '')) ?? new Uint8Array();
  const signature = lus.subarray(0, TAILLE.signature);
  const charge = lus.subarray(TAILLE.signature);
  const sceau = decoderSceau(charge);
  return sceau.ok ? accepter({ signature, charge, sceau: sceau.fait }) : sceau;
}

/** Do these data say what the seal says? `empreinte`: SHA-256 of the data, in hexadecimal. */
export function sceauConforme(sceau: SceauConvention, donnees: DonneesConvention, empreinte: string): boolean {
  const attendu = octets.enHexa(encoderSceau(sceauDe(donnees, empreinte, sceau.kid)));
  return octets.enHexa(encoderSceau(sceau)) === attendu;
}
