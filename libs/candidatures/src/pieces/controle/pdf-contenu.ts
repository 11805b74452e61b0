import { LIMITES } from './limites.js';
import { Rejet, type MotifRejet } from './motifs.js';
import type { Jeton } from './pdf-lexeur.js';

/**
 * Names that no attachment needs: code, actions that leave the document, files and media inside it, encryption (what it
 * hides, nobody can check). Source: ISO 32000-2, 12.6 (actions), 7.11.4 (embedded files), 13 (multimedia).
 */
const INTERDITS: Readonly<Record<string, MotifRejet>> = {
  JavaScript: 'PDF_CODE',
  JS: 'PDF_CODE',
  Launch: 'PDF_LANCEMENT',
  SubmitForm: 'PDF_LANCEMENT',
  ImportData: 'PDF_LANCEMENT',
  GoToE: 'PDF_LANCEMENT',
  GoToR: 'PDF_LANCEMENT',
  EmbeddedFile: 'PDF_FICHIER_EMBARQUE',
  EmbeddedFiles: 'PDF_FICHIER_EMBARQUE',
  EF: 'PDF_FICHIER_EMBARQUE',
  RichMedia: 'PDF_MULTIMEDIA',
  Movie: 'PDF_MULTIMEDIA',
  Sound: 'PDF_MULTIMEDIA',
  Rendition: 'PDF_MULTIMEDIA',
  '3D': 'PDF_MULTIMEDIA',
  XFA: 'PDF_FORMULAIRE_DYNAMIQUE',
  Encrypt: 'PDF_CHIFFRE',
};

/** Abbreviations that readers accept for the filters of a stream. */
const FILTRES: Readonly<Record<string, string>> = { Fl: 'FlateDecode', AHx: 'ASCIIHexDecode', A85: 'ASCII85Decode' };

const MOTS_ADMIS = new Set(['true', 'false', 'null', 'R']);

/** What the dictionary of one object says of the stream that may follow it. */
export interface DictionnaireFlux {
  /** In order of decoding. */
  filtres: string[];
  /** A value that stands in another object: we would have to believe a table to read it. */
  indirect: boolean;
  /** `/First`: only a stream of objects has one, whatever it calls itself. */
  premier: number | undefined;
  objets: boolean;
  predicteur: boolean;
}

const dictionnaireVide = (): DictionnaireFlux => ({
  filtres: [],
  indirect: false,
  premier: undefined,
  objets: false,
  predicteur: false,
});

/** Reads the objects of a PDF one after the other, wherever they are: rejects what is forbidden, counts what is bounded. */
export class ContenuPdf {
  pages = 0;
  catalogue = false;
  racine = false;
  dictionnaire = dictionnaireVide();
  private objets = 0;
  private cle = '';
  /** Tokens since the last name that may be a key. */
  private rang = 0;
  private dansFiltres = false;
  private ouverture: 'non' | 'attendue' | 'destination' = 'non';
  private decompte = 0;
  private noeudDePages = false;

  debutObjet(): void {
    this.finObjet();
    this.objets += 1;
    if (this.objets > LIMITES.pdf.objets) throw new Rejet('TROP_COMPLEXE');
    this.dictionnaire = dictionnaireVide();
    this.cle = '';
    this.dansFiltres = false;
  }

  /** A node of the page tree announces how many pages are below it: a tree may cite the same page a million times. */
  finObjet(): void {
    if (this.ouverture !== 'non') throw new Rejet('PDF_OUVERTURE');
    if (this.noeudDePages && this.decompte > LIMITES.pdf.pages) throw new Rejet('PDF_TROP_DE_PAGES');
    this.noeudDePages = false;
    this.decompte = 0;
  }

  jeton(jeton: Jeton): void {
    this.rang += 1;
    this.surveillerOuverture(jeton);
    if (jeton.sorte === 'nom') this.nom(jeton.texte);
    else if (jeton.sorte === 'nombre') this.nombre(Number(jeton.texte));
    else if (jeton.sorte === 'mot') this.mot(jeton.texte);
    else if (jeton.sorte === '[' && this.cle === 'Filter' && this.rang === 1) this.dansFiltres = true;
    else if (jeton.sorte === ']') this.dansFiltres = false;
  }

  private nom(nom: string): void {
    const interdit = Object.hasOwn(INTERDITS, nom) ? INTERDITS[nom] : undefined;
    if (interdit) throw new Rejet(interdit);
    if (this.dansFiltres || (this.cle === 'Filter' && this.rang === 1)) {
      this.dictionnaire.filtres.push(FILTRES[nom] ?? nom);
      if (this.dansFiltres) return;
    } else if (this.cle === 'Type' && this.rang === 1) this.type(nom);
    if (nom === 'OpenAction') this.ouverture = 'attendue';
    if (nom === 'ObjStm') this.dictionnaire.objets = true;
    if (nom === 'Predictor') this.dictionnaire.predicteur = true;
    if (nom === 'Root') this.racine = true;
    if (nom === 'Kids') this.noeudDePages = true;
    this.cle = nom;
    this.rang = 0;
  }

  private type(type: string): void {
    if (type === 'Catalog') this.catalogue = true;
    if (type !== 'Page') return;
    this.pages += 1;
    if (this.pages > LIMITES.pdf.pages) throw new Rejet('PDF_TROP_DE_PAGES');
  }

  private nombre(valeur: number): void {
    if (this.rang !== 1) return;
    if (this.cle === 'First') this.dictionnaire.premier = valeur;
    if (this.cle === 'Count') this.decompte = Math.max(this.decompte, valeur);
    if (this.cle === 'Filter') this.dictionnaire.indirect = true;
  }

  private mot(mot: string): void {
    if (!MOTS_ADMIS.has(mot)) throw new Rejet('PDF_AMBIGU');
    if (mot === 'R' && (this.cle === 'First' || this.dansFiltres)) this.dictionnaire.indirect = true;
  }

  /** A place where to open the document (LibreOffice always writes one) is harmless; anything else may be an action. */
  private surveillerOuverture({ sorte }: Jeton): void {
    if (this.ouverture === 'attendue') {
      if (sorte !== '[') throw new Rejet('PDF_OUVERTURE');
      this.ouverture = 'destination';
    } else if (this.ouverture === 'destination') {
      if (sorte === '<<' || sorte === '[') throw new Rejet('PDF_OUVERTURE');
      if (sorte === ']') this.ouverture = 'non';
    }
  }
}
