import { accepter, refuser, type Decision } from '../refus.js';

const FORMULE = /^'*\s*[=+\-@\t\r\u0000＝＋－＠]/;
const NEUTRALISEE = /^'+\s*[=+\-@\t\r\u0000＝＋－＠]/;

/**
 * A spreadsheet would run « =1+1 » instead of showing it (trust.md T10): an apostrophe stands before a text that begins by
 * = + - @ TAB CR NUL or a full-width sign, after spaces or not. A text that already begins by apostrophes then one of these
 * gets one more, so that `restituerTexte` finds back every text as it was.
 */
export function neutraliserFormule(texte: string): string {
  return FORMULE.test(texte) ? `'${texte}` : texte;
}

/** The text that `neutraliserFormule` was given. */
export function restituerTexte(cellule: string): string {
  return NEUTRALISEE.test(cellule) ? cellule.slice(1) : cellule;
}

const MARQUE_UTF8 = '\uFEFF';
export type SeparateurCsv = ',' | ';';

function ecrireCellule(cellule: string, separateur: SeparateurCsv, seule: boolean): string {
  const entouree =
    /["\r\n]/.test(cellule) || cellule.includes(separateur) || cellule.startsWith(MARQUE_UTF8) || (seule && !cellule);
  return entouree ? `"${cellule.replaceAll('"', '""')}"` : cellule;
}

/** One record of RFC 4180, its end of line included. The cells are written as they are: formulas are the caller's affair. */
export function ecrireRangeeCsv(cellules: readonly string[], separateur: SeparateurCsv = ','): string {
  const ecrites = cellules.map((cellule) => ecrireCellule(cellule, separateur, cellules.length === 1));
  return `${ecrites.join(separateur)}\r\n`;
}

/** The records of RFC 4180, one after the other. */
export function ecrireCsv(rangees: readonly (readonly string[])[], separateur: SeparateurCsv = ','): string {
  return rangees.map((cellules) => ecrireRangeeCsv(cellules, separateur)).join('');
}

/** One record, with the line of the file on which it begins (the first is 1). */
export interface RangeeCsv {
  ligne: number;
  cellules: string[];
}

class Lecteur {
  private position: number;
  private ligne = 1;

  constructor(
    private readonly texte: string,
    private readonly separateur: SeparateurCsv,
  ) {
    this.position = texte.startsWith(MARQUE_UTF8) ? MARQUE_UTF8.length : 0;
  }

  get fini(): boolean {
    return this.position >= this.texte.length;
  }

  rangee(): Decision<RangeeCsv> {
    const rangee: RangeeCsv = { ligne: this.ligne, cellules: [] };
    for (;;) {
      const cellule = this.texte[this.position] === '"' ? this.entouree() : accepter(this.nue());
      if (!cellule.ok) return cellule;
      rangee.cellules.push(cellule.fait);
      if (this.texte[this.position] !== this.separateur) break;
      this.position += 1;
    }
    this.finDeLigne();
    return accepter(rangee);
  }

  private nue(): string {
    const debut = this.position;
    while (!this.fini && !this.auBord()) this.position += 1;
    return this.texte.slice(debut, this.position);
  }

  private auBord(): boolean {
    const ici = this.texte[this.position];
    return ici === this.separateur || ici === '\r' || ici === '\n';
  }

  private entouree(): Decision<string> {
    const ouverture = this.ligne;
    let valeur = '';
    for (;;) {
      const fin = this.texte.indexOf('"', this.position + 1);
      if (fin === -1) return refuser('ENTREE_INVALIDE', 'Un guillemet ouvert n’est jamais refermé.', `${ouverture}`);
      const morceau = this.texte.slice(this.position + 1, fin);
      this.ligne += morceau.match(/\r\n|\r|\n/g)?.length ?? 0;
      valeur += morceau;
      this.position = fin + 1;
      if (this.texte[this.position] !== '"') break;
      valeur += '"';
    }
    if (this.fini || this.auBord()) return accepter(valeur);
    return refuser('ENTREE_INVALIDE', 'Du texte suit un guillemet fermant : doublez le guillemet.', `${this.ligne}`);
  }

  private finDeLigne(): void {
    if (this.fini) return;
    this.position += this.texte.startsWith('\r\n', this.position) ? 2 : 1;
    this.ligne += 1;
  }
}

/**
 * Reads RFC 4180, with any end of line and with or without the mark of UTF-8; what `ecrireCsv` has written comes back as it
 * was. An empty line is a record of one empty cell. Refusal: ENTREE_INVALIDE, whose path is the line of the fault.
 */
export function lireCsv(texte: string, separateur: SeparateurCsv = ','): Decision<RangeeCsv[]> {
  const lecteur = new Lecteur(texte, separateur);
  const rangees: RangeeCsv[] = [];
  while (!lecteur.fini) {
    const rangee = lecteur.rangee();
    if (!rangee.ok) return rangee;
    rangees.push(rangee.fait);
  }
  return accepter(rangees);
}
