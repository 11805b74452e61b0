import { lire, noeudEnveloppe, PUITS, SOURCE, type InstancePreparee } from '../preparation.js';
import type { ProjetChiffre } from './probleme.js';

/** Cents below which a float is taken for nothing. */
const RIEN = 1e-7;

/**
 * The money side of a selection in which projects may be taken in part: a maximum flow in floats. It says where to cut,
 * and which projects still seem to fit; neither is believed without an exact check.
 */
export class Separateur {
  private readonly residus: Float64Array;
  private readonly niveaux: Int32Array;
  private readonly file: Int32Array;
  private readonly courant: Int32Array;

  /** The caps of every arc, in floats. */
  private readonly plafonds: Float64Array;

  constructor(
    private readonly instance: InstancePreparee,
    projets: readonly ProjetChiffre[],
  ) {
    const { arcs, graphe } = instance;
    this.residus = new Float64Array(2 * arcs.length);
    this.plafonds = Float64Array.from([
      ...instance.enveloppes.map(({ montant }) => Number(montant)),
      ...projets.flatMap(({ plafonds }) => plafonds.map(Number)),
    ]);
    this.niveaux = new Int32Array(graphe.noeuds);
    this.file = new Int32Array(graphe.noeuds);
    this.courant = new Int32Array(graphe.noeuds);
  }

  /**
   * Sets of envelopes (true: in the set) from which the projects, each for its share `z`, need more than they hold. Empty
   * when the money seems to be enough.
   */
  separer(z: ArrayLike<number>): boolean[][] {
    const { enveloppes } = this.instance;
    this.vider();
    let besoin = 0;
    for (let p = 0; p < z.length; p++) besoin += this.inscrire(p, lire(z, p));
    if (besoin - this.pousser() <= 1e-9 * besoin) return [];
    this.niveler(SOURCE);
    const loin = enveloppes.map((_, e) => this.niveaux[noeudEnveloppe(e)] === -1);
    this.niveler(PUITS);
    const pres = enveloppes.map((_, e) => this.niveaux[noeudEnveloppe(e)] !== -1);
    return loin.every((dedans, e) => dedans === pres[e]) ? [pres] : [pres, loin];
  }

  /** Projects taken in this order, each one that still fits beside those already taken. */
  glouton(ordre: readonly number[]): number[] {
    this.vider();
    const retenus: number[] = [];
    let disponible = this.instance.enveloppes.reduce((t, { montant }) => t + Number(montant), 0);
    for (const p of ordre) {
      const besoin = Number(this.instance.projets[p]?.besoin ?? 0n);
      if (besoin > disponible) continue;
      const avant = this.residus.slice();
      this.inscrire(p, 1);
      if (this.pousser() < besoin) this.residus.set(avant);
      else {
        retenus.push(p);
        disponible -= besoin;
      }
    }
    return retenus;
  }

  private vider(): void {
    this.residus.fill(0);
    for (let e = 0; e < this.instance.enveloppes.length; e++) this.residus[2 * e] = lire(this.plafonds, e);
  }

  /** Opens the caps of a project, for its share. @returns its need, for its share */
  private inscrire(p: number, part: number): number {
    if (part <= 0) return 0;
    const { debutArcs } = this.instance;
    const fin = lire(debutArcs, p + 1);
    for (let arc = lire(debutArcs, p); arc < fin; arc++) this.residus[2 * arc] = lire(this.plafonds, arc) * part;
    return lire(this.residus, 2 * (fin - 1));
  }

  /** Number of arcs from the source, or to the sink when that is where it starts; -1 out of reach. */
  private niveler(depart: number): boolean {
    const { tete, debut, sortants } = this.instance.graphe;
    const { residus, niveaux, file } = this;
    const arrivee = depart === SOURCE ? PUITS : SOURCE;
    const sens = depart === SOURCE ? 0 : 1;
    niveaux.fill(-1);
    niveaux[depart] = 0;
    file[0] = depart;
    for (let lu = 0, ecrit = 1; lu < ecrit; lu++) {
      const noeud = file[lu] as number;
      for (let i = debut[noeud] as number; i < (debut[noeud + 1] as number); i++) {
        const arc = sortants[i] as number;
        const voisin = tete[arc] as number;
        if (niveaux[voisin] !== -1 || (residus[arc ^ sens] as number) <= RIEN) continue;
        niveaux[voisin] = (niveaux[noeud] as number) + 1;
        if (voisin === arrivee) return true;
        file[ecrit++] = voisin;
      }
    }
    return false;
  }

  private pousser(): number {
    const { debut, noeuds } = this.instance.graphe;
    let total = 0;
    while (this.niveler(PUITS)) {
      this.courant.set(debut.subarray(0, noeuds));
      total += this.descendre(SOURCE, Infinity);
    }
    return total;
  }

  private descendre(noeud: number, limite: number): number {
    if (noeud === PUITS) return limite;
    const { tete, debut, sortants } = this.instance.graphe;
    const { residus, niveaux, courant } = this;
    const fin = debut[noeud + 1] as number;
    const voulu = (niveaux[noeud] as number) - 1;
    let passe = 0;
    for (let i = courant[noeud] as number; i < fin; i++) {
      const arc = sortants[i] as number;
      const residu = residus[arc] as number;
      if (niveaux[tete[arc] as number] === voulu && residu > RIEN) {
        const pousse = this.descendre(tete[arc] as number, Math.min(residu, limite - passe));
        residus[arc] = residu - pousse;
        residus[arc ^ 1] = (residus[arc ^ 1] as number) + pousse;
        passe += pousse;
        if (limite - passe <= RIEN) {
          courant[noeud] = i;
          return passe;
        }
      }
    }
    courant[noeud] = fin;
    return passe;
  }
}
