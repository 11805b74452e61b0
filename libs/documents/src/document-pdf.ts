import { poserCadres, poserFiligrane, type Cadre } from './cadre.js';
import { Feuille } from './feuille.js';
import type { Ligne } from './lignes.js';
import type { Metadonnees } from './metadonnees.js';
import { COULEURS, LARGEUR_UTILE, PAGE, STYLES, type StyleTexte } from './style.js';
import { dessinerTableau, hauteurDebutTableau, hauteurTotaleTableau, type Tableau } from './tableau.js';
import { sansMarques, typographier } from './typographie.js';

export interface OptionsDocument {
  metadonnees: Metadonnees;
  cadre: Cadre;
  /** Printed nowhere; the only date inside the file, so that the same data give the same bytes. */
  emisLe: Date;
}

/** Data embedded in the document itself. */
export interface FichierJoint {
  nom: string;
  type: string;
  description: string;
  contenu: string | Uint8Array;
}

/** A block for one signatory. */
export interface Cartouche {
  titre: string;
  lignes: string[];
  /** Printed above the space left for the signature. */
  mentions: string[];
}

type Signet = ReturnType<Feuille['pdf']['outline']['addItem']>;
interface Bloc {
  x: number;
  largeur: number;
}

const PLEINE_LARGEUR: Bloc = { x: PAGE.gauche, largeur: LARGEUR_UTILE };
const ESPACE_AVANT: Readonly<Record<1 | 2 | 3, number>> = { 1: 0, 2: 14, 3: 8 };
const RETRAIT_NUMERO = 30;
const RETRAIT_LISTE = 12;
const RETRAIT_NUMEROTEE = 20;

/** A document made of blocks, from top to bottom: titles, paragraphs, lists, tables. Every block is tagged. */
export class DocumentPdf {
  readonly feuille: Feuille;
  private readonly signets: Signet[] = [];

  constructor(private readonly options: OptionsDocument) {
    const { filigrane } = options.cadre;
    this.feuille = new Feuille(options.metadonnees, options.emisLe, (feuille) => {
      if (filigrane !== null) poserFiligrane(feuille, filigrane);
    });
  }

  /** Groups blocks under one tag: Sect (part), Art (article). */
  section(type: 'Sect' | 'Art' | 'Div', remplir: () => void): void {
    this.feuille.grouper(type, remplir);
  }

  /** Blank space, swallowed at the top of a page unless it is asked for there too (cover). */
  espace(hauteur: number, memeEnTete = false): void {
    if (memeEnTete || !this.feuille.enHautDePage) this.feuille.y += hauteur;
  }

  nouvellePage(): void {
    if (!this.feuille.enHautDePage) this.feuille.sautDePage();
  }

  /** Height left on the page. */
  get reste(): number {
    return this.feuille.reste;
  }

  /** Starts a new page unless this height is left: what follows stays together. */
  garderEnsemble(hauteur: number): void {
    this.feuille.assurer(hauteur);
  }

  /**
   * A title, with its bookmark. `suite` is the height that must follow on the same page, so that a title is never alone at
   * the foot of a page: three lines of text by default, more before a table.
   */
  titre(
    niveau: 1 | 2 | 3,
    texte: string,
    options: { suite?: number; signet?: boolean; style?: StyleTexte } = {},
  ): void {
    const style = options.style ?? STYLES[`titre${niveau}`];
    const lignes = this.feuille.lignes(texte, style, LARGEUR_UTILE);
    const hauteur = lignes.length * style.interligne + style.apres;
    this.espace(ESPACE_AVANT[niveau]);
    this.feuille.assurer(hauteur + (options.suite ?? 3 * STYLES.corps.interligne));
    if (options.signet !== false) this.poserSignet(niveau, texte);
    this.couler(`H${niveau}`, lignes, style, PLEINE_LARGEUR);
  }

  paragraphe(texte: string, style: StyleTexte = STYLES.corps, retrait = 0): void {
    const bloc = { x: PAGE.gauche + retrait, largeur: LARGEUR_UTILE - retrait };
    this.couler('P', this.feuille.lignes(texte, style, bloc.largeur), style, bloc);
  }

  /**
   * A paragraph with its number hanging in the margin: 5.1, 5.2 … `suite` is the height of what it announces, that must
   * start on the same page (a list, a table).
   */
  alinea(numero: string, texte: string, suite = 0): void {
    const bloc = { x: PAGE.gauche + RETRAIT_NUMERO, largeur: LARGEUR_UTILE - RETRAIT_NUMERO };
    const style = { ...STYLES.corps, graisse: 'gras', couleur: COULEURS.marine } as const;
    const marque = { ligne: this.feuille.lignes(`${numero} `, style, RETRAIT_NUMERO)[0], style };
    const lignes = this.feuille.lignes(texte, STYLES.corps, bloc.largeur);
    if (suite > 0) this.feuille.assurer(lignes.length * STYLES.corps.interligne + STYLES.corps.apres + suite);
    this.couler('P', lignes, STYLES.corps, bloc, marque);
  }

