import type { Centimes } from '../montant/montant.js';
import { lire } from './preparation.js';
import { capacite, classesAutour, type ClasseBornee, type Contributeur } from './remplissage.js';

/** Lines with a minimum that do not fit together, beyond which the exact search of A2 (iii) is refused. */
export const MINIMA_INCOMPATIBLES_MAX = 12;

/** True when the minima fit in every class and in the need: `remplir` may be called. */
export function minimaTenables(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): boolean {
  const sommes = classes.map(() => 0n);
  let total = 0n;
  for (const { minimum, classe } of contributeurs) {
    total += minimum;
    for (const c of classesAutour(classe, classes)) sommes[c] = lire(sommes, c) + minimum;
  }
  return total <= besoin && classes.every(({ plafond }, c) => lire(sommes, c) <= plafond);
}

/**
 * Who stays so that the minima fit (A2 iii): first the most money, then the fewest dropped, then the latest ranks dropped
 * first: of two sets of the same size, the one whose latest rank is later, and so on down.
 * Contributors come in the order of ranks, caps not below minima.
 * @returns the indexes that stay, `null` when more than `MINIMA_INCOMPATIBLES_MAX` lines have a minimum to weigh
 */
export function retenirMinima(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): number[] | null {
  const seuls = [...contributeurs.keys()].filter((i) => minimaTenables(besoin, choisir(contributeurs, [i]), classes));
  if (minimaTenables(besoin, choisir(contributeurs, seuls), classes)) return seuls;
  const aMinimum = seuls.filter((i) => lire(contributeurs, i).minimum > 0n);
  if (aMinimum.length > MINIMA_INCOMPATIBLES_MAX) return null;
  return meilleurEcart(besoin, contributeurs, classes, { seuls, aMinimum });
}

function choisir(contributeurs: readonly Contributeur[], indices: readonly number[]): Contributeur[] {
  return indices.map((i) => lire(contributeurs, i));
}

/** Bit k of a mask: the k-th line with a minimum is dropped. The greatest mask drops the latest ranks. */
function meilleurEcart(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
  { seuls, aMinimum }: { seuls: readonly number[]; aMinimum: readonly number[] },
): number[] {
  const cible = (retenus: readonly Contributeur[]) => {
    const total = capacite(retenus, classes);
    return total < besoin ? total : besoin;
  };
  // Nobody dropped is the most that can be reached: the first mask that keeps it is the answer.
  const espoir = cible(choisir(contributeurs, seuls));
  let [meilleurs, meilleureCible]: [number[], Centimes] = [[], -1n];
  for (const masque of masquesParTaille(aMinimum.length)) {
    const ecartes = new Set(aMinimum.filter((_, k) => (masque >> k) & 1));
    const indices = seuls.filter((i) => !ecartes.has(i));
    const retenus = choisir(contributeurs, indices);
    if (!minimaTenables(besoin, retenus, classes)) continue;
    const atteinte = cible(retenus);
    if (atteinte > meilleureCible) [meilleurs, meilleureCible] = [indices, atteinte];
    if (atteinte === espoir) break;
  }
  return meilleurs;
}

/** All masks of so many bits: fewest bits first, then the greatest first. */
function masquesParTaille(bits: number): number[] {
  const taille = (masque: number) => masque.toString(2).replaceAll('0', '').length;
  return Array.from({ length: 1 << bits }, (_, masque) => masque)
    .map((masque) => ({ masque, taille: taille(masque) }))
    .sort((a, b) => a.taille - b.taille || b.masque - a.masque)
    .map(({ masque }) => masque);
}
