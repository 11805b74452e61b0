import type { Feuille, ImageOuverte } from './feuille.js';
import { LARGEUR_UTILE, PAGE, STYLES } from './style.js';

/** The image of a party, and what it is called. */
export interface Logo {
  octets: Uint8Array;
  /** For whoever does not see it: « Logo de … ». */
  alternative: string;
  nom: string;
}

interface Boite {
  logo: Logo;
  image: ImageOuverte;
  largeur: number;
  hauteur: number;
}

interface Rangee {
  boites: Boite[];
  hauteur: number;
}

/** No logo is higher nor wider, in points. */
const HAUTEUR_MAX = 44;
const LARGEUR_MAX = 128;
const ECART = 20;
const ENTRE_RANGEES = 12;
/** Surface of a logo, in square points: the more there are, the smaller each. */
const SURFACES: readonly (readonly [nombre: number, surface: number])[] = [
  [6, 1_900],
  [10, 1_400],
  [Infinity, 1_000],
];

/**
 * The size of each: the same surface for all, so that a long one does not look smaller than a square one, and its own
 * proportions, whatever they are.
 */
function dimensionner(feuille: Feuille, logo: Logo, surface: number): Boite {
  const image = feuille.image(logo.octets);
  const proportion = image.width / image.height;
  const hauteur = Math.min(Math.sqrt(surface / proportion), HAUTEUR_MAX, LARGEUR_MAX / proportion);
  return { logo, image, largeur: hauteur * proportion, hauteur };
}

function ranger(feuille: Feuille, logos: readonly Logo[]): Rangee[] {
  const [, surface = 0] = SURFACES.find(([nombre]) => logos.length <= nombre) ?? [];
  const rangees: Rangee[] = [];
  let occupee = Infinity;
  for (const boite of logos.map((logo) => dimensionner(feuille, logo, surface))) {
    if (occupee + ECART + boite.largeur > LARGEUR_UTILE) {
      rangees.push({ boites: [], hauteur: 0 });
      occupee = -ECART;
    }
    const rangee = rangees.at(-1) as Rangee;
    rangee.boites.push(boite);
    rangee.hauteur = Math.max(rangee.hauteur, boite.hauteur);
    occupee += ECART + boite.largeur;
  }
  return rangees;
}

/** Height that these logos take in rows, in points; 0 without any. */
export function hauteurRangees(feuille: Feuille, logos: readonly Logo[]): number {
  const rangees = ranger(feuille, logos);
  return rangees.reduce((total, { hauteur }) => total + hauteur, 0) + ENTRE_RANGEES * Math.max(0, rangees.length - 1);
}

function dessiner(feuille: Feuille, { logo, image, largeur, hauteur }: Boite, x: number, y: number): void {
  feuille.baliser(
    'Figure',
    () => {
      // What an image says of its own orientation was dropped with the rest.
      const options = { width: largeur, height: hauteur, ignoreOrientation: true };
      feuille.pdf.image(image as never, x, y, options as never);
    },
    { alt: logo.alternative, bbox: [x, y, x + largeur, y + hauteur] },
  );
}

/** Draws them in rows from this height, each centred in its row. The current position does not move. */
export function poserLogos(feuille: Feuille, haut: number, logos: readonly Logo[]): void {
  let y = haut;
  for (const { boites, hauteur } of ranger(feuille, logos)) {
    let x: number = PAGE.gauche;
    for (const boite of boites) {
      dessiner(feuille, boite, x, y + (hauteur - boite.hauteur) / 2);
      x += boite.largeur + ECART;
    }
    y += hauteur + ENTRE_RANGEES;
  }
}

/** One under the other at the current position, each with its name; a logo and its name are never parted. */
export function poserLogosNommes(feuille: Feuille, logos: readonly Logo[]): void {
  const [, surface = 0] = SURFACES[0] ?? [];
  const pas = HAUTEUR_MAX + ENTRE_RANGEES;
  const style = STYLES.corps;
  const x = PAGE.gauche + LARGEUR_MAX + ECART;
  const largeur = LARGEUR_UTILE - LARGEUR_MAX - ECART;
  for (const logo of logos) {
    feuille.assurer(pas);
    const { y } = feuille;
    const boite = dimensionner(feuille, logo, surface);
    dessiner(feuille, boite, PAGE.gauche, y + (HAUTEUR_MAX - boite.hauteur) / 2);
    const lignes = feuille.lignes(logo.nom, style, largeur);
    const debut = y + (HAUTEUR_MAX - lignes.length * style.interligne) / 2;
    feuille.baliser('P', () => {
      lignes.forEach((ligne, rang) => feuille.ecrireLigne(ligne, x, debut + rang * style.interligne, largeur, style));
    });
    feuille.filet(y + pas - ENTRE_RANGEES / 2);
    feuille.y = y + pas;
  }
}
