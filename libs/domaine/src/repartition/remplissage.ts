import type { Centimes } from '../montant/montant.js';
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

/** How far a need is filled. A level is a number of cents per unit of weight. */
export interface Remplissage {
  /** The need, or all that the caps let in when that is less. */
  verse: Centimes;
  /** λ: the level at which those whom nothing holds stop. */
  niveau: Rationnel;
  /** By class: the level at which it is full, were there no other one around it; `null` when that is above λ. */
  saturations: readonly (Rationnel | null)[];
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
  return sansClassePleine(besoin, contributeurs, classes) ?? emboite(besoin, contributeurs, classes);
}

/** Indexes of the capped classes around a contributor, the smallest first. */
export function classesAutour(classe: number, classes: readonly ClasseBornee[]): number[] {
  const indices: number[] = [];
  for (let c = classe; c >= 0; c = classes[c]?.parent ?? -1) indices.push(c);
  return indices;
}

/** All that the caps let in, class by class (A2 ii). */
export function capacite(contributeurs: readonly Contributeur[], classes: readonly ClasseBornee[]): Centimes {
  const sommes = classes.map(() => 0n);
  let total = 0n;
  const verser = (montant: Centimes, classe: number) => {
    const somme = sommes[classe];
    if (somme === undefined) total += montant;
    else sommes[classe] = somme + montant;
  };
  for (const { plafond, classe } of contributeurs) verser(plafond, classe);
  classes.forEach(({ plafond, parent }, c) => {
    const somme = sommes[c] ?? 0n;
    verser(somme < plafond ? somme : plafond, parent);
  });
  return total;
}

/** Level that a contributor would stop at without minimum nor cap of its own: λ, or that of the first class full around it. */
export function niveauDe(classe: number, classes: readonly ClasseBornee[], atteints: Remplissage): Rationnel {
  let niveau = atteints.niveau;
  for (let c = classe; c >= 0; c = classes[c]?.parent ?? -1) {
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

/**
 * The level when nothing but the caps of the contributors binds, `null` when a class is full or a minimum stands above the
 * level: each round fixes at their caps those who would go over, and the level of the others can only rise.
 */
function sansClassePleine(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): Remplissage | null {
  let actifs = contributeurs;
  let n = besoin;
  let d = 0n;
  for (const { poids } of contributeurs) d += poids;
  for (;;) {
    let [reste, poidsActif] = [n, d];
    const suivants: Contributeur[] = [];
    for (const contributeur of actifs) {
      if (contributeur.poids * n <= contributeur.plafond * d) suivants.push(contributeur);
      else {
        reste -= contributeur.plafond;
        poidsActif -= contributeur.poids;
      }
    }
    if (suivants.length === 0) return null;
    if (suivants.length === actifs.length) break;
    [actifs, n, d] = [suivants, reste, poidsActif];
  }
  const tient = contributeurs.every(({ minimum, poids }) => minimum * d <= poids * n);
  if (!tient || uneClasseEstPleine(contributeurs, classes, n, d)) return null;
  return { verse: besoin, niveau: ratio(n, d), saturations: classes.map(() => null) };
}

function uneClasseEstPleine(
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
  n: bigint,
  d: bigint,
): boolean {
  // Parts at level n/d, times d, so that they stay whole.
  const sommes = classes.map(() => 0n);
  for (const { poids, plafond, classe } of contributeurs) {
    const part = poids * n < plafond * d ? poids * n : plafond * d;
    for (let c = classe; c >= 0; c = classes[c]?.parent ?? -1) sommes[c] = (sommes[c] ?? 0n) + part;
  }
  return classes.some(({ plafond }, c) => (sommes[c] ?? 0n) >= plafond * d);
}

/** A change of slope: from level n/d on, the sum gains `constante` + `pente` × level. Not reduced, to spare divisions. */
interface Rupture {
  n: bigint;
  d: bigint;
  constante: bigint;
  pente: bigint;
}

/** What a class, or all, pays at each level: `constante` + `pente` × level, then the changes. */
interface Somme {
  constante: bigint;
  pente: bigint;
  ruptures: Rupture[];
}

const sommeVide = (): Somme => ({ constante: 0n, pente: 0n, ruptures: [] });

function emboite(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): Remplissage {
  const toutes = sommeVide();
  const sommes = classes.map(sommeVide);
  const contenant = (classe: number) => sommes[classe] ?? toutes;
  for (const contributeur of contributeurs) compter(contributeur, contenant(contributeur.classe));
  const arrets = classes.map(({ plafond, parent }, c) => {
    const somme = contenant(c);
    const arret = arreter(somme, plafond);
    ajouter(somme, contenant(parent));
    return arret.verse === plafond ? arret.niveau : null;
  });
  const { verse, niveau } = arreter(toutes, besoin);
  const saturations = arrets.map((arret) => (arret && comparer(arret, niveau) <= 0 ? arret : null));
  return { verse, niveau, saturations };
}

function compter({ poids, minimum, plafond }: Contributeur, somme: Somme): void {
  if (minimum === 0n) somme.pente += poids;
  else {
    somme.constante += minimum;
    somme.ruptures.push({ n: minimum, d: poids, constante: -minimum, pente: poids });
  }
  somme.ruptures.push({ n: plafond, d: poids, constante: plafond, pente: -poids });
}

function ajouter(enfant: Somme, parent: Somme): void {
  parent.constante += enfant.constante;
  parent.pente += enfant.pente;
  for (const rupture of enfant.ruptures) parent.ruptures.push(rupture);
}

/** Fills until the cap or as far as it goes, and cuts the sum there. `niveau`: where it stops rising. */
function arreter(somme: Somme, plafond: Centimes): { verse: Centimes; niveau: Rationnel } {
  const { ruptures } = somme;
  let { constante, pente } = somme;
  if (constante > plafond) throw new RangeError('Les minima dépassent le besoin ou le plafond d’une classe.');
  ruptures.sort((a, b) => comparer(a, b));
  let [n, d] = [0n, 1n];
  let passees = 0;
  for (const rupture of ruptures) {
    if (constante * d + pente * n === plafond * d) break;
    if (constante * rupture.d + pente * rupture.n >= plafond * rupture.d) {
      [n, d] = [plafond - constante, pente];
      break;
    }
    [n, d] = [rupture.n, rupture.d];
    constante += rupture.constante;
    pente += rupture.pente;
    passees += 1;
  }
  const verse = passees < ruptures.length ? plafond : constante;
  ruptures.length = passees;
  ruptures.push({ n, d, constante: verse - constante, pente: -pente });
  return { verse, niveau: ratio(n, d) };
}
