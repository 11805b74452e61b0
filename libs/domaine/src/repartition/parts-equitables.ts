import type { Centimes } from '../montant/montant.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { etatDesLignes, Flot, indexProjet, type LignesAllumees } from './flot.js';
import type { PartsDuPlan, Ponderation } from './instance.js';
import { chercherLignesAllumees } from './lignes-allumees.js';
import { motifPartPlan, type MotifPartPlan } from './motif-plan.js';
import { partsDuTour, type Tour } from './parts-exactes.js';
import { lire, type InstancePreparee, type LignePreparee } from './preparation.js';
import type { Rationnel } from './rationnel.js';
import { Reserves } from './reserves.js';

/** The weight of a line: its envelope's amount, the same for all, a published key, or what it has announced. */
export type PoidsDuPlan =
  | { ponderation: Extract<Ponderation, 'PRORATA_ENVELOPPE' | 'PARTS_EGALES'> }
  /** Weight by envelope id; absent: 0. */
  | { ponderation: Extract<Ponderation, 'CLE'>; cle: Readonly<Record<string, bigint>> }
  /** Cents by project id, then by envelope id; absent: 0. */
  | { ponderation: Extract<Ponderation, 'ANNONCES'>; annonces: PartsDuPlan };

export interface OptionsPartsEquitables {
  /** Lines with a minimum that are on, as the optimum chose them (A4). Absent: searched for. */
  lignesAllumees?: LignesAllumees;
}

/** What one envelope brings to one project of a plan, and why this amount. */
export interface PartPlan {
  enveloppe: string;
  montant: Centimes;
  /** Before rounding to the cent, what the earlier projects were paid being known. */
  exacte: Rationnel;
  motif: MotifPartPlan;
  /** It has received a rounding cent. */
  centime: boolean;
}

export interface PartsEquitables {
  parts: PartsDuPlan;
  /** In rank order, every line with its reason, those that bring nothing included. */
  projets: readonly { projet: string; lignes: readonly PartPlan[] }[];
}

/**
 * The fair shares of a plan (A6): projects in rank order, each split between its lines in proportion to weights, never taking
 * from an envelope what a later project of the plan cannot do without. One result, whatever the order of the input. Refusals,
 * in this order: LIMITE_DEPASSEE when the lines with a minimum cannot be searched, ENVELOPPE_INSUFFISANTE when the plan
 * cannot be funded whole (`expliquer` says why).
 * @throws RangeError on an unknown project or a weight below zero: faults of the caller
 */
export function partsEquitables(
  instance: InstancePreparee,
  retenus: Iterable<string>,
  poids: PoidsDuPlan,
  { lignesAllumees }: OptionsPartsEquitables = {},
): Decision<PartsEquitables> {
  const membres = [...new Set(Array.from(retenus, (id) => indexProjet(instance, id)))].sort((a, b) => a - b);
  const allumees = lignesAllumees ? accepter(lignesAllumees) : lignesPossibles(instance, membres);
  if (!allumees.ok) return allumees;
  const etat = etatDesLignes(instance, allumees.fait);
  const flot = new Flot(instance, etat);
  if (!flot.financer(membres).faisable) return planInfinancable();
  const reserves = new Reserves(instance, membres, etat, flot.copierResidus());
  const projets = membres.map((p) => ({
    projet: lire(instance.projets, p).id,
    lignes: jouerTour(instance, p, reserves, poids),
  }));
  const parts = projets.map(({ projet, lignes }) => [
    projet,
    Object.fromEntries(lignes.map(({ enveloppe, montant }) => [enveloppe, montant])),
  ]);
  return accepter({ parts: Object.fromEntries(parts), projets });
}

function planInfinancable() {
  return refuser('ENVELOPPE_INSUFFISANTE', 'Ces projets ne peuvent pas tous être financés en entier.', 'retenus');
}

function lignesPossibles(instance: InstancePreparee, membres: readonly number[]): Decision<LignesAllumees> {
  const recherche = chercherLignesAllumees(
    instance,
    membres.map((p) => lire(instance.projets, p).id),
  );
  switch (recherche.issue) {
    case 'FAISABLE':
      return accepter(recherche.lignesAllumees);
    case 'INFAISABLE':
      return planInfinancable();
    case 'INDETERMINE':
      return refuser(
        'LIMITE_DEPASSEE',
        'Trop de minima de participation se disputent les enveloppes : indiquez lesquels sont honorés.',
        'lignesAllumees',
      );
  }
}

/** One project takes its turn: exact shares beside the reserves of the later ones, then cents. */
function jouerTour(instance: InstancePreparee, p: number, reserves: Reserves, poids: PoidsDuPlan): PartPlan[] {
  const { ids, classes, indice } = classesDuProjet(instance, p);
  const lignes = reserves.ouvrirTour().map((ligne) => ({
    ...ligne,
    poids: poidsDe(instance, ligne.ligne, poids),
    classe: indice(ligne.ligne.chemin[1]),
  }));
  const tour: Tour = { besoin: lire(instance.projets, p).besoin, lignes, classes, ids };
  const exactes = partsDuTour(tour, reserves);
  const montants = reserves.payer(
    lignes,
    exactes.map(({ exacte }) => exacte),
  );
  return lignes.map((ligne, i) => {
    const part = lire(exactes, i);
    const montant = lire(montants, i);
    return {
      enveloppe: lire(instance.enveloppes, ligne.ligne.enveloppe).id,
      montant,
      exacte: part.exacte,
      motif: motifPartPlan(tour, ligne, part),
      centime: montant * part.exacte.d > part.exacte.n,
    };
  });
}

/** The capped classes of a project, children first; `indice`: the place of the class whose arc this is, −1 for another arc. */
function classesDuProjet({ arcs, debutArcs, graphe }: InstancePreparee, p: number) {
  const siens = Array.from({ length: lire(debutArcs, p + 1) - lire(debutArcs, p) }, (_, i) => lire(debutArcs, p) + i);
  const deClasse = siens.filter((a) => lire(arcs, a).nature === 'CLASSE').reverse();
  const indice = (arc: number | undefined) => deClasse.findIndex((a) => a === arc);
  const parNoeud = new Map(deClasse.map((a, i) => [lire(graphe.tete, 2 * a + 1), i]));
  return {
    ids: deClasse.map((a) => lire(arcs, a).id),
    classes: deClasse.map((a) => ({
      plafond: lire(arcs, a).plafond,
      parent: parNoeud.get(lire(graphe.tete, 2 * a)) ?? -1,
    })),
    indice,
  };
}

function poidsDe(instance: InstancePreparee, { projet, enveloppe }: LignePreparee, poids: PoidsDuPlan): bigint {
  const { id, montant } = lire(instance.enveloppes, enveloppe);
  const valeur = () => {
    switch (poids.ponderation) {
      case 'PRORATA_ENVELOPPE':
        return montant;
      case 'PARTS_EGALES':
        return 1n;
      case 'CLE':
        return poids.cle[id] ?? 0n;
      case 'ANNONCES':
        return poids.annonces[lire(instance.projets, projet).id]?.[id] ?? 0n;
    }
  };
  if (valeur() < 0n) throw new RangeError(`Le poids de ${id} est négatif.`);
  return valeur();
}
