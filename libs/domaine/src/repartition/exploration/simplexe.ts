import { lire } from '../preparation.js';

const TOLERANCE = 1e-9;
/** Pivots after which rounding errors are washed off by computing the tableau anew. */
const PIVOTS_AVANT_REFONTE = 250;
const PIVOTS_MAXIMUM = 5000;

export type IssueSimplexe = 'OPTIMUM' | 'VIDE' | 'INCONNU';

/** A basic variable out of its bounds: too high (sens 1) or too low (-1), by how much. */
interface Sortie {
  rang: number;
  sens: number;
  ecart: number;
}

/**
 * Maximises Σ gain·x over 0 ≤ x ≤ 1 (or narrower bounds) and rows Σ a·x ≤ b, in floats: a guide for the search, whose
 * every word is then checked in whole numbers. Bounded dual simplex with flips, on a dense tableau that serves from one
 * node to the next: whatever the bounds become, the basis stays dual feasible, because every column has two of them.
 */
export class Simplexe {
  /** Bounds of the columns, free to be changed between two calls. */
  readonly bas: number[];
  readonly haut: number[];
  private tableau: Float64Array[] = [];
  private seconds: number[] = [];
  private valeurs = new Float64Array(0);
  private reduits: Float64Array;
  private horsBase: Int32Array;
  private enHaut: Uint8Array;
  private base: number[] = [];
  private lignes: { a: Float64Array; b: number }[] = [];
  private pivots = 0;
  /** When the rows contradict each other: where, and whether that basic variable is too low or too high. */
  private impasse: Pick<Sortie, 'rang' | 'sens'> = { rang: 0, sens: 0 };

  constructor(private readonly gains: Float64Array) {
    const n = gains.length;
    this.bas = new Array<number>(n).fill(0);
    this.haut = new Array<number>(n).fill(1);
    this.reduits = gains.slice();
    this.horsBase = Int32Array.from(gains, (_, j) => j);
    this.enHaut = new Uint8Array(n);
  }

  get nombreLignes(): number {
    return this.lignes.length;
  }

  /** Adds the row b − etendue ≤ Σ a·x ≤ b. */
  ajouter(a: Float64Array, b: number, etendue = Infinity): void {
    const n = this.gains.length;
    const ligne = new Float64Array(n);
    let second = b;
    this.horsBase.forEach((j, k) => {
      if (j < n) ligne[k] = lire(a, j);
    });
    this.base.forEach((j, i) => {
      const c = j < n ? lire(a, j) : 0;
      if (c === 0) return;
      soustraire(ligne, c, lire(this.tableau, i));
      second -= c * lire(this.seconds, i);
    });
    this.base.push(n + this.lignes.length);
    this.lignes.push({ a, b });
    this.tableau.push(ligne);
    this.seconds.push(second);
    this.bas.push(0);
    this.haut.push(etendue);
  }

  resoudre(): IssueSimplexe {
    if (this.pivots > PIVOTS_AVANT_REFONTE) this.refondre();
    this.placer();
    for (let pivots = 0; pivots < PIVOTS_MAXIMUM; pivots++) {
      const sortie = this.pireLigne();
      if (sortie === null) return 'OPTIMUM';
      if (!this.echanger(sortie)) {
        this.impasse = sortie;
        return 'VIDE';
      }
    }
    return 'INCONNU';
  }

  /** Value of every column. */
  solution(): Float64Array {
    const n = this.gains.length;
    const x = new Float64Array(n);
    this.horsBase.forEach((j, k) => {
      if (j < n) x[j] = this.valeur(k);
    });
    this.base.forEach((j, i) => {
      if (j < n) x[j] = lire(this.valeurs, i);
    });
    return x;
  }

  /** For every column taken in part, what the objective loses at least by taking it not at all, or whole. */
  penalites(): { colonne: number; sans: number; avec: number }[] {
    return this.base.flatMap((j, rang) => {
      const v = lire(this.valeurs, rang);
      if (j >= this.gains.length || v - TOLERANCE <= lire(this.bas, j) || v + TOLERANCE >= lire(this.haut, j))
        return [];
      return [{ colonne: j, sans: this.pente(rang, 1) * v, avec: this.pente(rang, -1) * (1 - v) }];
    });
  }

