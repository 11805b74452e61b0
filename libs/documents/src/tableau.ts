import type { Balise, Feuille } from './feuille.js';
import type { Ligne } from './lignes.js';
import { COULEURS, LARGEUR_UTILE, PAGE, STYLES, type StyleTexte } from './style.js';

export interface Colonne {
  titre: string;
  /** Relative width: the columns share the width of the text block. */
  largeur: number;
  aligne?: 'gauche' | 'droite' | 'centre';
  /** The cells of this column name their row (TH, scope Row). */
  nomme?: boolean;
}

export interface Rangee {
  cellules: string[];
  /**
   * `groupe`: a heading kept with the next row; `total`: a sum kept with the row before. The first cell of both extends
   * over the empty cells that follow it.
   */
  genre?: 'ligne' | 'groupe' | 'total';
}

export interface Tableau {
  /** Caption: says what the table is, printed above it. */
  legende: string;
  colonnes: Colonne[];
  rangees: Rangee[];
}

interface CelluleMesuree {
  /** Number of columns covered; 0 = covered by the cell before. */
  etendue: number;
  lignes: readonly Ligne[];
  style: StyleTexte;
  x: number;
  largeur: number;
}

interface RangeeMesuree {
  cellules: CelluleMesuree[];
  hauteur: number;
  genre: 'ligne' | 'groupe' | 'total';
}

const MARGE_X = 5;
const MARGE_Y = 3.2;
/** A table no taller than this is never cut: it goes to the next page whole. */
const HAUTEUR_INSECABLE = 260;

interface TableauMesure {
  legende: readonly Ligne[];
  entete: RangeeMesuree;
  rangees: RangeeMesuree[];
  /** Caption, header and what must follow them on the same page. */
  debut: number;
  total: number;
}

function mesurerTableau(feuille: Feuille, tableau: Tableau): TableauMesure {
  const largeurs = repartir(tableau.colonnes);
  const titres = { cellules: tableau.colonnes.map((c) => c.titre) };
  const entete = mesurer(feuille, tableau, largeurs, titres, STYLES.entete);
  const rangees = tableau.rangees.map((rangee) => mesurer(feuille, tableau, largeurs, rangee, styleDe(rangee)));
  const legende = feuille.lignes(tableau.legende, STYLES.petit, LARGEUR_UTILE);
  const tete = legende.length * STYLES.petit.interligne + 4 + entete.hauteur;
  const total = rangees.reduce((somme, r) => somme + r.hauteur, tete);
  const premieres = hauteurGroupee(rangees, 0) + hauteurGroupee(rangees, 1);
  const debut = total <= HAUTEUR_INSECABLE ? total : tete + Math.min(premieres, 200);
  return { legende, entete, rangees, debut, total };
}

/** Height that must be free for the table to start here: all of it when it is short. */
export function hauteurDebutTableau(feuille: Feuille, tableau: Tableau): number {
  return mesurerTableau(feuille, tableau).debut;
}

/** Height of the whole table, were it on one page. */
export function hauteurTotaleTableau(feuille: Feuille, tableau: Tableau): number {
  return mesurerTableau(feuille, tableau).total;
}

/** A table that breaks between rows, repeats its header on each page and keeps totals with what they sum. */
export function dessinerTableau(feuille: Feuille, tableau: Tableau): void {
  const { legende, entete, rangees, debut } = mesurerTableau(feuille, tableau);
  feuille.assurer(debut);
  feuille.grouper('Table', () => {
    ecrireLegende(feuille, legende);
    fondEntete(feuille, entete);
    feuille.grouper('THead', () =>
      feuille.grouper('TR', () => {
        for (const cellule of entete.cellules) {
          feuille.baliser('TH', () => ecrireCellule(feuille, cellule), { scope: 'Column' });
        }
      }),
    );
    feuille.y += entete.hauteur;
    feuille.grouper('TBody', () => {
      rangees.forEach((rangee, rang) => {
        if (hauteurGroupee(rangees, rang) > feuille.reste) continuer(feuille, entete);
        dessinerRangee(feuille, tableau, rangee, entete);
      });
    });
  });
  feuille.y += 10;
}

function ecrireLegende(feuille: Feuille, legende: readonly Ligne[]): void {
  feuille.baliser('Caption', () => {
    for (const ligne of legende) {
      feuille.ecrireLigne(ligne, PAGE.gauche, feuille.y, LARGEUR_UTILE, STYLES.petit);
      feuille.y += STYLES.petit.interligne;
    }
  });
  feuille.y += 4;
}

/** Height of a row and of those that must stay on its page: the row under a group, the total under the last row, the last two. */
function hauteurGroupee(rangees: RangeeMesuree[], rang: number): number {
  const rangee = rangees[rang];
  if (!rangee) return 0;
  const suivante = rangees[rang + 1];
  const derniere = rang + 2 === rangees.length;
  const suivre = suivante !== undefined && (derniere || rangee.genre === 'groupe' || suivante.genre === 'total');
  return rangee.hauteur + (suivre ? hauteurGroupee(rangees, rang + 1) : 0);
}

function repartir(colonnes: Colonne[]): number[] {
  const total = colonnes.reduce((somme, c) => somme + c.largeur, 0);
  return colonnes.map((c) => (c.largeur / total) * LARGEUR_UTILE);
}

function styleDe(rangee: Rangee): StyleTexte {
  if (rangee.genre === 'total') return { ...STYLES.cellule, graisse: 'gras', couleur: COULEURS.marine };
  if (rangee.genre === 'groupe') return { ...STYLES.cellule, graisse: 'gras' };
  return STYLES.cellule;
}

