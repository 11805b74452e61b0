import { logosDesSignataires, type DonneesConvention, type LogoConvention } from '@tdt/domaine';
import { poserLogosNommes, type DocumentPdf } from '@tdt/documents';
import type { Contexte, LogoImprime } from './modele.js';

/** Images of logos by their SHA-256, as the data name them. */
export type ImagesDesLogos = ReadonlyMap<string, Uint8Array>;

/**
 * The logos that these data name, with their images; none without images. Throws when one of them has no image: a fault of the
 * caller, since a document that lacks it would not be the one that was frozen.
 */
export function logosDuContexte(donnees: DonneesConvention, images?: ImagesDesLogos): Contexte['logos'] {
  if (!images) return { couverture: [], tous: [] };
  const enImages = (logos: readonly LogoConvention[]): LogoImprime[] =>
    logos.map(({ denomination, sha256 }) => {
      const octets = images.get(sha256);
      if (!octets) throw new Error(`Image d’un logo absente : ${sha256}.`);
      return { sha256, octets, nom: denomination, alternative: `Logo de ${denomination}` };
    });
  return { couverture: enImages(logosDesSignataires(donnees)), tous: enImages(donnees.logos ?? []) };
}

/** Annex VIII: the logo of each party, for whoever has to show them all. */
export function composerAnnexeLogos(doc: DocumentPdf, contexte: Contexte, titre: string): void {
  doc.titre(2, titre, { suite: 100 });
  doc.paragraphe(
    `Logos à la date d’établissement de la convention, pour les mentions que demande ${contexte.renvoi('COMMUNICATION')}.`,
  );
  poserLogosNommes(doc.feuille, contexte.logos.tous);
}

const estJpeg = (octets: Uint8Array): boolean => octets[0] === 0xff;

/**
 * Joins each image once, after the data that name it, under its own hash: whoever holds the document alone can make it again,
 * byte for byte, and check that it shows the logos that were agreed.
 */
export function joindreLogos(doc: DocumentPdf, logos: readonly LogoImprime[]): void {
  for (const sha256 of new Set(logos.map((logo) => logo.sha256))) {
    const memes = logos.filter((logo) => logo.sha256 === sha256);
    const octets = memes[0]?.octets ?? new Uint8Array();
    doc.joindre({
      nom: `logo-${sha256}.${estJpeg(octets) ? 'jpg' : 'png'}`,
      type: estJpeg(octets) ? 'image/jpeg' : 'image/png',
      description: `Logo de ${memes.map(({ nom }) => nom).join(', ')}`,
      contenu: octets,
    });
  }
}
