import { LIMITES } from './limites.js';
import { Rejet } from './motifs.js';
import { ObjetCache } from './pdf-objet-cache.js';

/** What the lexer tells of a PDF; `texte` of a name is decoded (`/J#61vaScript` is `JavaScript`), that of a string is left out. */
export interface Jeton {
  sorte: 'nom' | 'nombre' | 'mot' | 'chaine' | '<<' | '>>' | '[' | ']';
  texte: string;
  /** Position of its first byte. */
  position: number;
}

/** Receives each token; `arreter` asks the lexer to stop right after it, because what follows is not in its language. */
export type Lecteur = (jeton: Jeton) => 'continuer' | 'arreter';

/** A comment, by its position and its beginning. */
export interface Commentaire {
  position: number;
  texte: string;
}

type Mode = 'normal' | 'commentaire' | 'nom' | 'mot' | 'chaine' | 'echappe' | 'ouvrant' | 'fermant' | 'hexa';

/** ISO 32000-2, 7.2.3: 1 white space, 2 delimiter, 0 regular character. */
const CLASSES = new Uint8Array(256);
for (const c of [0, 9, 10, 12, 13, 32]) CLASSES[c] = 1;
for (const c of Buffer.from('()<>[]{}/%')) CLASSES[c] = 2;

const HEXA = new Uint8Array(256);
for (const c of Buffer.from('0123456789abcdefABCDEF')) HEXA[c] = 1;

const COMMENTAIRE_GARDE = 32;
const code = (caractere: string) => caractere.charCodeAt(0);
const [SLASH, POURCENT, BARRE] = [code('/'), code('%'), code('\\')];
const [PAR_O, PAR_F, INF, SUP] = [code('('), code(')'), code('<'), code('>')];

function decoderNom(brut: string): string {
  return brut.replace(/#([0-9A-Fa-f]{2})/g, (_lu, hexa: string) => String.fromCharCode(Number.parseInt(hexa, 16)));
}

/**
 * Cuts a PDF into its tokens, piece by piece, keeping nothing but the token under way. Anything that the grammar does not
 * foresee rejects the file: where two readers may disagree, one of them sees what the other does not.
 */
export class LexeurPdf {
  private mode: Mode = 'normal';
  private brut = '';
  private debut = 0;
  private profondeur = 0;
  private readonly cache = new ObjetCache();
  /** The last comment that ended, or the one under way. */
  dernierCommentaire: Commentaire | undefined;

  constructor(private readonly lecteur: Lecteur) {}

  /**
   * Reads `octets` from index `i`; `position` is that of `octets[0]` in the whole.
   * @returns the index after the last byte read: `octets.length`, or less when the reader asked to stop
   */
  lire(octets: Uint8Array, i: number, position: number): number {
    for (let k = i; k < octets.length; k += 1) {
      const c = octets[k] as number;
      if (this.mode === 'nom' || this.mode === 'mot') {
        if (CLASSES[c] === 0) this.allonger(c);
        else if (this.finirMot() === 'arreter') return k;
        else this.commencer(c, position + k);
      } else if (this.mode === 'normal') this.commencer(c, position + k);
      else this.poursuivre(c);
    }
    return octets.length;
  }

  /** The end of the content: a token that is still open cuts it short. */
  finir(): void {
    if (this.mode === 'nom' || this.mode === 'mot') this.finirMot();
    else if (this.mode !== 'normal' && this.mode !== 'commentaire') throw new Rejet('PDF_INVALIDE');
  }

  private emettre(sorte: Jeton['sorte'], texte = ''): 'continuer' | 'arreter' {
    return this.lecteur({ sorte, texte, position: this.debut });
  }

  private commencer(c: number, position: number): void {
    if (CLASSES[c] === 1) return;
    this.debut = position;
    this.brut = '';
    if (CLASSES[c] === 0) {
      this.mode = 'mot';
      this.allonger(c);
    } else this.delimiteur(c, position);
  }

  private delimiteur(c: number, position: number): void {
    if (c === SLASH) this.mode = 'nom';
    else if (c === INF) this.mode = 'ouvrant';
    else if (c === SUP) this.mode = 'fermant';
    else if (c === PAR_O) {
      this.mode = 'chaine';
      this.profondeur = 1;
      this.cache.oublier();
    } else if (c === POURCENT) {
      this.mode = 'commentaire';
      this.dernierCommentaire = { position, texte: '' };
      this.cache.oublier();
    } else if (c === code('[')) this.emettre('[');
    else if (c === code(']')) this.emettre(']');
    else throw new Rejet('PDF_AMBIGU');
  }

  private allonger(c: number): void {
    this.brut += String.fromCharCode(c);
    if (this.brut.length > (this.mode === 'nom' ? LIMITES.pdf.nom : LIMITES.pdf.mot)) throw new Rejet('PDF_AMBIGU');
  }

  private finirMot(): 'continuer' | 'arreter' {
    const nom = this.mode === 'nom';
    this.mode = 'normal';
    if (nom) return this.emettre('nom', decoderNom(this.brut));
    // Some producers write « --0.1 »: a number for every reader, and never the beginning of anything else.
    return this.emettre(/^[+\-.\d]*\d[+\-.\d]*$/.test(this.brut) ? 'nombre' : 'mot', this.brut);
  }

  private poursuivre(c: number): void {
    if (this.mode === 'commentaire') this.dansCommentaire(c);
    else if (this.mode === 'ouvrant') {
      if (c === INF) this.fermer('<<');
      else {
        this.mode = 'hexa';
        this.dansHexa(c);
      }
    } else if (this.mode === 'fermant') {
      if (c !== SUP) throw new Rejet('PDF_AMBIGU');
      this.fermer('>>');
    } else if (this.mode === 'hexa') this.dansHexa(c);
    else this.dansChaine(c);
  }

  private fermer(sorte: Jeton['sorte']): void {
    this.mode = 'normal';
    this.emettre(sorte);
  }

  private dansHexa(c: number): void {
    if (c === SUP) this.fermer('chaine');
    else if (HEXA[c] === 0 && CLASSES[c] !== 1) throw new Rejet('PDF_AMBIGU');
  }

  private dansCommentaire(c: number): void {
    if (c === 0x0a || c === 0x0d) this.mode = 'normal';
    else {
      this.cache.lire(c);
      const commentaire = this.dernierCommentaire;
      if (commentaire && commentaire.texte.length < COMMENTAIRE_GARDE) commentaire.texte += String.fromCharCode(c);
    }
  }

  private dansChaine(c: number): void {
    this.cache.lire(c);
    if (this.mode === 'echappe') this.mode = 'chaine';
    else if (c === BARRE) this.mode = 'echappe';
    else if (c === PAR_O) this.profondeur += 1;
    else if (c === PAR_F) {
      this.profondeur -= 1;
      if (this.profondeur === 0) this.fermer('chaine');
    }
  }
}
