import type { Centimes } from '../montant/montant.js';
import {
  arcBesoin,
  arcDeLigne,
  lignesDe,
  lire,
  noeudEnveloppe,
  noeudProjet,
  PUITS,
  SOURCE,
  type InstancePreparee,
  type LignePreparee,
} from './preparation.js';
import type { EtatDesLignes } from './flot.js';
import { comparer, plancher, ratio, type Rationnel } from './rationnel.js';
import { distances, pousser, type Residus } from './reseau.js';

/** One line of the project whose turn it is. */
export interface LigneDuTour {
  ligne: LignePreparee;
  minimum: Centimes;
  /** Its own cap, or what its envelope has left beside the minima of later projects when that is less. */
  plafond: Centimes;
  /** It has a minimum, and is left out of the plan. */
  eteinte: boolean;
  /** Later projects with a minimum on the same envelope. */
  minimaReserves: readonly string[];
}

/** Whether the later projects can be funded beside these lower bounds on the lines of the project whose turn it is. */
export type Essai =
  | { tient: true; residus: Residus }
  /** A broken cut: Σ coefficient × part cannot exceed what the bounds give, less `exces`. */
  | { tient: false; coefficients: readonly number[]; exces: Rationnel };

const AUCUN_NOEUD = -1;

/** The smallest whole number that makes these fractions whole. */
export function denominateurCommun(fractions: readonly Rationnel[]): bigint {
  return fractions.reduce((commun, { d }) => commun * ratio(commun, d).d, 1n);
}

/**
 * What the later projects of a plan cannot do without (A6). Holds an integer flow that funds them all; a project takes its
 * turn in rank order, tries exact parts against that flow, is paid in cents, and leaves.
 */
export class Reserves {
  private readonly lignesParEnveloppe: LignePreparee[][];
  /** The project whose turn it is. */
  private projet = -1;

  /** `residus`: a flow that funds every one of `suivants`, beside their minima; it is changed from here on. */
  constructor(
    private readonly instance: InstancePreparee,
    private suivants: readonly number[],
    private readonly etat: EtatDesLignes,
    private residus: Residus,
  ) {
    this.lignesParEnveloppe = instance.enveloppes.map(() => []);
    for (const ligne of lignesDe(instance, suivants)) lire(this.lignesParEnveloppe, ligne.enveloppe).push(ligne);
  }

  /** The next project gives back what the flow held for it. @returns its lines, with what each may bring at most */
  ouvrirTour(): LigneDuTour[] {
    const { instance, residus } = this;
    const [projet, ...suivants] = this.suivants;
    if (projet === undefined) return [];
    this.suivants = suivants;
    const lignes = lignesDe(instance, [projet]).map((ligne): LigneDuTour => {
      const { minimum, eteinte } = this.etat(ligne);
      const [aller, retour] = [2 * ligne.enveloppe, 2 * ligne.enveloppe + 1];
      const montant = lire(residus, 2 * arcDeLigne(ligne) + 1);
      residus[aller] = lire(residus, aller) + montant + minimum;
      residus[retour] = lire(residus, retour) - montant;
      const reste = lire(residus, aller) + lire(residus, retour);
      const plafond = ligne.plafond < reste ? ligne.plafond : reste;
      const suivantes = lire(this.lignesParEnveloppe, ligne.enveloppe);
      suivantes.shift();
      const minimaReserves = suivantes
        .filter((suivante) => this.etat(suivante).minimum > 0n)
        .map(({ projet: p }) => lire(instance.projets, p).id);
      return { ligne, minimum, eteinte, plafond: eteinte ? 0n : plafond, minimaReserves };
    });
    viderArcs(instance, residus, projet);
    this.projet = projet;
    return lignes;
  }

  /** Tries exact lower bounds, in the order of `lignes`: each within its line, their sum not above the need. */
  essayer(lignes: readonly LigneDuTour[], bornes: readonly Rationnel[]): Essai {
    const echelle = denominateurCommun(bornes);
    const essai = this.imposer(
      lignes,
      bornes.map(({ n, d }) => n * (echelle / d)),
      lignes.map(({ plafond }) => plafond * echelle),
      echelle,
    );
    const { pousse, distance } = pousser(this.instance.graphe, essai.residus, SOURCE, PUITS, essai.manque);
    if (pousse === essai.manque) return { tient: true, residus: essai.residus };
    const { tete } = this.instance.graphe;
    const sort = (a: number) => distance[lire(tete, 2 * a + 1)] !== -1 && distance[lire(tete, 2 * a)] === -1;
    const coefficients = lignes.map(({ ligne }) => ligne.chemin.filter(sort).length);
    return { tient: false, coefficients, exces: ratio(essai.manque - pousse, echelle) };
  }

