import { comparer, moins, plus, ratio, ZERO, type Rationnel } from '../src/repartition/rationnel.js';
import type { ClasseBornee, Contributeur } from '../src/repartition/remplissage.js';

/** The element of this index. @throws RangeError when there is none: a fault of the test */
function de<T>(tableau: readonly T[], indice: number): T {
  const element = tableau[indice];
  if (element === undefined) throw new RangeError(`Pas d’élément ${indice}.`);
  return element;
}

/** What is below a class, from the definition of the tree; −1: everything. */
function sousClasse(
  classe: number,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): number[] {
  const contient = (c: number): boolean => c === classe || (c >= 0 && contient(de(classes, c).parent));
  return [...contributeurs.keys()].filter((i) => contient(de(contributeurs, i).classe));
}

/** All that can be reached, by the least of all the cuts: any set of classes, and the lines that none of them holds. */
export function capaciteParCoupes(contributeurs: readonly Contributeur[], classes: readonly ClasseBornee[]): bigint {
  let capacite: bigint | null = null;
  for (let choix = 0; choix < 1 << classes.length; choix++) {
    const prises = [...classes.keys()].filter((c) => (choix >> c) & 1);
    const tenues = new Set(prises.flatMap((c) => sousClasse(c, contributeurs, classes)));
    const libres = contributeurs.filter((_, i) => !tenues.has(i));
    const coupe = prises.reduce((s, c) => s + de(classes, c).plafond, 0n) + libres.reduce((s, l) => s + l.plafond, 0n);
    if (capacite === null || coupe < capacite) capacite = coupe;
  }
  return capacite ?? 0n;
}

/** Every way in which these parts break a bound of a line or of a class. */
export function bornesRompues(
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
  parts: readonly Rationnel[],
): string[] {
  const total = (indices: number[]) => indices.reduce((s, i) => plus(s, de(parts, i)), ZERO);
  const lignes = contributeurs.flatMap(({ minimum, plafond }, i) => {
    const dedans = comparer(de(parts, i), ratio(minimum)) >= 0 && comparer(de(parts, i), ratio(plafond)) <= 0;
    return dedans ? [] : [`ligne ${i}`];
  });
  const pleines = classes.flatMap(({ plafond }, c) =>
    comparer(total(sousClasse(c, contributeurs, classes)), ratio(plafond)) <= 0 ? [] : [`classe ${c}`],
  );
  return [...lignes, ...pleines];
}

/**
 * Pairs where money could still move from one who pays more for its weight to one who pays less. A split without any is the
 * water-filling, and there is only one: it is the least of a strictly convex sum, where no exchange improves.
 */
export function echangesUtiles(
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
  parts: readonly Rationnel[],
): string[] {
  const niveau = (i: number) => ratio(de(parts, i).n, de(parts, i).d * de(contributeurs, i).poids);
  const pleines = [...classes.keys()].flatMap((c) => {
    const dedans = sousClasse(c, contributeurs, classes);
    const total = dedans.reduce((s, i) => plus(s, de(parts, i)), ZERO);
    return comparer(total, ratio(de(classes, c).plafond)) >= 0 ? [new Set(dedans)] : [];
  });
  const indices = [...contributeurs.keys()];
  return indices.flatMap((i) =>
    indices
      .filter(
        (j) =>
          comparer(niveau(i), niveau(j)) > 0 &&
          comparer(de(parts, i), ratio(de(contributeurs, i).minimum)) > 0 &&
          comparer(de(parts, j), ratio(de(contributeurs, j).plafond)) < 0 &&
          !pleines.some((dedans) => dedans.has(j) && !dedans.has(i)),
      )
      .map((j) => `${i} → ${j}`),
  );
}

/** Every split of a total into whole cents within the bounds. For small amounts only. */
export function partagesEntiers(
  total: bigint,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): bigint[][] {
  const completer = (debut: bigint[], reste: bigint): bigint[][] => {
    const suivant = contributeurs[debut.length];
    if (!suivant) return reste === 0n ? [debut] : [];
    const partages: bigint[][] = [];
    for (let x = suivant.minimum; x <= suivant.plafond && x <= reste; x++) {
      partages.push(...completer([...debut, x], reste - x));
    }
    return partages;
  };
  return completer([], total).filter(
    (p) =>
      bornesRompues(
        contributeurs,
        classes,
        p.map((x) => ratio(x)),
      ).length === 0,
  );
}

/** Σ |cents − exact part|. */
export function ecartTotal(parts: readonly bigint[], exactes: readonly Rationnel[]): Rationnel {
  return exactes.reduce((somme, exacte, i) => {
    const ecart = moins(ratio(de(parts, i)), exacte);
    return plus(somme, comparer(ecart, ZERO) < 0 ? moins(ZERO, ecart) : ecart);
  }, ZERO);
}

/** Indexes kept by the definition of A2 (iii): every set is tried, and compared on money, then number, then latest ranks. */
export function retenusParDefinition(
  besoin: bigint,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): number[] {
  const indices = [...contributeurs.keys()];
  const essais = Array.from({ length: 1 << indices.length }, (_, choix) => {
    const retenus = indices.filter((i) => !((choix >> i) & 1));
    const ecartes = indices.filter((i) => (choix >> i) & 1).reverse();
    const siens = retenus.map((i) => de(contributeurs, i));
    const auMinimum = siens.map(({ minimum }) => ratio(minimum));
    const tient =
      ecartes.every((i) => de(contributeurs, i).minimum > 0n) &&
      bornesRompues(siens, classes, auMinimum).length === 0 &&
      siens.reduce((s, { minimum }) => s + minimum, 0n) <= besoin;
    const capacite = capaciteParCoupes(siens, classes);
    return { retenus, ecartes, tient, cible: capacite < besoin ? capacite : besoin };
  }).filter(({ tient }) => tient);
  // The latest rank dropped first: rank by rank from the last, the set that drops the later one wins.
  const rangs = (ecartes: number[]) => ecartes.map((i) => String(i).padStart(3, '0')).join();
  essais.sort(
    (a, b) =>
      Number(b.cible - a.cible) ||
      a.ecartes.length - b.ecartes.length ||
      (rangs(a.ecartes) > rangs(b.ecartes) ? -1 : 1),
  );
  return de(essais, 0).retenus;
}
