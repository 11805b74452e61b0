import type { PartsDuPlan } from '../instance.js';
import { lire } from '../preparation.js';
import { financerExactement, type PreuveConflit } from './conflit.js';
import type { Inegalite } from './probleme.js';
import type { Relaxation } from './relaxation.js';
import type { Separateur } from './separateur.js';
import { ECHELLE, type Choisis, type Prix, type Tarif } from './tarif.js';

const FRACTION = 1e-5;
const COUPES_A_LA_RACINE = 300;
const COUPES_PAR_NOEUD = 40;
/** Nodes that a search for cuts may let pass when the last ones found none. */
const PATIENCE = 8;

/** A selection that is known to be possible, and worth `valeur`. */
export interface Trouvaille {
  /** Indexes, in rank order. */
  projets: readonly number[];
  valeur: bigint;
  parts: PartsDuPlan;
}

/** Proof that nothing is worth more: prices on every leaf of a tree of choices. `null`: not proven yet. */
export type Preuve = { projet: number; dedans: Preuve; dehors: Preuve } | { prix: Prix } | null;

/** An inequality found on the way, with what proves it. */
export interface Lemme {
  /** Its index among the inequalities of the relaxation. */
  inegalite: number;
  origine: { conflit: readonly number[]; preuve: PreuveConflit } | { jumeaux: readonly [number, number] };
}

export interface OptionsExploration {
  /** The gains of every selection are multiples of it: nothing lies between two. */
  pas: bigint;
  /** Worse than this is of no interest; -1: everything is. */
  plancher: bigint;
  /** What is already chosen. */
  choisis: Choisis;
  /** Projects that are the same but for their rank, in rank order: the earlier goes first. */
  jumeaux: readonly (readonly [number, number])[];
  /** Stop at the first selection worth more than `plancher`. */
  premierSuffit?: boolean;
  /**
   * Follow the last branch left rather than the most promising one. Better when the bounds of all branches are much the same
   * (amounts at a given score), worse when they tell branches apart (scores).
   */
  enProfondeur?: boolean;
}

/** What was chosen on the way down to a node, the last choice first. */
interface Chemin {
  projet: number;
  valeur: 0 | 1;
  avant: Chemin | null;
}

interface NoeudOuvert {
  chemin: Chemin | null;
  /** Value of the relaxation of the node above: where to look first. */
  espoir: number;
  /** Its prices: what bounds this node until it is visited. */
  tarif: Tarif | null;
  placer: (preuve: Preuve) => void;
}

/**
 * Branch and bound on the projects, the most promising branch first, followed down to its end. The relaxation, in floats, only says where to look and at what prices; a
 * branch is left when these prices prove in whole numbers that nothing in it is worth more, and a selection is kept when it
 * is funded to the cent. So what it answers is exact, and does not depend on the machine.
 */
export class Exploration {
  trouvaille: Trouvaille | null = null;
  preuve: Preuve = null;
  noeuds = 0;
  /** Prices of the first node, and what they prove. */
  tarifRacine: Tarif | null = null;
  borneRacine: bigint | null = null;
  /** A selection could be neither funded nor excluded: the search cannot be said complete. */
  indetermine = false;
  private attente = 0;
  private pas = 0;
  private readonly choisis: Choisis;
  private readonly ouverts: NoeudOuvert[];
  /** The branch being followed down. */
  private suivant: NoeudOuvert | null = null;

  constructor(
    private readonly relaxation: Relaxation,
    private readonly separateur: Separateur,
    private readonly lemmes: Lemme[],
    private readonly options: OptionsExploration,
  ) {
    this.choisis = { bas: options.choisis.bas.slice(), haut: options.choisis.haut.slice() };
    const placer = (preuve: Preuve) => (this.preuve = preuve);
    this.ouverts = [{ chemin: null, espoir: Infinity, tarif: null, placer }];
  }

  get terminee(): boolean {
    return (
      (this.ouverts.length === 0 && !this.suivant) || (this.options.premierSuffit === true && this.trouvaille !== null)
    );
  }

  /** Visits so many nodes. @returns true when there is nothing left to visit */
  avancer(noeuds: number): boolean {
    for (let i = 0; i < noeuds && !this.terminee; i++) {
      const noeud = this.suivant ?? this.prometteur();
      this.suivant = null;
      this.noeuds += 1;
      this.seRendre(noeud.chemin);
      this.visiter(noeud);
    }
    return this.terminee;
  }

  /** Nothing is worth more than this: proven, in units of the gains. `null` before the first node. */
  borne(): bigint | null {
    const ouverts = this.suivant ? [this.suivant, ...this.ouverts] : this.ouverts;
    let borne = this.plancher() * ECHELLE;
    for (const { tarif, chemin } of ouverts) {
      if (tarif === null) return null;
      this.seRendre(chemin);
      const b = tarif.borne(this.choisis);
      if (b !== null && b > borne) borne = b;
    }
    return this.arrondir(borne);
  }