  /** Least loss for every unit by which a basic variable goes down (sens 1) or up (-1). */
  private pente(rang: number, sens: number): number {
    const ligne = lire(this.tableau, rang);
    let pente = Infinity;
    for (let k = 0; k < ligne.length; k++) {
      const t = (ligne[k] as number) * sens;
      if (this.enHaut[k] === 1 ? t > -TOLERANCE : t < TOLERANCE) continue;
      const j = this.horsBase[k] as number;
      if (this.bas[j] === this.haut[j]) continue;
      pente = Math.min(pente, Math.abs((this.reduits[k] as number) / t));
    }
    return pente;
  }

  /** One price a row: the objective is at most Σ price × b + Σ over the columns of the best of their bounds. */
  prix(): Float64Array {
    return this.parLigne((k) => -lire(this.reduits, k), -1);
  }

  /** One weight a row: weighted so, the rows contradict each other. To be read after `VIDE`. */
  contradiction(): Float64Array {
    const { rang, sens } = this.impasse;
    const ligne = lire(this.tableau, rang);
    return this.parLigne((k) => -sens * lire(ligne, k), -sens, rang);
  }

  private parLigne(horsBase: (k: number) => number, enBase: number, rang = -1): Float64Array {
    const n = this.gains.length;
    const y = new Float64Array(this.lignes.length);
    this.horsBase.forEach((j, k) => {
      if (j >= n) y[j - n] = horsBase(k);
    });
    const j = this.base[rang] ?? -1;
    if (j >= n) y[j - n] = enBase;
    return y;
  }

  private valeur(k: number): number {
    const j = lire(this.horsBase, k);
    return lire(this.enHaut[k] === 1 ? this.haut : this.bas, j);
  }

  /** Puts every column out of the basis on the bound that its reduced cost asks for, and values the basis. */
  private placer(): void {
    const { reduits, enHaut, horsBase, tableau } = this;
    const places: number[] = [];
    const x: number[] = [];
    for (let k = 0; k < horsBase.length; k++) {
      const j = horsBase[k] as number;
      const d = reduits[k] as number;
      if (this.haut[j] === Infinity || this.bas[j] === this.haut[j]) enHaut[k] = 0;
      else if (Math.abs(d) > 1e-11) enHaut[k] = d > 0 ? 1 : 0;
      const v = this.valeur(k);
      if (v === 0) continue;
      places.push(k);
      x.push(v);
    }
    this.valeurs = Float64Array.from(tableau, (ligne, i) => {
      let v = this.seconds[i] as number;
      for (let c = 0; c < places.length; c++) v -= (ligne[places[c] as number] as number) * (x[c] as number);
      return v;
    });
  }

  /** The basic variable furthest out of its bounds. */
  private pireLigne(): Sortie | null {
    let pire: Sortie | null = null;
    let seuil = TOLERANCE;
    for (let rang = 0; rang < this.base.length; rang++) {
      const j = this.base[rang] as number;
      const v = this.valeurs[rang] as number;
      const sousBas = (this.bas[j] as number) - v;
      const surHaut = v - (this.haut[j] as number);
      const ecart = Math.max(sousBas, surHaut);
      if (ecart <= seuil) continue;
      seuil = ecart;
      pire = { rang, sens: surHaut > sousBas ? 1 : -1, ecart };
    }
    return pire;
  }

  /** One step: flips the columns that a flip costs less, then pivots. @returns false when nothing can bring the row back */
  private echanger({ rang, sens, ecart }: Sortie): boolean {
    const ligne = lire(this.tableau, rang);
    let pente = ecart;
    const retournes: number[] = [];
    for (const k of this.candidats(ligne, sens)) {
      const j = lire(this.horsBase, k);
      const course = (lire(this.haut, j) - lire(this.bas, j)) * Math.abs(lire(ligne, k));
      if (course >= pente - TOLERANCE) {
        for (const r of retournes) this.retourner(r);
        this.pivoter(rang, k, sens);
        return true;
      }
      pente -= course;
      retournes.push(k);
    }
    return false;
  }

