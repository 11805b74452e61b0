import { LIMITES } from './limites.js';
import { Rejet } from './motifs.js';
import type { ContenuPdf } from './pdf-contenu.js';
import { LexeurPdf, type Jeton } from './pdf-lexeur.js';

/**
 * The inflated content of a stream of objects (ISO 32000-2, 7.5.7): pairs « number, offset », then the objects. Each offset
 * must fall where we have seen an object begin: a reader sent elsewhere, into the middle of a text, would see another object.
 */
export class FluxObjets {
  private readonly lexeur = new LexeurPdf((jeton) => this.jeton(jeton));
  private readonly debuts = new Set<number>();
  private readonly entete: number[] = [];
  private profondeur = 0;
  private position = 0;

  constructor(
    private readonly premier: number,
    private readonly contenu: ContenuPdf,
  ) {}

  lire(morceau: Uint8Array): void {
    this.lexeur.lire(morceau, 0, this.position);
    this.position += morceau.length;
  }

  finir(): void {
    this.lexeur.finir();
    this.contenu.finObjet();
    const decalages = this.entete.filter((_, rang) => rang % 2 === 1);
    const justes = decalages.every((decalage) => this.debuts.has(this.premier + decalage));
    if (!justes || this.entete.length % 2 !== 0 || this.profondeur !== 0) throw new Rejet('PDF_AMBIGU');
  }

  private jeton(jeton: Jeton): 'continuer' {
    if (jeton.position < this.premier) {
      if (jeton.sorte !== 'nombre' || this.entete.length >= 2 * LIMITES.pdf.objets) throw new Rejet('PDF_AMBIGU');
      this.entete.push(Number(jeton.texte));
      return 'continuer';
    }
    const ferme = jeton.sorte === ']' || jeton.sorte === '>>';
    if (this.profondeur === 0 && !ferme) {
      this.debuts.add(jeton.position);
      this.contenu.debutObjet();
    }
    if (jeton.sorte === '[' || jeton.sorte === '<<') this.profondeur += 1;
    if (ferme) this.profondeur -= 1;
    if (this.profondeur < 0) throw new Rejet('PDF_AMBIGU');
    this.contenu.jeton(jeton);
    return 'continuer';
  }
}
