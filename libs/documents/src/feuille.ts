import PDFDocument from 'pdfkit';
import { composerLignes, type Ligne, type Mesurer } from './lignes.js';
import { poserMetadonnees, type Metadonnees } from './metadonnees.js';
import { policesPartagees, type Graisse } from './polices.js';
import { COULEURS, LARGEUR_UTILE, PAGE, type StyleTexte } from './style.js';
import { decouper, typographier } from './typographie.js';

type Pdf = InstanceType<typeof PDFDocument>;
export type Balise = ReturnType<Pdf['struct']>;
export type OptionsBalise = Parameters<Pdf['struct']>[1] & {
  scope?: 'Row' | 'Column';
  /** Left, top, right and bottom, in points from the top left corner: asked of a figure. */
  bbox?: [number, number, number, number];
};

/** What pdfkit makes of the bytes of an image. */
export interface ImageOuverte {
  width: number;
  height: number;
}

type OuvreImage = { openImage(octets: Uint8Array): ImageOuverte };

/** Height of DejaVu's line, in em: used to centre the letters in the leading. */
const HAUTEUR_LETTRES = 1.164;

/*
 * Widths of words at 1000 points, for the life of the process: half of the time of a document goes into measuring, and the
 * width of a word depends on nothing else than its font. Emptied when full, so that user text cannot fill the memory.
 */
const LARGEURS: Readonly<Record<Graisse, Map<string, number>>> = {
  normal: new Map(),
  gras: new Map(),
  italique: new Map(),
  mono: new Map(),
};
const LARGEURS_MAX = 20_000;

/*
 * Texts already cut into lines, for the life of the process: the clauses of a convention are those of the one before, and a
 * table is cut once to know its height and once to be drawn.
 */
const LIGNES = new Map<string, readonly Ligne[]>();
const LIGNES_MAX = 4_000;

/**
 * The sheet: pages, the tag tree, and text drawn at a place. It knows nothing of blocks (see `DocumentPdf`).
 *
 * Two things are done by hand rather than by pdfkit's text flow: lines are broken here, so that widows can be avoided and
 * the weight can change inside a sentence, and every page break goes through `sautDePage`, which closes and reopens the
 * tags that are open.
 */
export class Feuille {
  readonly pdf: Pdf;
  /** Top of the next line. */
  y: number = PAGE.haut;
  private readonly parents: Balise[] = [];
  readonly polices = policesPartagees();
  private readonly dessinables = new Map<Graisse, Map<string, boolean>>();
  private readonly images = new Map<Uint8Array, ImageOuverte>();
  private readonly octets: Promise<Buffer>;

