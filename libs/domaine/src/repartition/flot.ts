import type { Centimes } from '../montant/montant.js';
import { coupeDesMinima, lireCoupe, type Coupe, type EtatLigne } from './coupe.js';
import type { PartsDuPlan } from './instance.js';
import {
  arcBesoin,
  arcDeLigne,
  lignesDe,
  lire,
  PUITS,
  SOURCE,
  type InstancePreparee,
  type LignePreparee,
} from './preparation.js';
import { pousser, reprendre, type Residus, type Trace } from './reseau.js';

/** Lines with a minimum that are switched on: project id → envelope ids. A line without a minimum needs no switch. */
export type LignesAllumees = Readonly<Record<string, readonly string[]>>;

export interface OptionsFlot {
  /**
   * Given: a listed line brings from its minimum to its cap, and a line with a minimum that is not listed brings nothing.
   * Absent: minima are ignored, so that what is out of reach then is out of reach with them too.
   */
  lignesAllumees?: LignesAllumees;
}

/** The answer to « can these projects all be funded whole? », exact to the cent. */
export interface Financement {
  faisable: boolean;
  besoin: Centimes;
  /** All that can be reached at best, `besoin` when `faisable`; 0 when minima alone break a cap. */
  atteint: Centimes;
  /** One way to reach it, the same whatever the input order; not the fair one (A6). Lines that bring nothing are absent. */
  parts: PartsDuPlan;
  /** Absent when `faisable`. */
  coupe: Coupe | null;
}

/** What every line may bring. */
export type EtatDesLignes = (ligne: LignePreparee) => EtatLigne;

const LIBRE: EtatLigne = { minimum: 0n, eteinte: false };
const ETEINTE: EtatLigne = { minimum: 0n, eteinte: true };

export const minimaIgnores: EtatDesLignes = () => LIBRE;

/** The state of every line when those with a minimum are on only if listed. */
export function etatDesLignes(instance: InstancePreparee, allumees: LignesAllumees): EtatDesLignes {
  const ensembles = new Map(Object.entries(allumees).map(([projet, ids]) => [projet, new Set(ids)]));
  return ({ projet, enveloppe, minimum }) => {
    if (minimum === 0n) return LIBRE;
    const allumee = ensembles.get(lire(instance.projets, projet).id)?.has(lire(instance.enveloppes, enveloppe).id);
    return allumee ? { minimum, eteinte: false } : ETEINTE;
  };
}

/**
 * An exact flow that grows project by project. Minima are taken off every cap along the way of their line, which leaves
 * a plain maximum flow. Projects are named by their index in the prepared instance.
 */
export class Flot {
  private residus: Residus;
  private membres: readonly number[] = [];

  constructor(
    private readonly instance: InstancePreparee,
    private readonly etat: EtatDesLignes = minimaIgnores,
  ) {
    this.residus = this.enveloppesPleines();
  }

  /** Adds a project if it can be funded whole beside those already there; otherwise changes nothing. */
  ajouter(projet: number): boolean {
    const { residus, membres } = this;
    if (membres.includes(projet)) return true;
    if (lire(this.instance.projets, projet).besoin > this.disponible()) return false;
    this.membres = [...membres, projet];
    const trace: Trace = { arcs: [], montants: [] };
    // The others are funded whole: only this project lacks anything. But a minimum may need money that the flow has put
    // elsewhere: then everything is laid out anew.
    if (this.inscrire(projet) < 0) {
      if (this.comble([projet], trace)) return true;
    } else if (this.toutInscrire() < 0 && this.comble(this.membres)) return true;
    reprendre(residus, trace);
    this.residus = residus;
    this.radier(projet);
    this.membres = membres;
    return false;
  }

  /** Funds these projects as far as possible, from nothing. */
  financer(projets: Iterable<number>): Financement {
    this.membres = [...new Set(projets)].sort((a, b) => a - b);
    const besoin = this.membres.reduce((total, p) => total + lire(this.instance.projets, p).besoin, 0n);
    const portee = { instance: this.instance, membres: this.membres, etat: this.etat };
    const brise = this.toutInscrire();
    if (brise >= 0) {
      return { faisable: false, besoin, atteint: 0n, parts: {}, coupe: coupeDesMinima(portee, brise) };
    }
    const voulu = this.manque(this.membres);
    const { pousse, distance } = this.pousser(voulu);
    const manque = voulu - pousse;
    const coupe = manque === 0n ? null : lireCoupe(portee, (noeud) => distance[noeud] !== -1);
    return { faisable: coupe === null, besoin, atteint: besoin - manque, parts: this.parts(), coupe };
  }

