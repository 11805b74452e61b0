import type { Instance, ProjetOffert } from '../src/repartition/instance.js';
import { comparer, maximum, moins, plancher, plus, ratio, ZERO, type Rationnel } from '../src/repartition/rationnel.js';
import { capaciteProjet, sansMinima, type LignesReference } from './flot-reference.js';
import { maximiser, type Contrainte } from './simplexe.js';
import { present } from './present.js';

const min = (a: bigint, b: bigint) => (a < b ? a : b);
const nul = (n: number) => Array.from({ length: n }, () => ZERO);

/** Everything that binds the parts of one project: caps, classes, and for every set of envelopes what the later ones need. */
function contraintes(
  instance: Instance,
  projet: ProjetOffert,
  suivants: readonly ProjetOffert[],
  allumee: LignesReference,
) {
  const reste = sansMinima(instance, suivants, allumee);
  const { lignes } = projet;
  const somme = (dedans: (enveloppe: string) => boolean, borne: bigint): Contrainte => ({
    coefficients: lignes.map(({ enveloppe }) => (dedans(enveloppe) ? ratio(1n) : ZERO)),
    borne: ratio(borne),
  });
  const parents = new Map(instance.classes.map(({ id, parent }) => [id, parent]));
  const sous = (enveloppe: string, classe: string) => {
    let c = present(instance.enveloppes.find(({ id }) => id === enveloppe)).classe;
    while (c !== null && c !== classe) c = parents.get(c) ?? null;
    return c === classe;
  };
  const liste = [
    ...lignes.map(({ enveloppe, plafond, minimum }) =>
      somme((e) => e === enveloppe, minimum > 0n && !allumee(projet.id, enveloppe) ? 0n : plafond),
    ),
    ...Object.entries(projet.plafondsClasses).map(([classe, plafond]) => somme((e) => sous(e, classe), plafond)),
    somme(() => true, projet.besoin),
  ];
  const total = reste.projets.reduce((t, { besoin }) => t + besoin, 0n);
  for (let masque = 0; masque < 1 << reste.enveloppes.length; masque++) {
    const prises = reste.enveloppes.filter((_, i) => masque & (1 << i));
    const autres = reste.enveloppes.filter((e) => !prises.includes(e)).map(({ id }) => id);
    const ailleurs = reste.projets.reduce((t, p) => t + min(p.besoin, capaciteProjet(reste, p, autres)), 0n);
    const prenable = prises.reduce((t, { montant }) => t + montant, 0n) - (total - ailleurs);
    liste.push(somme((e) => prises.some(({ id }) => id === e), prenable));
  }
  return utiles(liste);
}

/** Of two constraints on the same lines, the tighter. */
function utiles(liste: readonly Contrainte[]): Contrainte[] {
  const parLignes = new Map<string, Contrainte>();
  for (const contrainte of liste) {
    const cle = contrainte.coefficients.map(({ n }) => n).join();
    const autre = parLignes.get(cle);
    if (!autre || comparer(contrainte.borne, autre.borne) < 0) parLignes.set(cle, contrainte);
  }
  return [...parLignes.values()];
}

/** Σ = besoin and parts not below `bas`, beside the caps: as upper bounds, for the simplex. */
function avecPlanchers(caps: readonly Contrainte[], besoin: bigint, bas: readonly Rationnel[]): Contrainte[] {
  const oppose = (i: number) => bas.map((_, j) => (i === j ? ratio(-1n) : ZERO));
  return [
    ...caps,
    { coefficients: bas.map(() => ratio(-1n)), borne: ratio(-besoin) },
    ...bas.map((b, i) => ({ coefficients: oppose(i), borne: moins(ZERO, b) })),
  ];
}

/**
 * The weighted max-min parts by their definition: the highest common level of those not fixed yet, then each that cannot go
 * higher while the others keep that level is fixed there. Lines without weight come last.
 */
