import { Rejet } from './motifs.js';

const NUL = 0x00;
const ESPACE = 0x20;
const POURCENT = 0x25;
const [LF, CR] = [0x0a, 0x0d];
const [O, B, J] = [0x6f, 0x62, 0x6a];

const estBlanc = (c: number) => c === ESPACE || (c >= 0x09 && c <= CR && c !== 0x0b) || c === NUL;
/** `7.0 0 obj` is read as an object by lenient readers. */
const estChiffre = (c: number) => (c >= 0x30 && c <= 0x39) || c === 0x2e;

/** Where we are in « number, number, obj ». */
type Etape = 'rien' | 'premier' | 'entre' | 'second' | 'apres' | 'o' | 'ob';

/**
 * Looks for the head of an object, `7 0 obj`, in what is not supposed to hold any: a comment, a text, the bytes of a stream.
 * There an object would be invisible to who reads the file in order, and found by who follows its table or repairs it. Chance
 * alone writes one in some million megabytes.
 */
export class ObjetCache {
  private etape: Etape = 'rien';
  private commentaire = false;

  oublier(): void {
    this.etape = 'rien';
    this.commentaire = false;
  }

  lire(c: number): void {
    if (this.commentaire) {
      if (c === LF || c === CR) this.commentaire = false;
      return;
    }
    if (estChiffre(c)) {
      this.etape = this.etape === 'entre' || this.etape === 'second' || this.etape === 'apres' ? 'second' : 'premier';
      return;
    }
    // Nearly every byte of a binary stream ends here.
    if (this.etape === 'rien') return;
    this.etape = this.suite(c);
  }

  private suite(c: number): Etape {
    const nombre = this.etape === 'premier' || this.etape === 'entre' ? 'entre' : 'apres';
    const apresNombre = this.etape !== 'o' && this.etape !== 'ob';
    if (apresNombre && estBlanc(c)) return nombre;
    if (apresNombre && c === POURCENT) {
      this.commentaire = true;
      return nombre;
    }
    if (c === O && (this.etape === 'second' || this.etape === 'apres')) return 'o';
    if (c === B && this.etape === 'o') return 'ob';
    if (c === J && this.etape === 'ob') throw new Rejet('PDF_AMBIGU');
    return 'rien';
  }
}
