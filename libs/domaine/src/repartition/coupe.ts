import type { Centimes } from '../montant/montant.js';
import type { ElementCoupe } from './instance.js';
import { arcDeLigne, lignesDe, lire, noeudProjet, type InstancePreparee, type LignePreparee } from './preparation.js';

/** A line whose minimum is named in a cut. */
export interface MinimumEnJeu {
  projet: string;
  enveloppe: string;
  minimum: Centimes;
}

/**
 * Why a set of projects cannot be funded: the minimum cut closest to the needs, so that no innocent project is named.
 * Σ elements − Σ minimaImmobilises is what can be reached; the needs among the elements are those of the innocent.
 */
export interface Coupe {
  elements: readonly ElementCoupe[];
  /** The projects in conflict, in rank order: together they ask for more than what the cut lets through. */
  projets: readonly string[];
  /** The minima of the lines switched on are enough to break a cap: the only element, and all these minima. */
  parMinima: boolean;
  /** Minima that send money where these projects cannot use it. */
  minimaImmobilises: readonly MinimumEnJeu[];
  /** Lines with a minimum, off, that would widen the cut if they were on. */
  lignesEteintes: readonly MinimumEnJeu[];
}

/** What a line may bring: nothing when it is off, else from `minimum` to its cap. */
export interface EtatLigne {
  minimum: Centimes;
  eteinte: boolean;
}

/** Projects of a flow, and the state of their lines. */
export interface PorteeCoupe {
  instance: InstancePreparee;
  membres: readonly number[];
  etat: (ligne: LignePreparee) => EtatLigne;
}

export function nommerMinimum(instance: InstancePreparee, ligne: LignePreparee): MinimumEnJeu {
  return {
    projet: lire(instance.projets, ligne.projet).id,
    enveloppe: lire(instance.enveloppes, ligne.enveloppe).id,
    minimum: ligne.minimum,
  };
}

function element({ arcs, projets }: InstancePreparee, indexArc: number): ElementCoupe {
  const { nature, id, projet, plafond, code } = lire(arcs, indexArc);
  const lieu = nature === 'LIGNE' || nature === 'CLASSE' ? { projet: lire(projets, projet).id } : {};
  return { nature, id, ...lieu, montant: plafond, ...(code === undefined ? {} : { code }) };
}

/** Arcs that the members of a flow run through, in the canonical order: envelopes, then project by project. */
function arcsEnJeu({ instance, membres }: PorteeCoupe): number[] {
  const { enveloppes, debutArcs } = instance;
  const arcs = enveloppes.map((_, e) => e);
  for (const p of membres) for (let a = lire(debutArcs, p); a < lire(debutArcs, p + 1); a++) arcs.push(a);
  return arcs;
}

/** The cut whose sink side is `dedans` (a node for which it is true still reaches the needs). */
export function lireCoupe(portee: PorteeCoupe, dedans: (noeud: number) => boolean): Coupe {
  const { instance, membres, etat } = portee;
  const { tete } = instance.graphe;
  const entre = (a: number) => !dedans(lire(tete, 2 * a + 1)) && dedans(lire(tete, 2 * a));
  const sort = (a: number) => dedans(lire(tete, 2 * a + 1)) && !dedans(lire(tete, 2 * a));
  const lignes = lignesDe(instance, membres);
  const eteintes = lignes.filter((ligne) => etat(ligne).eteinte);
  const arcsEteints = new Set(eteintes.map(arcDeLigne));
  return {
    parMinima: false,
    elements: arcsEnJeu(portee)
      .filter((a) => entre(a) && lire(instance.arcs, a).plafond > 0n && !arcsEteints.has(a))
      .map((a) => element(instance, a)),
    projets: membres.filter((p) => dedans(noeudProjet(instance, p))).map((p) => lire(instance.projets, p).id),
    minimaImmobilises: lignes
      .filter((ligne) => etat(ligne).minimum > 0n)
      .flatMap((ligne) => ligne.chemin.filter(sort).map(() => nommerMinimum(instance, ligne))),
    lignesEteintes: eteintes.filter((ligne) => entre(arcDeLigne(ligne))).map((ligne) => nommerMinimum(instance, ligne)),
  };
}

/** The cut of a cap that the minima of the lines switched on are enough to break. */
export function coupeDesMinima({ instance, membres, etat }: PorteeCoupe, arc: number): Coupe {
  const enJeu = lignesDe(instance, membres).filter(
    (ligne) => etat(ligne).minimum > 0n && (ligne.enveloppe === arc || ligne.chemin.includes(arc)),
  );
  return {
    parMinima: true,
    elements: [element(instance, arc)],
    projets: [...new Set(enJeu.map((ligne) => lire(instance.projets, ligne.projet).id))],
    minimaImmobilises: enJeu.map((ligne) => nommerMinimum(instance, ligne)),
    lignesEteintes: [],
  };
}