  /** Columns that can bring a row down (sens 1) or up, those that cost least first. */
  private candidats(ligne: Float64Array, sens: number): number[] {
    const { horsBase, enHaut, reduits } = this;
    const candidats: number[] = [];
    const rapports = new Float64Array(ligne.length);
    for (let k = 0; k < ligne.length; k++) {
      const t = (ligne[k] as number) * sens;
      if (enHaut[k] === 1 ? t >= -TOLERANCE : t <= TOLERANCE) continue;
      const j = horsBase[k] as number;
      if (this.bas[j] === this.haut[j]) continue;
      rapports[k] = Math.abs((reduits[k] as number) / t);
      candidats.push(k);
    }
    return candidats.sort(
      (a, b) => lire(rapports, a) - lire(rapports, b) || Math.abs(lire(ligne, b)) - Math.abs(lire(ligne, a)) || a - b,
    );
  }

  private retourner(k: number): void {
    const avant = this.valeur(k);
    this.enHaut[k] = 1 - lire(this.enHaut, k);
    this.deplacer(k, this.valeur(k) - avant);
  }

  private deplacer(k: number, pas: number): void {
    for (let i = 0; i < this.tableau.length; i++) {
      this.valeurs[i] = (this.valeurs[i] as number) - lire(lire(this.tableau, i), k) * pas;
    }
  }

  private pivoter(rang: number, k: number, sens: number): void {
    const sortante = lire(this.base, rang);
    const cible = lire(sens > 0 ? this.haut : this.bas, sortante);
    const pas = (lire(this.valeurs, rang) - cible) / lire(lire(this.tableau, rang), k);
    const entrante = this.valeur(k) + pas;
    this.deplacer(k, pas);
    this.valeurs[rang] = entrante;
    this.eliminer(rang, k);
    this.enHaut[k] = sens > 0 ? 1 : 0;
    this.pivots += 1;
  }

  /** Swaps basic variable `rang` and column `k` in the tableau. */
  private eliminer(rang: number, k: number): void {
    const pivot = lire(this.tableau, rang);
    const inverse = 1 / lire(pivot, k);
    for (let c = 0; c < pivot.length; c++) pivot[c] = (pivot[c] as number) * inverse;
    pivot[k] = inverse;
    this.seconds[rang] = lire(this.seconds, rang) * inverse;
    this.tableau.forEach((ligne, i) => {
      const f = lire(ligne, k);
      if (i === rang || f === 0) return;
      ligne[k] = 0;
      soustraire(ligne, f, pivot);
      this.seconds[i] = lire(this.seconds, i) - f * lire(this.seconds, rang);
    });
    const f = lire(this.reduits, k);
    this.reduits[k] = 0;
    if (f !== 0) soustraire(this.reduits, f, pivot);
    const entrante = lire(this.horsBase, k);
    this.horsBase[k] = lire(this.base, rang);
    this.base[rang] = entrante;
  }

  /** The same basis, from the rows as they were given. */
  private refondre(): void {
    const n = this.gains.length;
    const { base, lignes, haut } = this;
    const enHaut = new Map(Array.from(this.horsBase, (j, k): [number, number] => [j, lire(this.enHaut, k)]));
    const neuf = new Simplexe(this.gains);
    lignes.forEach(({ a, b }, i) => neuf.ajouter(a, b, haut[n + i]));
    const aSortir = new Set(lignes.map((_, i) => i).filter((i) => !base.includes(n + i)));
    for (const j of base.filter((variable) => variable < n)) {
      const k = neuf.horsBase.indexOf(j);
      const taille = (i: number) => Math.abs(lire(lire(neuf.tableau, i), k));
      const rang = [...aSortir].reduce((meilleur, i) => (taille(i) > taille(meilleur) ? i : meilleur));
      neuf.eliminer(rang, k);
      aSortir.delete(rang);
    }
    this.enHaut = Uint8Array.from(neuf.horsBase, (j) => enHaut.get(j) ?? 0);
    const { tableau, seconds, reduits, horsBase } = neuf;
    Object.assign(this, { tableau, seconds, reduits, horsBase, base: neuf.base, pivots: 0 });
  }
}

function soustraire(cible: Float64Array, facteur: number, source: Float64Array): void {
  for (let k = 0; k < cible.length; k++) cible[k] = (cible[k] as number) - facteur * (source[k] as number);
}