function mesurer(f: Feuille, tableau: Tableau, largeurs: number[], rangee: Rangee, base: StyleTexte): RangeeMesuree {
  const etendue = etendueTete(rangee, tableau.colonnes.length);
  let x = PAGE.gauche;
  const cellules = tableau.colonnes.map((colonne, rang): CelluleMesuree => {
    const couvertes = rang === 0 ? etendue : rang < etendue ? 0 : 1;
    const brute = largeurs.slice(rang, rang + Math.max(couvertes, 1)).reduce((somme, l) => somme + l, 0);
    const largeur = brute - 2 * MARGE_X;
    const texte = rangee.cellules[rang] ?? '';
    const style = ajuster(f, texte, { ...base, aligne: colonne.aligne ?? 'gauche' }, largeur);
    const lignes = texte === '' ? [] : f.lignes(texte, style, largeur);
    const cellule = { etendue: couvertes, lignes, style, x: x + MARGE_X, largeur };
    x += largeurs[rang] ?? 0;
    return cellule;
  });
  const hauteur = Math.max(base.interligne, ...cellules.map((c) => c.lignes.length * c.style.interligne)) + 2 * MARGE_Y;
  return { cellules, hauteur, genre: rangee.genre ?? 'ligne' };
}

/** How many columns the first cell covers. */
function etendueTete({ genre = 'ligne', cellules }: Rangee, colonnes: number): number {
  if (genre === 'ligne' || !cellules[0]) return 1;
  const occupee = Array.from({ length: colonnes - 1 }, (_, rang) => cellules[rang + 1] ?? '').findIndex(
    (c) => c !== '',
  );
  return occupee === -1 ? colonnes : occupee + 1;
}

/** A figure is never cut in two: one that is too wide for its column is set smaller. */
function ajuster(feuille: Feuille, texte: string, style: StyleTexte, largeur: number): StyleTexte {
  if (style.aligne !== 'droite' || texte.includes(' ')) return style;
  const voulue = feuille.lignes(texte, style, Infinity)[0]?.largeur ?? 0;
  return voulue <= largeur ? style : { ...style, taille: (style.taille * largeur) / voulue - 0.01 };
}

function ecrireCellule(feuille: Feuille, cellule: CelluleMesuree, debut = 0, fin = cellule.lignes.length): void {
  cellule.lignes.slice(debut, fin).forEach((ligne, rang) => {
    const y = feuille.y + MARGE_Y + rang * cellule.style.interligne;
    feuille.ecrireLigne(ligne, cellule.x, y, cellule.largeur, cellule.style);
  });
}

function fondEntete(feuille: Feuille, entete: RangeeMesuree): void {
  feuille.fond(feuille.y, entete.hauteur, COULEURS.fond);
  feuille.filet(feuille.y, COULEURS.marine, 1);
  feuille.filet(feuille.y + entete.hauteur, COULEURS.marine, 0.5);
}

/** New page: the header is drawn again for the eye, as an artefact, because the tag tree already has it once. */
function continuer(feuille: Feuille, entete: RangeeMesuree): void {
  if (feuille.enHautDePage) return;
  feuille.sautDePage();
  fondEntete(feuille, entete);
  feuille.artefact(() => entete.cellules.forEach((cellule) => ecrireCellule(feuille, cellule)), 'Pagination');
  feuille.y += entete.hauteur;
}

function dessinerRangee(feuille: Feuille, tableau: Tableau, rangee: RangeeMesuree, entete: RangeeMesuree): void {
  feuille.grouper('TR', (tr) => {
    const balises = rangee.cellules.map(({ etendue }, rang) => {
      if (etendue === 0) return null;
      const nomme = tableau.colonnes[rang]?.nomme ?? false;
      const balise = feuille.pdf.struct(nomme ? 'TH' : 'TD');
      poserAttributs(balise, nomme, etendue);
      tr.add(balise);
      return balise;
    });
    remplirRangee(feuille, rangee, entete, balises);
    for (const balise of balises) balise?.end();
  });
}

/** pdfkit knows the scope of a header but not the span of a cell: the attributes are written by hand. */
function poserAttributs(balise: Balise, nomme: boolean, etendue: number): void {
  if (!nomme && etendue === 1) return;
  const { dictionary } = balise as unknown as { dictionary: { data: { A?: object } } };
  dictionary.data.A = { O: 'Table', ...(nomme ? { Scope: 'Row' } : {}), ...(etendue > 1 ? { ColSpan: etendue } : {}) };
}

/** Draws the row, in slices when it is taller than a page. */
function remplirRangee(
  feuille: Feuille,
  rangee: RangeeMesuree,
  entete: RangeeMesuree,
  balises: (Balise | null)[],
): void {
  const interligne = STYLES.cellule.interligne;
  const total = Math.max(1, ...rangee.cellules.map((c) => c.lignes.length));
  for (let debut = 0; debut < total;) {
    const place = Math.max(1, Math.floor((feuille.reste - 2 * MARGE_Y) / interligne));
    const fin = Math.min(total, debut + place);
    const hauteur = debut === 0 && fin === total ? rangee.hauteur : (fin - debut) * interligne + 2 * MARGE_Y;
    if (rangee.genre === 'total') feuille.fond(feuille.y, hauteur, COULEURS.fond);
    rangee.cellules.forEach((cellule, rang) => {
      if (cellule.lignes.length > debut) balises[rang]?.add(() => ecrireCellule(feuille, cellule, debut, fin));
    });
    feuille.y += hauteur;
    feuille.filet(
      feuille.y,
      rangee.genre === 'total' ? COULEURS.marine : COULEURS.filet,
      rangee.genre === 'total' ? 0.8 : 0.4,
    );
    debut = fin;
    if (debut < total) continuer(feuille, entete);
  }
}
