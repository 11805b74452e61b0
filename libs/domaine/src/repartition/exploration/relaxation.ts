import { lire } from '../preparation.js';
import { coutMinimal, prixDesLignes } from './cout-minimal.js';
import type { Inegalite, Probleme } from './probleme.js';
import { Simplexe, type IssueSimplexe } from './simplexe.js';
import { ECHELLE, Tarif, type Choisis, type Prix } from './tarif.js';

/** Solves after which a cut that has not served is dropped, when there are many. */
const OUBLI = 60;

/** Inequalities hold between whole numbers: this much play keeps rounding errors from making them contradict each other. */
const JEU = 1e-6;

/** Where a row of the simplex comes from: prices of the resources, or an inequality. */
interface Rangee {
  origine: { prix: readonly bigint[] } | { inegalite: number };
  a: Float64Array;
  b: number;
  /** What the row was divided by, so that all have coefficients near 1. */
  diviseur: number;
  etendue: number;
  dernierUsage: number;
}

/**
 * The choice with projects that may be taken in part, on the projects alone. The money is in rows « what the projects cannot
 * do without from these envelopes is at most what they hold »: a few of them are enough, found by minimum cuts.
 */
export class Relaxation {
  readonly inegalites: Inegalite[];
  z: Float64Array = new Float64Array(0);
  private simplexe: Simplexe;
  rangees: Rangee[] = [];
  private readonly coupes = new Set<string>();
  /** The gains, in `unite`. */
  readonly gainsFlottants: Float64Array;
  readonly unite: number;
  private resolutions = 0;

  constructor(
    readonly probleme: Probleme,
    readonly gains: readonly bigint[],
  ) {
    this.unite = Math.max(1, ...gains.map(Number));
    this.gainsFlottants = Float64Array.from(gains, (gain) => Number(gain) / this.unite);
    this.simplexe = new Simplexe(this.gainsFlottants);
    this.inegalites = [];
    for (const inegalite of probleme.inegalites) this.ajouter(inegalite);
    const { length } = probleme.ressources;
    for (let r = 0; r < length; r++) this.couper(probleme.ressources.map((_, i) => BigInt(Number(i === r))));
    this.couperEnveloppes(probleme.instance.enveloppes.map(() => true));
  }

  /** The row of a set of envelopes. @returns false when it is already there */
  couperEnveloppes(ensemble: readonly boolean[]): boolean {
    return this.couper(this.probleme.ressources.map((_, r) => BigInt(Number(ensemble[r] === true))));
  }

  /** Σ (least cost of the project at these prices) · z ≤ Σ price × quantity. @returns false when it is already there */
  couper(prix: readonly bigint[]): boolean {
    const cle = prix.join();
    if (this.coupes.has(cle)) return false;
    this.coupes.add(cle);
    const { projets, ressources } = this.probleme;
    const a = Float64Array.from(projets, (projet, p) =>
      // A project that its own caps forbid is left out from the start: its coefficient is of no matter.
      Number(coutMinimal(projet, prixDesLignes(this.probleme, p, prix)) ?? 0n),
    );
    const b = ressources.reduce((total, { quantite }, r) => total + lire(prix, r) * quantite, 0n);
    this.poser({ prix }, a, Number(b));
    return true;
  }

  /** @returns the index of the inequality */
  ajouter(inegalite: Inegalite): number {
    const index = this.inegalites.push(inegalite) - 1;
    const a = Float64Array.from(inegalite.coefficients, (c) => -Number(c));
    this.poser({ inegalite: index }, a, JEU - Number(inegalite.minimum), inegalite.egalite ? 2 * JEU : Infinity);
    return index;
  }

  resoudre({ bas, haut }: Choisis): IssueSimplexe {
    this.alleger();
    const { simplexe } = this;
    bas.forEach((v, p) => (simplexe.bas[p] = v));
    haut.forEach((v, p) => (simplexe.haut[p] = v));
    const issue = simplexe.resoudre();
    this.resolutions += 1;
    this.z = simplexe.solution();
    if (issue === 'OPTIMUM') this.noter(simplexe.prix());
    return issue;
  }