  private arrondir(borne: bigint): bigint {
    const { pas } = this.options;
    return (borne / ECHELLE / pas) * pas;
  }

  /** Keeps a selection if it is worth more than what is known, within the inequalities, and funded to the cent. */
  proposer(projets: readonly number[]): boolean {
    const retenus = [...projets].sort((a, b) => a - b);
    return this.juger(retenus) === 'MEILLEUR';
  }

  private plancher(): bigint {
    return this.trouvaille?.valeur ?? this.options.plancher;
  }

  private juger(projets: readonly number[]): 'MEILLEUR' | 'CONFLIT' | 'SANS_INTERET' {
    const { relaxation } = this;
    const somme = (termes: readonly bigint[]) => projets.reduce((total, p) => total + lire(termes, p), 0n);
    const valeur = somme(relaxation.gains);
    if (valeur <= this.plancher() || !this.admet(projets)) return 'SANS_INTERET';
    const permis = ({ coefficients, minimum, egalite }: Inegalite) => {
      const total = somme(coefficients);
      return egalite ? total === minimum : total >= minimum;
    };
    if (!relaxation.inegalites.every(permis)) return 'SANS_INTERET';
    const financement = financerExactement(relaxation.probleme, projets);
    switch (financement.issue) {
      case 'FAISABLE':
        this.trouvaille = { projets, valeur, parts: financement.parts };
        return 'MEILLEUR';
      case 'CONFLIT':
        this.retenirConflit(financement.projets, financement.preuve);
        return 'CONFLIT';
      case 'INDETERMINE':
        this.indetermine = true;
        this.relaxation.ajouter(this.interdire(projets));
        return 'CONFLIT';
    }
  }

  /** Keeps to what was chosen before the search. */
  private admet(projets: readonly number[]): boolean {
    const { bas, haut } = this.options.choisis;
    const retenus = new Set(projets);
    return bas.every((v, p) => v === 0 || retenus.has(p)) && projets.every((p) => haut[p] === 1);
  }

  private interdire(projets: readonly number[]): Inegalite {
    const coefficients = this.relaxation.gains.map(() => 0n);
    for (const p of projets) coefficients[p] = -1n;
    return { coefficients, minimum: BigInt(1 - projets.length) };
  }

  private retenirConflit(conflit: readonly number[], preuve: PreuveConflit): void {
    const inegalite = this.relaxation.ajouter(this.interdire(conflit));
    this.lemmes.push({ inegalite, origine: { conflit, preuve } });
    if ('ressources' in preuve) this.relaxation.couper(preuve.ressources);
  }

  private visiter(noeud: NoeudOuvert): void {
    const racine = noeud.chemin === null;
    const coupes = racine ? COUPES_A_LA_RACINE : COUPES_PAR_NOEUD;
    for (let tour = 0; ; tour++) {
      const issue = this.relaxation.resoudre(this.choisis);
      const tarif = issue === 'VIDE' ? this.relaxation.tarifContradictoire(this.choisis) : this.relaxation.tarif();
      if (this.ferme(tarif, issue === 'VIDE')) {
        if (racine) this.noterRacine(tarif);
        return noeud.placer({ prix: tarif.prix });
      }
      if (issue === 'OPTIMUM') {
        if (tour < coupes && this.vautLaPeine(racine, tour) && this.resserrer()) continue;
        if (racine || estPuissanceDeDeux(this.noeuds)) this.tenter(tarif);
        const entiers = this.entiers();
        if (entiers !== null && this.juger(entiers) !== 'SANS_INTERET') continue;
      }
      if (racine) this.noterRacine(tarif);
      // The selection just tried may be as good as the bound.
      if (this.ferme(tarif, racine)) return noeud.placer({ prix: tarif.prix });
      return this.brancher(noeud, tarif);
    }
  }

  private noterRacine(tarif: Tarif): void {
    const borne = tarif.borne(this.choisis);
    this.tarifRacine = tarif;
    this.borneRacine = borne === null ? null : this.arrondir(borne);
  }

  /** Do these prices prove that nothing here is worth more than what is known? */
  private ferme(tarif: Tarif, certain: boolean): boolean {
    const cible = this.plancher() + this.options.pas;
    // An exact bound costs more than a glance: no need of one when the relaxation is clearly above.
    if (!certain && this.relaxation.valeur() > Number(cible) * (1 + 1e-9) + 1e-6) return false;
    const borne = tarif.borne(this.choisis);
    return borne === null || borne < cible * ECHELLE;
  }