  /** A list with dashes, as French typography wants, or numbered from 1. */
  liste(elements: readonly string[], options: { retrait?: number; numerotee?: boolean } = {}): void {
    const style = { ...STYLES.corps, apres: 2.5 };
    const retrait = options.numerotee ? RETRAIT_NUMEROTEE : RETRAIT_LISTE;
    const x = PAGE.gauche + (options.retrait ?? 0);
    const bloc = { x: x + retrait, largeur: PAGE.gauche + LARGEUR_UTILE - x - retrait };
    this.feuille.grouper('L', () => {
      elements.forEach((element, rang) => {
        const [marque] = this.feuille.lignes(options.numerotee ? `${rang + 1}. ` : '– ', style, retrait);
        const lignes = this.feuille.lignes(element, style, bloc.largeur);
        this.feuille.assurer(Math.min(lignes.length, lignes.length === 3 ? 3 : 2) * style.interligne);
        this.feuille.grouper('LI', () => {
          this.feuille.baliser('Lbl', () => {
            if (marque) this.feuille.ecrireLigne(marque, x, this.feuille.y, retrait, style);
          });
          this.couler('LBody', lignes, style, bloc);
        });
      });
    });
    this.feuille.y += 3.5;
  }

  /** Height that a table needs to start on this page: for the title or the sentence that announces it. */
  hauteurTableau(tableau: Tableau): number {
    return hauteurDebutTableau(this.feuille, tableau);
  }

  /** True when the whole table fits on what is left of this page, above a height that is kept for something else. */
  tientSurLaPage(tableau: Tableau, reserve = 0): boolean {
    return hauteurTotaleTableau(this.feuille, tableau) + reserve <= this.feuille.reste;
  }

  tableau(tableau: Tableau): void {
    dessinerTableau(this.feuille, tableau);
  }

  /** Pairs « label: value » as a quiet two-column table (the label is the header of its row). */
  fiche(paires: readonly (readonly [string, string])[], largeurLibelle = 128): void {
    const style = STYLES.corps;
    const libelle: StyleTexte = { ...STYLES.petit, taille: 8.2, interligne: style.interligne };
    const bloc = { x: PAGE.gauche + largeurLibelle, largeur: LARGEUR_UTILE - largeurLibelle };
    this.feuille.grouper('Table', () => {
      for (const [nom, valeur] of paires) {
        const noms = this.feuille.lignes(nom, libelle, largeurLibelle - 10);
        const lignes = this.feuille.lignes(valeur, style, bloc.largeur);
        const hauteur = Math.max(noms.length, lignes.length) * style.interligne;
        this.feuille.assurer(Math.min(hauteur, 4 * style.interligne) + 5);
        const haut = this.feuille.y;
        this.feuille.grouper('TR', () => {
          this.feuille.baliser(
            'TH',
            () => this.ecrire(noms, libelle, { x: PAGE.gauche, largeur: largeurLibelle }, haut),
            {
              scope: 'Row',
            },
          );
          this.couler('TD', lignes, { ...style, apres: 0 }, bloc);
        });
        this.feuille.y = Math.max(this.feuille.y, haut + noms.length * style.interligne) + 1.5;
        this.feuille.filet(this.feuille.y);
        this.feuille.y += 2.5;
      }
    });
    this.feuille.y += 6;
  }

  /** Paragraphs on a tinted ground with a navy edge: what the reader must not miss. Never cut by a page break. */
  encadre(textes: readonly { texte: string; style?: StyleTexte }[]): void {
    const bloc = { x: PAGE.gauche + 16, largeur: LARGEUR_UTILE - 32 };
    const composes = textes.map(({ texte, style = STYLES.corps }) => ({
      style,
      lignes: this.feuille.lignes(texte, style, bloc.largeur),
    }));
    const contenu = composes.reduce((h, { lignes, style }) => h + lignes.length * style.interligne + style.apres, 0);
    const hauteur = contenu - (composes.at(-1)?.style.apres ?? 0) + 22;
    this.feuille.assurer(hauteur);
    const haut = this.feuille.y;
    this.feuille.fond(haut, hauteur, COULEURS.fond);
    this.feuille.fond(haut, hauteur, COULEURS.marine, PAGE.gauche, 3);
    this.feuille.y += 11;
    for (const { lignes, style } of composes) this.couler('P', lignes, style, bloc);
    this.feuille.y = haut + hauteur + 12;
  }