  /** Later projects, in rank order, that hold back a line at its bound in the residues of a trial that holds. */
  quiReserve({ ligne }: LigneDuTour, residus: Residus): string[] {
    const { instance } = this;
    const distance = distances(instance.graphe, residus, noeudEnveloppe(ligne.enveloppe), AUCUN_NOEUD);
    const lie = (noeud: number) => distance[noeud] !== -1;
    const parMinimum = new Set(
      this.lignesParEnveloppe
        .filter((_, e) => lie(noeudEnveloppe(e)))
        .flatMap((lignes) => lignes.filter((suivante) => this.etat(suivante).minimum > 0n))
        .map(({ projet }) => projet),
    );
    return this.suivants
      .filter((p) => lie(noeudProjet(instance, p)) || parMinimum.has(p))
      .map((p) => lire(instance.projets, p).id);
  }

  /**
   * Pays exact parts in cents: each rounded down, then one cent to the largest remainders, the first rank winning ties,
   * passing over a line whose cent would leave a class, an envelope or a later project short.
   */
  payer(lignes: readonly LigneDuTour[], exactes: readonly Rationnel[]): Centimes[] {
    const { instance, projet } = this;
    const montants = exactes.map(plancher);
    const plafonds = exactes.map(({ d }, i) => lire(montants, i) + BigInt(d > 1n));
    const { residus, manque } = this.imposer(lignes, montants, plafonds, 1n);
    if (pousser(instance.graphe, residus, SOURCE, PUITS, manque).pousse !== manque) {
      throw new Error('Des parts exactes qui tiennent ont toujours un arrondi qui tient.');
    }
    for (const i of parReste(exactes)) montants[i] = lire(montants, i) + this.fixer(residus, lire(lignes, i).ligne);
    viderArcs(instance, residus, projet);
    this.residus = residus;
    return montants;
  }

  /** Decides for good whether a line has its rounding cent: it has when nobody is left short. */
  private fixer(residus: Residus, { enveloppe, chemin }: LignePreparee): Centimes {
    const { graphe } = this.instance;
    const aller = 2 * lire(chemin, 0);
    let centime = lire(residus, aller + 1);
    if (centime === 0n) {
      centime = pousser(graphe, residus, lire(graphe.tete, aller), noeudEnveloppe(enveloppe), 1n).pousse;
    }
    residus[aller] = 0n;
    residus[aller + 1] = 0n;
    residus[2 * enveloppe + 1] = lire(residus, 2 * enveloppe + 1) - centime;
    return centime;
  }

  /** The flow, times `echelle`, with these bounds taken first. @returns it, with what it lacks to fund all again */
  private imposer(
    lignes: readonly LigneDuTour[],
    planchers: readonly bigint[],
    plafonds: readonly bigint[],
    echelle: bigint,
  ): { residus: Residus; manque: bigint } {
    const { arcs } = this.instance;
    const residus = echelle === 1n ? this.residus.slice() : this.residus.map((residu) => residu * echelle);
    for (const { ligne } of lignes) for (const a of ligne.chemin) residus[2 * a] = lire(arcs, a).plafond * echelle;
    lignes.forEach(({ ligne }, i) => {
      residus[2 * arcDeLigne(ligne)] = lire(plafonds, i);
      for (const a of [ligne.enveloppe, ...ligne.chemin]) residus[2 * a] = lire(residus, 2 * a) - lire(planchers, i);
    });
    let manque = lire(residus, 2 * arcBesoin(this.instance, this.projet));
    for (const { ligne } of lignes) manque += this.degager(residus, ligne.enveloppe);
    return { residus, manque };
  }

  /** Takes from the later projects, the last first, what an envelope lacks. @returns what they lack then */
  private degager(residus: Residus, enveloppe: number): bigint {
    const lignes = lire(this.lignesParEnveloppe, enveloppe);
    let manque = 0n;
    for (let l = lignes.length - 1; lire(residus, 2 * enveloppe) < 0n; l--) {
      const { chemin } = lire(lignes, l);
      const trop = -lire(residus, 2 * enveloppe);
      const verse = lire(residus, 2 * lire(chemin, 0) + 1);
      const repris = verse < trop ? verse : trop;
      for (const a of [enveloppe, ...chemin]) {
        residus[2 * a] = lire(residus, 2 * a) + repris;
        residus[2 * a + 1] = lire(residus, 2 * a + 1) - repris;
      }
      manque += repris;
    }
    return manque;
  }
}

function viderArcs({ debutArcs }: InstancePreparee, residus: Residus, projet: number): void {
  residus.fill(0n, 2 * lire(debutArcs, projet), 2 * lire(debutArcs, projet + 1));
}

/** Indexes of the parts that are not whole, largest remainder first. The sort is stable: equal ones stay in rank order. */
function parReste(exactes: readonly Rationnel[]): number[] {
  const restes = exactes.map(({ n, d }, i) => ({ i, n: n % d, d })).filter(({ n }) => n > 0n);
  return restes.sort((a, b) => comparer(b, a)).map(({ i }) => i);
}