  constructor(meta: Metadonnees, emisLe: Date, surPage: (feuille: Feuille) => void) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      subset: 'PDF/A-3a',
      tagged: true,
      lang: 'fr-FR',
      displayTitle: true,
      // Without it pdfkit opens Helvetica, which is not embedded and breaks PDF/A.
      font: null as unknown as string,
      info: {
        Title: meta.titre,
        Author: meta.auteur,
        Subject: meta.sujet,
        Keywords: meta.motsCles,
        Creator: 'Tour de table',
        Producer: 'Tour de table',
        CreationDate: emisLe,
        ModDate: emisLe,
      },
    });
    this.octets = rassembler(this.pdf);
    poserMetadonnees(this.pdf);
    for (const [nom, { police }] of Object.entries(this.polices)) this.pdf.registerFont(nom, police as never);
    this.pdf.on('pageAdded', () => surPage(this));
    this.pdf.addPage();
    const racine = this.pdf.struct('Document');
    this.pdf.addStructure(racine);
    this.parents.push(racine);
  }

  /** Height left on the page. */
  get reste(): number {
    return PAGE.hauteur - PAGE.bas - this.y;
  }

  get enHautDePage(): boolean {
    return this.y <= PAGE.haut;
  }

  sautDePage(): void {
    this.pdf.continueOnNewPage();
    this.y = PAGE.haut;
  }

  /** Goes to a new page when less than this height is left. */
  assurer(hauteur: number): void {
    if (hauteur > this.reste && !this.enHautDePage) this.sautDePage();
  }

  /** An image ready to be drawn, however often: it is in the file once. PNG without transparency, or JPEG. */
  image(octets: Uint8Array): ImageOuverte {
    let image = this.images.get(octets);
    if (!image) this.images.set(octets, (image = (this.pdf as unknown as OuvreImage).openImage(octets)));
    return image;
  }

  /** Draws inside one tag (P, H1, TD, Lbl …). */
  baliser(type: string, dessiner: () => void, options: OptionsBalise = {}): void {
    this.parent.add(this.pdf.struct(type, options, dessiner));
  }

  /** Opens a tag that contains other tags (Sect, Table, TR, L …) for the time of `remplir`. */
  grouper(type: string, remplir: (balise: Balise) => void, options: OptionsBalise = {}): void {
    const balise = this.pdf.struct(type, options);
    this.parent.add(balise);
    this.parents.push(balise);
    remplir(balise);
    this.parents.pop();
    balise.end();
  }

  /** Draws what is no content: rules, backgrounds, running titles. A screen reader skips it. */
  artefact(dessiner: () => void, type: 'Pagination' | 'Layout' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type });
    dessiner();
    this.pdf.endMarkedContent();
  }

  filet(
    y: number,
    couleur: string = COULEURS.filet,
    epaisseur = 0.5,
    x: number = PAGE.gauche,
    largeur = LARGEUR_UTILE,
  ) {
    this.artefact(() => {
      this.pdf.lineWidth(epaisseur).strokeColor(couleur);
      this.pdf
        .moveTo(x, y)
        .lineTo(x + largeur, y)
        .stroke();
    });
  }

  fond(y: number, hauteur: number, couleur: string, x: number = PAGE.gauche, largeur = LARGEUR_UTILE): void {
    this.artefact(() => this.pdf.rect(x, y, largeur, hauteur).fill(couleur));
  }

  mesureur(style: StyleTexte): Mesurer {
    return (texte, graisse) => (this.largeurNormale(texte, graisse) * style.taille) / 1000;
  }

  /** Breaks a text into lines, with French typography. */
  lignes(texte: string, style: StyleTexte, largeur: number): readonly Ligne[] {
    const cle = `${style.graisse} ${style.taille} ${largeur} ${texte}`;
    const connues = LIGNES.get(cle);
    if (connues) return connues;
    const lignes = this.couper(texte, style, largeur);
    if (LIGNES.size >= LIGNES_MAX) LIGNES.clear();
    LIGNES.set(cle, lignes);
    return lignes;
  }

  private couper(texte: string, style: StyleTexte, largeur: number): readonly Ligne[] {
    const morceaux = decouper(typographier(texte), style.graisse).map(({ texte: brut, graisse }) => ({
      texte: this.remplacerInconnus(brut, graisse),
      graisse,
    }));
    return composerLignes(morceaux, largeur, this.mesureur(style));
  }

  /** Draws a line whose box has its top left corner at x, y. To be called inside a tag or an artefact. */
  ecrireLigne(ligne: Ligne, x: number, y: number, largeur: number, style: StyleTexte): void {
    const jeu = largeur - ligne.largeur;
    let gauche = x + (style.aligne === 'droite' ? jeu : style.aligne === 'centre' ? jeu / 2 : 0);
    const haut = y + (style.interligne - style.taille * HAUTEUR_LETTRES) / 2;
    ligne.morceaux.forEach(({ texte, graisse }, rang) => {
      this.pdf.font(graisse).fontSize(style.taille).fillColor(style.couleur);
      this.pdf.text(texte, gauche, haut, { lineBreak: false });
      if (rang < ligne.morceaux.length - 1) gauche += (this.largeurNormale(texte, graisse) * style.taille) / 1000;
    });
  }

  /** Closes the document and gives its bytes. */
  async terminer(): Promise<Buffer> {
    this.pdf.end();
    return this.octets;
  }

  private get parent(): Balise {
    const parent = this.parents.at(-1);
    if (!parent) throw new Error('Aucune balise ouverte.');
    return parent;
  }

  /** Width at 1000 points, remembered. */
  private largeurNormale(texte: string, graisse: Graisse): number {
    const connues = LARGEURS[graisse];
    let largeur = connues.get(texte);
    if (largeur === undefined) {
      largeur = this.polices[graisse].largeur(texte);
      if (connues.size >= LARGEURS_MAX) connues.clear();
      connues.set(texte, largeur);
    }
    return largeur;
  }

  /** A character that the font cannot draw is shown as the replacement sign: PDF/A forbids the empty glyph. */
  private remplacerInconnus(texte: string, graisse: Graisse): string {
    let connus = this.dessinables.get(graisse);
    if (!connus) this.dessinables.set(graisse, (connus = new Map()));
    let resultat = '';
    for (const caractere of texte) {
      let dessinable = connus.get(caractere);
      if (dessinable === undefined) {
        dessinable = this.polices[graisse].police.hasGlyphForCodePoint(caractere.codePointAt(0) ?? 0);
        connus.set(caractere, dessinable);
      }
      resultat += dessinable ? caractere : '\uFFFD';
    }
    return resultat;
  }
}

function rassembler(pdf: Pdf): Promise<Buffer> {
  return new Promise((resoudre, rejeter) => {
    const blocs: Buffer[] = [];
    pdf.on('data', (bloc: Uint8Array) => blocs.push(Buffer.from(bloc)));
    pdf.on('end', () => resoudre(Buffer.concat(blocs)));
    pdf.on('error', rejeter);
  });
}
