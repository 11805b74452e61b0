import type { Centimes } from '../montant/montant.js';
import { niveauCommun } from './niveau-commun.js';
import { remplirEmboite } from './niveaux-emboites.js';
import { lire } from './preparation.js';
import { comparer, maximum, ratio, type Rationnel } from './rationnel.js';

/** One who pays towards a need: at least `minimum`, at most `plafond`, otherwise in proportion to `poids`. */
export interface Contributeur {
  /** Above zero. */
  poids: bigint;
  /** From 0 to `plafond`. */
  minimum: Centimes;
  plafond: Centimes;
  /** Index of the smallest capped class that holds it; −1: none. */
  classe: number;
}

/** A capped class. Children come first: `parent` is a later index, or −1. */
export interface ClasseBornee {
  plafond: Centimes;
  parent: number;
}

/** Where a filling stops. A level is a number of cents per unit of weight. */
export interface Niveaux {
  /** λ: the level at which those whom nothing holds stop. */
  niveau: Rationnel;
  /** By class: the level at which it is full, were there no other one around it; `null` when that is above λ. */
  saturations: readonly (Rationnel | null)[];
}

/** How far a need is filled. */
export interface Remplissage extends Niveaux {
  /** The need, or all that the caps let in when that is less. */
  verse: Centimes;
}

/**
 * Nested water-filling, exact (A2 iv): the level λ such that Σ clamp(min(λ, level of every full class) × weight, minimum,
 * cap) is the need. Integers only until the answer; O(n log n) operations a class, O(n) when no class and no minimum binds.
 * @throws RangeError when the minima do not fit in the need or in a class: ask `minimaTenables` before
 */
export function remplir(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): Remplissage {
  const niveau = niveauCommun(besoin, contributeurs, classes);
  if (niveau === null) return remplirEmboite(besoin, contributeurs, classes);
  return { verse: besoin, niveau, saturations: classes.map(() => null) };
}

/** Indexes of the capped classes around a contributor, the smallest first. */
export function classesAutour(classe: number, classes: readonly ClasseBornee[]): number[] {
  const indices: number[] = [];
  for (let c = classe; c >= 0; c = lire(classes, c).parent) indices.push(c);
  return indices;
}

/** What the caps let in (A2 ii), in all and, by class, of what is below it before its own cap. */
export function capacites(
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): { total: Centimes; sommes: Centimes[] } {
  const sommes = classes.map(() => 0n);
  let total = 0n;
  const verser = (montant: Centimes, classe: number) => {
    const somme = sommes[classe];
    if (somme === undefined) total += montant;
    else sommes[classe] = somme + montant;
  };
  for (const { plafond, classe } of contributeurs) verser(plafond, classe);
  classes.forEach(({ plafond, parent }, c) => {
    const somme = lire(sommes, c);
    verser(somme < plafond ? somme : plafond, parent);
  });
  return { total, sommes };
}

/** All that the caps let in. */
export function capacite(contributeurs: readonly Contributeur[], classes: readonly ClasseBornee[]): Centimes {
  return capacites(contributeurs, classes).total;
}

/** Level that a contributor would stop at without minimum nor cap of its own: λ, or that of the first class full around it. */
export function niveauDe(classe: number, classes: readonly ClasseBornee[], atteints: Niveaux): Rationnel {
  let niveau = atteints.niveau;
  for (const c of classesAutour(classe, classes)) {
    const saturation = atteints.saturations[c];
    if (saturation && comparer(saturation, niveau) < 0) niveau = saturation;
  }
  return niveau;
}

/** Exact parts, in the order of the contributors. */
export function partsExactes(
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
  atteints: Remplissage,
): Rationnel[] {
  return contributeurs.map(({ poids, minimum, plafond, classe }) => {
    const { n, d } = niveauDe(classe, classes, atteints);
    if (n * poids <= minimum * d) return ratio(minimum);
    return n * poids >= plafond * d ? ratio(plafond) : ratio(n * poids, d);
  });
}

/** Highest part per unit of weight (A7: ρ is this price divided by the need): λ, or a minimum that stands above it. */
export function prixUnitaire(contributeurs: readonly Contributeur[], { niveau }: Remplissage): Rationnel {
  return contributeurs.reduce(
    (prix, { minimum, poids }) => (minimum > 0n ? maximum(prix, ratio(minimum, poids)) : prix),
    niveau,
  );
}