  /** The value of the relaxed choice, in units of the gains: a float, a little wrong. */
  valeur(): number {
    return this.unite * this.z.reduce((total, z, p) => total + z * lire(this.gainsFlottants, p), 0);
  }

  /** The prices that bound the choice just solved. */
  tarif(): Tarif {
    return this.tarifer(this.chiffrer(this.simplexe.prix(), this.unite), this.gains);
  }

  /** After « VIDE »: prices at which what is chosen already costs more than everything, whatever the gains. */
  tarifContradictoire(choisis: Choisis): Tarif {
    const prix = this.chiffrer(this.simplexe.contradiction(), 1);
    const borne = this.tarifer(
      prix,
      this.gains.map(() => 0n),
    ).borne(choisis);
    if (borne === null || borne >= 0n) return this.tarifer(prix, this.gains);
    const facteur = (this.gains.reduce((total, gain) => total + gain, 1n) * ECHELLE) / -borne + 1n;
    return this.tarifer(
      {
        ressources: prix.ressources.map((p) => p * facteur),
        inegalites: prix.inegalites.map(([i, p]) => [i, p * facteur]),
      },
      this.gains,
    );
  }

  /** The project to choose next: the one whose two sides lose the most, -1 when none is taken in part. */
  aDepartager(): number {
    let choisi = -1;
    let meilleur = -1;
    for (const { colonne, sans, avec } of this.simplexe.penalites()) {
      const note = Math.max(sans, 1e-7) * Math.max(avec, 1e-7);
      if (note < meilleur || (note === meilleur && colonne > choisi)) continue;
      choisi = colonne;
      meilleur = note;
    }
    return choisi;
  }

  tarifer(prix: Prix, gains = this.gains): Tarif {
    return new Tarif(this.probleme, this.inegalites, gains, prix);
  }

  private poser(origine: Rangee['origine'], a: Float64Array, b: number, etendue = Infinity): void {
    const diviseur = a.reduce((max, v) => Math.max(max, Math.abs(v)), 0) || 1;
    const rangee = {
      origine,
      a: a.map((v) => v / diviseur),
      b: b / diviseur,
      diviseur,
      etendue: etendue / diviseur,
      dernierUsage: this.resolutions,
    };
    this.rangees.push(rangee);
    this.simplexe.ajouter(rangee.a, rangee.b, rangee.etendue);
  }

  private noter(prix: Float64Array): void {
    this.rangees.forEach((rangee, i) => {
      if (Math.abs(lire(prix, i)) > 1e-9) rangee.dernierUsage = this.resolutions;
    });
  }

  /** Drops the cuts that no longer serve once they slow the simplex down. They can be found again. */
  private alleger(): void {
    if (this.rangees.length <= 2 * this.probleme.ressources.length + this.inegalites.length + 60) return;
    const utile = ({ origine, dernierUsage }: Rangee) =>
      'inegalite' in origine || dernierUsage > this.resolutions - OUBLI;
    this.rangees = this.rangees.filter(utile);
    this.coupes.clear();
    this.simplexe = new Simplexe(this.gainsFlottants);
    for (const { origine, a, b, etendue } of this.rangees) {
      if ('prix' in origine) this.coupes.add(origine.prix.join());
      this.simplexe.ajouter(a, b, etendue);
    }
  }

  /** Whole prices from those of the simplex. */
  private chiffrer(y: Float64Array, unite: number): Prix {
    const ressources = this.probleme.ressources.map(() => 0);
    const inegalites: [number, bigint][] = [];
    this.rangees.forEach(({ origine, diviseur }, i) => {
      const prix = (lire(y, i) * unite) / diviseur;
      if ('prix' in origine) {
        if (prix <= 0) return;
        origine.prix.forEach((p, r) => (ressources[r] = lire(ressources, r) + prix * Number(p)));
      } else if (prix > 0 || (prix < 0 && lire(this.inegalites, origine.inegalite).egalite)) {
        inegalites.push([origine.inegalite, entier(prix)]);
      }
    });
    return { ressources: ressources.map(entier), inegalites };
  }
}

function entier(prix: number): bigint {
  return BigInt(Math.round(prix * Number(ECHELLE)));
}
