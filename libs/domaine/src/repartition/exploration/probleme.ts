import type { Centimes } from '../../montant/montant.js';
import { lignesDe, lire, type InstancePreparee } from '../preparation.js';

/** What limits the money: an envelope, or what an envelope may pay in one year. */
export interface Ressource {
  /** Index in the prepared instance. */
  enveloppe: number;
  /** What one cent of its line takes of it, by project; `null`: 1 everywhere. */
  poids: readonly bigint[] | null;
  quantite: bigint;
}

/** Σ coefficient·z ≥ minimum, where z is 1 for a project that is selected; an equality when said so. */
export interface Inegalite {
  /** By project, in rank order. */
  coefficients: readonly bigint[];
  minimum: bigint;
  egalite?: boolean;
}

/** A choice of projects to be made: which of them, all funded whole, within these limits. */
export interface Probleme {
  instance: InstancePreparee;
  projets: readonly ProjetChiffre[];
  /** The envelopes in their order, then what they may pay by year. */
  ressources: readonly Ressource[];
  inegalites: readonly Inegalite[];
  /** Indexes of the projects that must be selected. */
  imposes: readonly number[];
}

/** The caps of one project, numbered from 0: its lines, its classes, its need last. */
export interface ProjetChiffre {
  plafonds: readonly Centimes[];
  lignes: readonly LigneChiffree[];
}

export interface LigneChiffree {
  enveloppe: number;
  /** Resources other than the envelope that its money draws on. */
  autresRessources: readonly number[];
  minimum: Centimes;
  /** The caps that its money counts against, the line first, the need last. */
  chemin: readonly number[];
}

/** The resources besides the envelopes, and the projects in figures. */
export function chiffrer(
  instance: InstancePreparee,
  credits: readonly Ressource[],
): Pick<Probleme, 'projets' | 'ressources'> {
  const enveloppes = instance.enveloppes.map(({ montant }, enveloppe) => ({
    enveloppe,
    poids: null,
    quantite: montant,
  }));
  const ressources = [...enveloppes, ...credits];
  const autres = enveloppes.map((_, e) =>
    ressources.flatMap(({ enveloppe }, r) => (r >= enveloppes.length && enveloppe === e ? [r] : [])),
  );
  return { ressources, projets: instance.projets.map((_, p) => chiffrerProjet(instance, p, autres)) };
}

/** A line brings no more than its envelope holds: said of the cap, it makes every bound tighter. */
function chiffrerProjet(instance: InstancePreparee, p: number, autres: readonly (readonly number[])[]): ProjetChiffre {
  const { arcs, debutArcs, enveloppes } = instance;
  const debut = lire(debutArcs, p);
  const plafonds = arcs.slice(debut, lire(debutArcs, p + 1)).map(({ plafond }) => plafond);
  const lignes = lignesDe(instance, [p]).map(({ enveloppe, minimum, chemin }) => {
    const locaux = chemin.map((arc) => arc - debut);
    const arc = lire(locaux, 0);
    const { montant } = lire(enveloppes, enveloppe);
    if (montant < lire(plafonds, arc)) plafonds[arc] = montant;
    return { enveloppe, autresRessources: lire(autres, enveloppe), minimum, chemin: locaux };
  });
  return { plafonds, lignes };
}
