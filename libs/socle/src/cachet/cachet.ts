import { createHash } from 'node:crypto';
import type { Horodateur } from '../scellement/horodateur.js';
import { empreinteCertificat, enChaine } from './certificat.js';
import { assemblerCms, cmsIntact, lireCms, signerCms } from './cms.js';
import { DerInvalide } from './der.js';
import { jetonDe, lireJeton } from './jeton.js';
import { nomCertificat, type Cachet } from './p12.js';
import { lireSignature, signerPdf, type SignatureLue } from './signature-pdf.js';

/** PAdES baseline: B-B signed by a named certificate; B-T with the time of an authority as well. */
export type NiveauCachet = 'B-B' | 'B-T';

export interface Apposition {
  cachet: Cachet;
  /** Null: no time-stamp. */
  horodateur: Horodateur | null;
  le: Date;
  motif: string;
}

/**
 * The cachet of a document: what to add after its last byte. Without an answer of the time-stamping authority the seal is
 * still made, at level B-B: `manque` says why.
 */
export async function apposerCachet(
  pdf: Buffer,
  { cachet, horodateur, le, motif }: Apposition,
): Promise<{ ajout: Buffer; niveau: NiveauCachet; manque: unknown }> {
  let niveau: NiveauCachet = 'B-B';
  let manque: unknown = null;
  const ajout = await signerPdf(pdf, { le, nom: cachet.nom, motif }, async (empreinte) => {
    const corps = { empreinte, certificats: cachet.chaine };
    const signature = signerCms(corps, cachet.cle);
    const reponse = await horodateur?.horodater(createHash('sha256').update(signature).digest()).catch((e: unknown) => {
      manque = e;
      return undefined;
    });
    if (reponse) niveau = 'B-T';
    return assemblerCms(corps, signature, reponse ? jetonDe(reponse) : null);
  });
  return { ajout, niveau, manque };
}

/** What the cachet of a file is worth, by itself: whether its certificate is trusted is for the caller to say. */
export type ConstatCachet =
  | { etat: 'ABSENT' }
  | { etat: 'ROMPU'; raison: string }
  | {
      etat: 'INTACT';
      /** SHA-256 of the certificate, in hexadecimal, and its common name. */
      certificat: string;
      nom: string;
      niveau: NiveauCachet;
      /** Of the time-stamp, null without one. */
      horodateLe: Date | null;
      autorite: string | null;
    };

function constater({ cms, empreinte, couvreTout }: SignatureLue): ConstatCachet {
  if (!couvreTout) return { etat: 'ROMPU', raison: 'des octets échappent au cachet' };
  const lu = lireCms(cms);
  if (!cmsIntact(cms, lu, empreinte)) return { etat: 'ROMPU', raison: 'le fichier a changé depuis qu’il a été scellé' };
  if (!enChaine(lu.certificats)) return { etat: 'ROMPU', raison: 'les certificats du cachet ne se suivent pas' };
  const [certificat = Buffer.alloc(0)] = lu.certificats;
  const jeton = lu.jeton && lireJeton(lu.jeton, lu.signature);
  return {
    etat: 'INTACT',
    certificat: empreinteCertificat(certificat),
    nom: nomCertificat(certificat),
    niveau: jeton ? 'B-T' : 'B-B',
    horodateLe: jeton?.le ?? null,
    autorite: jeton && nomCertificat(jeton.certificat),
  };
}

/** Checks the cachet of a file: signature, certificate named, time-stamp, and that no byte escapes them. */
export function controlerCachet(pdf: Buffer): ConstatCachet {
  try {
    const signature = lireSignature(pdf);
    return signature ? constater(signature) : { etat: 'ABSENT' };
  } catch (erreur) {
    // A broken DER, or a certificate or a key that OpenSSL cannot read any more.
    const raison = erreur instanceof DerInvalide ? erreur.message : 'le cachet est illisible';
    return { etat: 'ROMPU', raison };
  }
}