  /** Signature blocks, two a row, each kept whole. */
  cartouches(cartouches: readonly Cartouche[]): void {
    const gouttiere = 20;
    const largeur = (LARGEUR_UTILE - gouttiere) / 2;
    for (let rang = 0; rang < cartouches.length; rang += 2) {
      const paire = cartouches.slice(rang, rang + 2).map((c) => this.mesurerCartouche(c, largeur));
      const hauteur = Math.max(...paire.map((c) => c.hauteur));
      this.feuille.assurer(hauteur);
      const haut = this.feuille.y;
      paire.forEach((cartouche, colonne) => {
        const x = PAGE.gauche + colonne * (largeur + gouttiere);
        this.feuille.filet(haut, COULEURS.marine, 1, x, largeur);
        this.feuille.filet(haut + hauteur - 10, COULEURS.filet, 0.5, x, largeur);
        this.feuille.y = haut + 6;
        this.feuille.grouper('Div', () => {
          for (const { lignes, style } of cartouche.textes) this.couler('P', lignes, style, { x, largeur });
        });
      });
      this.feuille.y = haut + hauteur + 8;
    }
  }

  /** Embeds a file as data of this document (PDF/A-3, AFRelationship Data). */
  joindre(fichier: FichierJoint): void {
    const { contenu } = fichier;
    this.feuille.pdf.file(typeof contenu === 'string' ? Buffer.from(contenu, 'utf8') : Buffer.from(contenu), {
      name: fichier.nom,
      type: fichier.type,
      description: fichier.description,
      relationship: 'Data',
      creationDate: this.options.emisLe,
      modifiedDate: this.options.emisLe,
    } as never);
  }

  /** Writes headers and footers and gives the bytes. The document cannot be used afterwards. */
  terminer(): Promise<Buffer> {
    poserCadres(this.feuille, this.options.cadre);
    return this.feuille.terminer();
  }

  private mesurerCartouche(cartouche: Cartouche, largeur: number) {
    const nom: StyleTexte = { ...STYLES.corps, graisse: 'gras', couleur: COULEURS.marine, apres: 3 };
    const detail: StyleTexte = { ...STYLES.petit, couleur: COULEURS.encre, apres: 1 };
    const mention: StyleTexte = { ...STYLES.petit, apres: 2 };
    const textes = [
      { style: nom, lignes: this.feuille.lignes(cartouche.titre, nom, largeur) },
      ...cartouche.lignes.map((ligne) => ({ style: detail, lignes: this.feuille.lignes(ligne, detail, largeur) })),
      ...cartouche.mentions.map((ligne) => ({ style: mention, lignes: this.feuille.lignes(ligne, mention, largeur) })),
    ];
    const contenu = textes.reduce((h, { style, lignes }) => h + lignes.length * style.interligne + style.apres, 0);
    return { textes, hauteur: contenu + 80 };
  }

  private poserSignet(niveau: 1 | 2 | 3, texte: string): void {
    const parent =
      this.signets.slice(0, niveau - 1).findLast((signet) => signet !== undefined) ?? this.feuille.pdf.outline;
    // pdfkit counts `left` from the right edge: the whole width gives 0.
    const options = { top: this.feuille.y - 8, left: PAGE.largeur, expanded: niveau === 1 };
    const signet = parent.addItem(typographier(sansMarques(texte)), options);
    this.signets.length = niveau - 1;
    this.signets[niveau - 1] = signet;
  }

  private ecrire(lignes: readonly Ligne[], style: StyleTexte, bloc: Bloc, haut: number): void {
    lignes.forEach((ligne, rang) =>
      this.feuille.ecrireLigne(ligne, bloc.x, haut + rang * style.interligne, bloc.largeur, style),
    );
  }

  /** Lets lines flow over pages: never one line alone at the foot or at the head of a page. */
  private couler(
    type: string,
    lignes: readonly Ligne[],
    style: StyleTexte,
    bloc: Bloc,
    marque?: { ligne: Ligne | undefined; style: StyleTexte },
  ): void {
    const { feuille } = this;
    if (aPlacer(feuille.reste, style, lignes.length, true) === 0) feuille.sautDePage();
    feuille.baliser(type, () => {
      if (marque?.ligne) feuille.ecrireLigne(marque.ligne, PAGE.gauche, feuille.y, RETRAIT_NUMERO, marque.style);
      for (let rang = 0; rang < lignes.length;) {
        const nombre = Math.max(1, aPlacer(feuille.reste, style, lignes.length - rang, rang === 0));
        this.ecrire(lignes.slice(rang, rang + nombre), style, bloc, feuille.y);
        feuille.y += nombre * style.interligne;
        rang += nombre;
        if (rang < lignes.length) feuille.sautDePage();
      }
    });
    feuille.y += style.apres;
  }
}

/** How many of the lines left to put on this page; 0 = start on the next one. */
function aPlacer(hauteur: number, style: StyleTexte, restantes: number, debut: boolean): number {
  // The tolerance avoids a break for a hundredth of a point.
  const place = Math.floor((hauteur + 0.5) / style.interligne);
  if (place >= restantes) return restantes;
  const nombre = restantes - place === 1 ? place - 1 : place;
  return debut && nombre < 2 ? 0 : Math.max(nombre, 0);
}
