import type { Graisse } from './polices.js';

/** The one visual identity of every document: navy on white, hairlines, no frame. */
export const COULEURS = {
  marine: '#14294d',
  encre: '#1c2129',
  gris: '#5a6473',
  filet: '#c8cfda',
  fond: '#eef1f6',
  /** Watermark: drawn under the text and lighter than any background, so that it never fights with reading. */
  filigrane: '#f0f2f6',
  alerte: '#9a3412',
} as const;

/** A4 in points; sides of 22 mm. */
export const PAGE = { largeur: 595.28, hauteur: 841.89, gauche: 62, droite: 62, haut: 74, bas: 74 } as const;

/** Width of the text block. */
export const LARGEUR_UTILE = PAGE.largeur - PAGE.gauche - PAGE.droite;

export interface StyleTexte {
  taille: number;
  interligne: number;
  couleur: string;
  graisse: Graisse;
  aligne: 'gauche' | 'droite' | 'centre';
  /** Space after the block, in points. */
  apres: number;
}

const BASE: StyleTexte = {
  taille: 9.2,
  interligne: 13.2,
  couleur: COULEURS.encre,
  graisse: 'normal',
  aligne: 'gauche',
  apres: 6,
};

export const STYLES = {
  corps: BASE,
  chapeau: { ...BASE, taille: 11, interligne: 15.5, couleur: COULEURS.gris, apres: 8 },
  petit: { ...BASE, taille: 7.8, interligne: 10.6, couleur: COULEURS.gris, apres: 4 },
  cellule: { ...BASE, taille: 8, interligne: 10.8, apres: 0 },
  entete: { ...BASE, taille: 7.6, interligne: 10, graisse: 'gras', couleur: COULEURS.marine, apres: 0 },
  titre1: { ...BASE, taille: 23, interligne: 29, graisse: 'gras', couleur: COULEURS.marine, apres: 8 },
  titre2: { ...BASE, taille: 12.2, interligne: 16, graisse: 'gras', couleur: COULEURS.marine, apres: 7 },
  titre3: { ...BASE, taille: 9.6, interligne: 13.2, graisse: 'gras', couleur: COULEURS.marine, apres: 4 },
} as const satisfies Record<string, StyleTexte>;