  /** Cuts are looked for at every node as long as they are found, then less and less; always where nothing is taken in part. */
  private vautLaPeine(racine: boolean, tour: number): boolean {
    if (racine || tour > 0 || this.attente <= 0 || this.entiers() !== null) return true;
    this.attente -= 1;
    return false;
  }

  /** Adds what the relaxed choice breaks. @returns false when it breaks nothing known */
  private resserrer(): boolean {
    const { relaxation } = this;
    const { z } = relaxation;
    let ajout = false;
    for (const [p, q] of this.options.jumeaux) {
      if (lire(z, q) <= lire(z, p) + FRACTION) continue;
      const coefficients = relaxation.gains.map(() => 0n);
      coefficients[p] = 1n;
      coefficients[q] = -1n;
      const inegalite = relaxation.ajouter({ coefficients, minimum: 0n });
      this.lemmes.push({ inegalite, origine: { jumeaux: [p, q] } });
      ajout = true;
    }
    for (const ensemble of this.separateur.separer(z)) if (relaxation.couperEnveloppes(ensemble)) ajout = true;
    this.pas = ajout ? 0 : Math.min(PATIENCE, 2 * this.pas + 1);
    this.attente = this.pas;
    return ajout;
  }

  /** A selection near the relaxed choice: its projects first, then what still fits, the most worth their price first. */
  private tenter(tarif: Tarif): void {
    const { z, inegalites } = this.relaxation;
    if (inegalites.some(({ egalite }) => egalite)) return;
    const interet = Array.from(z, (_, p) => Number(tarif.ecart(p) ?? 0n));
    const ordre = interet.map((_, p) => p).filter((p) => this.choisis.haut[p] === 1);
    ordre.sort((a, b) => lire(z, b) - lire(z, a) || lire(interet, b) - lire(interet, a) || a - b);
    this.proposer(this.separateur.glouton(ordre));
  }

  /** The relaxed choice when it takes no project in part. */
  private entiers(): number[] | null {
    const { z } = this.relaxation;
    if (z.some((v) => Math.min(Math.abs(v), Math.abs(1 - v)) > FRACTION)) return null;
    return Array.from(z, (_, p) => p).filter((p) => lire(z, p) > 0.5);
  }

  private brancher(noeud: NoeudOuvert, tarif: Tarif): void {
    const projet = this.choisirProjet();
    if (projet < 0) {
      // Everything is chosen and nothing is proven: only possible next to a selection that could not be judged.
      this.indetermine = true;
      return;
    }
    const preuve: { projet: number; dedans: Preuve; dehors: Preuve } = { projet, dedans: null, dehors: null };
    noeud.placer(preuve);
    const enfant = (valeur: 0 | 1): NoeudOuvert => ({
      chemin: { projet, valeur, avant: noeud.chemin },
      espoir: this.relaxation.valeur(),
      tarif,
      placer: (p) => (valeur === 1 ? (preuve.dedans = p) : (preuve.dehors = p)),
    });
    const valeur = lire(this.relaxation.z, projet) >= 0.5 ? 1 : 0;
    this.suivant = enfant(valeur);
    this.ouverts.push(enfant(valeur === 1 ? 0 : 1));
  }

  /**
   * The project whose two sides lose the most; or, in depth, the one furthest from a whole choice, the first of equals. Any
   * that is not chosen yet when none is taken in part; -1 when all are chosen.
   */
  private choisirProjet(): number {
    const { z } = this.relaxation;
    const departage = this.options.enProfondeur ? -1 : this.relaxation.aDepartager();
    if (departage >= 0) return departage;
    const { bas, haut } = this.choisis;
    let choisi = -1;
    let pire = -1;
    for (let p = 0; p < z.length; p++) {
      if (bas[p] === haut[p]) continue;
      const ecart = Math.min(lire(z, p), 1 - lire(z, p));
      if (choisi >= 0 && ecart <= pire) continue;
      choisi = p;
      pire = ecart;
    }
    return choisi;
  }

  /** Takes the open node whose relaxation was worth the most, the last opened of equals. */
  private prometteur(): NoeudOuvert {
    if (this.options.enProfondeur) return lire(this.ouverts.splice(-1), 0);
    let meilleur = 0;
    this.ouverts.forEach(({ espoir }, i) => {
      if (espoir >= lire(this.ouverts, meilleur).espoir) meilleur = i;
    });
    return lire(this.ouverts.splice(meilleur, 1), 0);
  }

  private seRendre(chemin: Chemin | null): void {
    this.choisis.bas.set(this.options.choisis.bas);
    this.choisis.haut.set(this.options.choisis.haut);
    for (let pas = chemin; pas !== null; pas = pas.avant) {
      this.choisis.bas[pas.projet] = pas.valeur;
      this.choisis.haut[pas.projet] = pas.valeur;
    }
  }
}

function estPuissanceDeDeux(n: number): boolean {
  return (n & (n - 1)) === 0;
}
