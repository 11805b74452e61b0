// The Merkle tree of RFC 6962, kept from one seal to the next: a changed leaf costs the nodes above it and no more.
import { sha256 } from './canonique.mjs';

const NOEUD = Buffer.from([1]);

export class Arbre {
  #niveaux = [[]];

  /** Number of leaves. */
  get taille() {
    return this.#niveaux[0].length;
  }

  /** Puts a leaf at a place: an existing one, or the next. */
  poser(place, feuille) {
    if (place < 0 || place > this.taille) throw new Error(`feuille ${place} hors de l'arbre`);
    let niveau = 0;
    this.#niveaux[0][place] = feuille;
    for (let i = place; this.#niveaux[niveau].length > 1; niveau += 1) {
      const enfants = this.#niveaux[niveau];
      i >>= 1;
      const droite = enfants[2 * i + 1];
      const parents = (this.#niveaux[niveau + 1] ??= []);
      parents[i] = droite ? sha256(NOEUD, enfants[2 * i], droite) : enfants[2 * i];
    }
  }

  /** @returns {string} hexadecimal */
  racine() {
    return (this.taille === 0 ? sha256() : this.#niveaux.at(-1)[0]).toString('hex');
  }
}