  /** What the lines of the projects funded bring, in cents. */
  parts(): PartsDuPlan {
    const { enveloppes, projets } = this.instance;
    return Object.fromEntries(
      this.membres.map((p) => [
        lire(projets, p).id,
        Object.fromEntries(
          lignesDe(this.instance, [p]).flatMap((ligne) => {
            const montant = this.etat(ligne).minimum + lire(this.residus, 2 * arcDeLigne(ligne) + 1);
            return montant > 0n ? [[lire(enveloppes, ligne.enveloppe).id, montant]] : [];
          }),
        ),
      ]),
    );
  }

  /** A copy of the residues, for those who go on from this flow. */
  copierResidus(): Residus {
    return this.residus.slice();
  }

  private enveloppesPleines(): Residus {
    const { arcs, enveloppes } = this.instance;
    const residus: Residus = new Array<bigint>(2 * arcs.length).fill(0n);
    enveloppes.forEach(({ montant }, e) => (residus[2 * e] = montant));
    return residus;
  }

  /** What is left in all the envelopes together. */
  private disponible(): Centimes {
    return this.instance.enveloppes.reduce((total, _, e) => total + lire(this.residus, 2 * e), 0n);
  }

  /** Opens the arcs of a project. @returns the first arc that minima break, or -1 */
  private inscrire(projet: number): number {
    const { arcs, debutArcs } = this.instance;
    const { residus } = this;
    for (let a = lire(debutArcs, projet); a < lire(debutArcs, projet + 1); a++) residus[2 * a] = lire(arcs, a).plafond;
    let brise = -1;
    for (const ligne of lignesDe(this.instance, [projet])) {
      const { minimum, eteinte } = this.etat(ligne);
      if (eteinte) residus[2 * arcDeLigne(ligne)] = 0n;
      if (minimum === 0n) continue;
      for (const a of [ligne.enveloppe, ...ligne.chemin]) {
        residus[2 * a] = lire(residus, 2 * a) - minimum;
        if (brise < 0 && lire(residus, 2 * a) < 0n) brise = a;
      }
    }
    return brise;
  }

  /** Closes the arcs of a project that carries nothing, and gives its minima back to the envelopes. */
  private radier(projet: number): void {
    const { debutArcs } = this.instance;
    const { residus } = this;
    for (const ligne of lignesDe(this.instance, [projet])) {
      residus[2 * ligne.enveloppe] = lire(residus, 2 * ligne.enveloppe) + this.etat(ligne).minimum;
    }
    residus.fill(0n, 2 * lire(debutArcs, projet), 2 * lire(debutArcs, projet + 1));
  }

  private toutInscrire(): number {
    this.residus = this.enveloppesPleines();
    let brise = -1;
    for (const p of this.membres) {
      const arc = this.inscrire(p);
      if (brise < 0) brise = arc;
    }
    return brise;
  }

  private pousser(limite: Centimes, trace: Trace | null = null): { pousse: Centimes; distance: Int32Array } {
    return pousser(this.instance.graphe, this.residus, SOURCE, PUITS, limite, trace);
  }

  /** Funds these members whole. @returns false when it cannot be done */
  private comble(membres: readonly number[], trace: Trace | null = null): boolean {
    const manque = this.manque(membres);
    return this.pousser(manque, trace).pousse === manque;
  }

  private manque(membres: readonly number[]): Centimes {
    return membres.reduce((total, p) => total + lire(this.residus, 2 * arcBesoin(this.instance, p)), 0n);
  }
}

/** Can these projects all be funded whole? @throws RangeError on an unknown project: a fault of the caller */
export function financer(
  instance: InstancePreparee,
  retenus: Iterable<string>,
  options: OptionsFlot = {},
): Financement {
  const { lignesAllumees } = options;
  const etat = lignesAllumees ? etatDesLignes(instance, lignesAllumees) : minimaIgnores;
  return new Flot(instance, etat).financer(Array.from(retenus, (id) => indexProjet(instance, id)));
}

/** @throws RangeError on an unknown project */
export function indexProjet(instance: InstancePreparee, id: string): number {
  const index = instance.indexProjet.get(id);
  if (index === undefined) throw new RangeError(`Projet inconnu : ${id}.`);
  return index;
}