function niveaux(
  caps: readonly Contrainte[],
  besoin: bigint,
  minima: readonly bigint[],
  poids: readonly bigint[],
): Rationnel[] {
  const n = poids.length;
  const fixes: (Rationnel | null)[] = poids.map(() => null);
  for (const pesees of [true, false]) {
    const p = (i: number) => (pesees ? present(poids[i]) : 1n);
    for (;;) {
      const actives = fixes.map((f, i) => f === null && present(poids[i]) > 0n === pesees);
      if (!actives.includes(true)) break;
      const bas = fixes.map((f, i) => f ?? ratio(present(minima[i])));
      // One more variable: the level.
      const systeme = avecPlanchers(caps, besoin, bas).map(({ coefficients, borne }) => ({
        coefficients: [...coefficients, ZERO],
        borne,
      }));
      actives.forEach((active, i) => {
        if (!active) return;
        const coefficients = [...nul(n), ratio(p(i))];
        coefficients[i] = ratio(-1n);
        systeme.push({ coefficients, borne: ZERO });
      });
      const niveau = present(maximiser([...nul(n), ratio(1n)], systeme));
      const planchers = bas.map((b, i) => (actives[i] ? maximum(b, ratio(niveau.n * p(i), niveau.d)) : b));
      actives.forEach((active, i) => {
        if (!active) return;
        const objectif = nul(n).map((z, j) => (i === j ? ratio(1n) : z));
        const haut = present(maximiser(objectif, avecPlanchers(caps, besoin, planchers)));
        if (comparer(haut, present(planchers[i])) === 0) fixes[i] = haut;
      });
    }
  }
  return fixes.map((f) => present(f));
}

/** Cents: of all the ways to round that break nothing, the first when lines are asked in order of remainders, then ranks. */
function centimes(caps: readonly Contrainte[], besoin: bigint, exactes: readonly Rationnel[]): bigint[] {
  const ordre = exactes
    .map((_, i) => i)
    .sort((a, b) => comparer(fraction(present(exactes[b])), fraction(present(exactes[a]))) || a - b);
  const tient = (parts: readonly bigint[]) =>
    parts.reduce((t, part) => t + part, 0n) === besoin &&
    caps.every(({ coefficients, borne }) => {
      const somme = coefficients.reduce((t, c, i) => plus(t, ratio(c.n * present(parts[i]), c.d)), ZERO);
      return comparer(somme, borne) <= 0;
    });
  const chercher = (parts: readonly bigint[], rang: number): bigint[] | null => {
    const i = ordre[rang];
    if (i === undefined) return tient(parts) ? [...parts] : null;
    const plusUn = present(exactes[i]).d > 1n ? chercher(parts.with(i, present(parts[i]) + 1n), rang + 1) : null;
    return plusUn ?? chercher(parts, rang + 1);
  };
  return present(chercher(exactes.map(plancher), 0));
}

function fraction(part: Rationnel): Rationnel {
  return moins(part, ratio(plancher(part)));
}

export interface PartReference {
  enveloppe: string;
  montant: bigint;
  exacte: Rationnel;
}

/** The fair shares of a plan by their definition. `projets` and every list of lines are in rank order. */
export function partsReference(
  instance: Instance,
  projets: readonly ProjetOffert[],
  poids: (projet: ProjetOffert, enveloppe: string) => bigint,
  allumee: LignesReference,
): { projet: string; lignes: PartReference[] }[] {
  const enveloppes = instance.enveloppes.map((e) => ({ ...e }));
  return projets.map((projet, rang) => {
    const { lignes } = projet;
    const caps = contraintes({ ...instance, enveloppes }, projet, projets.slice(rang + 1), allumee);
    const minima = lignes.map((l) => (allumee(projet.id, l.enveloppe) ? l.minimum : 0n));
    const exactes = niveaux(
      caps,
      projet.besoin,
      minima,
      lignes.map(({ enveloppe }) => poids(projet, enveloppe)),
    );
    const montants = centimes(caps, projet.besoin, exactes);
    lignes.forEach(
      ({ enveloppe }, i) => (present(enveloppes.find(({ id }) => id === enveloppe)).montant -= present(montants[i])),
    );
    return {
      projet: projet.id,
      lignes: lignes.map(({ enveloppe }, i) => ({
        enveloppe,
        montant: present(montants[i]),
        exacte: present(exactes[i]),
      })),
    };
  });
}
