import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import type { LogoConvention, PartieConvention } from './donnees.js';

/*
 * The logos of the parties, on the cover of what they sign and in its annex VIII. An organisation has at most one at a time;
 * what a convention prints is named in its data by the hash of the image, so that a later logo changes no document.
 */

/** Weight in bytes, sides and surface in pixels. A cover prints a logo some 4 cm wide: 500 pixels are plenty. */
export const BORNES_LOGO = { octets: 500_000, coteMin: 32, coteMax: 2_000, pixels: 1_000_000 } as const;

/** What an image says of itself, once its content has been found sound. */
export interface ImageLogo {
  type: string;
  largeur: number;
  hauteur: number;
  /** Bits of one sample of one colour. */
  profondeur: number;
  /** Four inks: its colours would not be those that are seen on a screen, and PDF/A has no place for them here. */
  quadrichromie: boolean;
  entrelacee: boolean;
}

const MO = 'Un logo pèse 500 ko au plus : réduisez l’image.';

/** Asked before the content is read. Refusal: LIMITE_DEPASSEE. */
export function exigerPoidsLogo(octets: number): Decision {
  return octets <= BORNES_LOGO.octets ? accepter() : refuser('LIMITE_DEPASSEE', MO, 'fichier');
}

/**
 * Can this image be the logo of an organisation? Refusals, all ENTREE_INVALIDE, in this order: what is no PNG nor JPEG, four
 * inks, interlaced, more than eight bits in a JPEG, too small, too large.
 */
export function admettreLogo({ type, largeur, hauteur, profondeur, quadrichromie, entrelacee }: ImageLogo): Decision {
  const { coteMin, coteMax, pixels } = BORNES_LOGO;
  const exiger = (tenu: boolean, message: string) =>
    tenu ? accepter() : refuser('ENTREE_INVALIDE', message, 'fichier');
  return premierRefus(
    () => exiger(type === 'image/png' || type === 'image/jpeg', 'Un logo est une image PNG ou JPEG.'),
    () => exiger(!quadrichromie, 'Ce logo est en quadrichromie (CMJN) : enregistrez-le en couleurs RVB.'),
    () => exiger(!entrelacee, 'Ce PNG est entrelacé : enregistrez-le sans entrelacement.'),
    () =>
      exiger(type !== 'image/jpeg' || profondeur === 8, 'Ce JPEG n’a pas 8 bits par couleur : enregistrez-le ainsi.'),
    () =>
      exiger(
        Math.min(largeur, hauteur) >= coteMin,
        `Ce logo mesure ${largeur} × ${hauteur} pixels : chaque côté en a ${coteMin} au moins, pour rester net.`,
      ),
    () =>
      exiger(
        Math.max(largeur, hauteur) <= coteMax && largeur * hauteur <= pixels,
        `Ce logo mesure ${largeur} × ${hauteur} pixels : réduisez-le à 2 000 de côté et un million en tout.`,
      ),
  );
}

/** A party, and the logo that it has now, if any. */
export interface PartieALogo extends Pick<PartieConvention, 'organismeId' | 'denomination'> {
  logo: string | null;
}

/** Those that the convention prints, in the order of the parties; `undefined` without any, so that its data say nothing of it. */
export function logosImprimes(
  parties: readonly PartieALogo[],
  sansLogo: readonly string[],
): LogoConvention[] | undefined {
  const logos = parties.flatMap(({ organismeId, denomination, logo }) =>
    logo === null || sansLogo.includes(organismeId) ? [] : [{ organismeId, denomination, sha256: logo }],
  );
  return logos.length === 0 ? undefined : logos;
}

/** Those of the parties that sign this very document: in a coordinated set, the cover bears no other (R33). */
export function logosDesSignataires(donnees: {
  logos?: readonly LogoConvention[];
  financeurs: readonly Pick<PartieConvention, 'organismeId'>[];
  beneficiaire: Pick<PartieConvention, 'organismeId'>;
}): LogoConvention[] {
  const siens = new Set([...donnees.financeurs, donnees.beneficiaire].map((p) => p.organismeId));
  return (donnees.logos ?? []).filter((logo) => siens.has(logo.organismeId));
}
