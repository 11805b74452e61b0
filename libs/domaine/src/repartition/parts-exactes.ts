import type { Centimes } from '../montant/montant.js';
import { comparer, divise, fois, maximum, minimum, moins, plus, ratio, ZERO, type Rationnel } from './rationnel.js';
import { lire } from './preparation.js';
import { capacite, partsExactes, remplir, type ClasseBornee, type Niveaux } from './remplissage.js';
import type { Residus } from './reseau.js';
import { denominateurCommun, type Essai, type LigneDuTour, type Reserves } from './reserves.js';

/** A line while its project takes its turn. */
export interface LignePesee extends LigneDuTour {
  poids: bigint;
  /** Index of the smallest capped class that holds it; −1: none. */
  classe: number;
}

/** One project on its own: its need, its lines, its capped classes (children first) and their ids. */
export interface Tour {
  besoin: Centimes;
  lignes: readonly LignePesee[];
  classes: readonly ClasseBornee[];
  ids: readonly string[];
}

/** An exact share, and what stops it there: the later projects named, from a level on, or the filling of its group. */
export interface PartExacte {
  exacte: Rationnel;
  arret: { nature: 'RESERVE'; projets: readonly string[]; niveau: Rationnel } | { nature: 'REMPLI'; niveaux: Niveaux };
}

/**
 * The exact shares of one project (A6): weighted max-min, so that nobody can have more unless somebody who has less, for its
 * weight, loses some; later projects keep what they cannot do without. Levels rise together; a broken cut gives the highest
 * level that it allows (Newton, from above, exact), and the lines that it holds stop there. Lines without weight come after
 * all the others, in equal parts: only for what the others cannot bring.
 */
export function partsDuTour(tour: Tour, reserves: Reserves): PartExacte[] {
  let parts: (PartExacte | null)[] = tour.lignes.map(() => null);
  for (const pesees of [true, false]) {
    while (tour.lignes.some(({ poids }, i) => !parts[i] && poids > 0n === pesees)) {
      const montees = tour.lignes.map((ligne, i) => monter(ligne, lire(parts, i), pesees));
      const suite = avancer(tour, montees, reserves);
      parts = parts.map((part, i) => part ?? lire(suite, i));
    }
  }
  return parts.filter((part) => part !== null);
}

/** A line in the rise of levels: `bas` and `haut` are equal for one that is fixed, or whose turn has not come. */
interface Montee {
  active: boolean;
  poids: bigint;
  classe: number;
  bas: Rationnel;
  haut: Rationnel;
}

function monter({ poids, classe, ...ligne }: LignePesee, part: PartExacte | null, pesees: boolean): Montee {
  const active = part === null && poids > 0n === pesees;
  const bas = part?.exacte ?? ratio(ligne.minimum);
  return { active, poids: poids > 0n ? poids : 1n, classe, bas, haut: active ? ratio(ligne.plafond) : bas };
}

/** Raises the active lines until all are fixed, or until a reserve fixes some: those come out with their share. */
function avancer(tour: Tour, montees: readonly Montee[], reserves: Reserves): (PartExacte | null)[] {
  const { exactes, niveaux } = viser(tour, montees);
  const essai = reserves.essayer(tour.lignes, exactes);
  if (essai.tient) {
    return montees.map(({ active }, i): PartExacte | null =>
      active ? { exacte: lire(exactes, i), arret: { nature: 'REMPLI', niveaux } } : null,
    );
  }
  const { niveau, bornes, coefficients, residus } = redescendre(tour, montees, exactes, essai, reserves);
  return montees.map(({ active }, i): PartExacte | null => {
    const exacte = lire(bornes, i);
    if (!active || coefficients[i] === 0 || comparer(exacte, lire(exactes, i)) === 0) return null;
    return {
      exacte,
      arret: { nature: 'RESERVE', projets: reserves.quiReserve(lire(tour.lignes, i), residus), niveau },
    };
  });
}

/** Where the lines go when no later project holds them: nested water-filling of what is not fixed yet. */
function viser({ besoin, classes }: Tour, montees: readonly Montee[]): { exactes: Rationnel[]; niveaux: Niveaux } {
  const echelle = denominateurCommun(montees.flatMap(({ bas, haut }) => [bas, haut]));
  const contributeurs = montees.map(({ poids, classe, bas, haut }) => ({
    poids,
    classe,
    minimum: bas.n * (echelle / bas.d),
    plafond: haut.n * (echelle / haut.d),
  }));
  const bornees = classes.map(({ plafond, parent }) => ({ plafond: plafond * echelle, parent }));
  const possible = capacite(contributeurs, bornees);
  const vise = besoin * echelle < possible ? besoin * echelle : possible;
  const atteints = remplir(vise, contributeurs, bornees);
  const unite = ratio(1n, echelle);
  return {
    exactes: partsExactes(contributeurs, bornees, atteints).map((part) => fois(part, unite)),
    niveaux: {
      niveau: fois(atteints.niveau, unite),
      saturations: atteints.saturations.map((s) => s && fois(s, unite)),
    },
  };
}

interface Redescente {
  niveau: Rationnel;
  bornes: readonly Rationnel[];
  coefficients: readonly number[];
  residus: Residus;
}

/** The highest level that later projects allow, from the cut that the lines break at the level aimed at. */
function redescendre(
  { lignes }: Tour,
  montees: readonly Montee[],
  cible: readonly Rationnel[],
  premier: Essai & { tient: false },
  reserves: Reserves,
): Redescente {
  let bornes = cible;
  let coupe = premier;
  for (;;) {
    const { coefficients, exces } = coupe;
    const permis = bornes.reduce(
      (total, borne, i) => plus(total, fois(borne, ratio(BigInt(lire(coefficients, i))))),
      moins(ZERO, exces),
    );
    const niveau = plusHautNiveau(montees, cible, coefficients, permis);
    bornes = montees.map((montee, i) => auNiveau(montee, lire(cible, i), niveau));
    const essai = reserves.essayer(lignes, bornes);
    if (essai.tient) return { niveau, bornes, coefficients, residus: essai.residus };
    coupe = essai;
  }
}

function auNiveau({ active, poids, bas }: Montee, cible: Rationnel, niveau: Rationnel): Rationnel {
  return active ? minimum(cible, maximum(bas, fois(niveau, ratio(poids)))) : bas;
}

/** The highest level at which Σ coefficient × share is no more than `permis`. It is broken at the level aimed at. */
function plusHautNiveau(
  montees: readonly Montee[],
  cible: readonly Rationnel[],
  coefficients: readonly number[],
  permis: Rationnel,
): Rationnel {
  const enJeu = montees.flatMap((montee, i) => {
    const coefficient = ratio(BigInt(lire(coefficients, i)));
    const poids = ratio(montee.poids);
    const [debut, fin] = [divise(montee.bas, poids), divise(lire(cible, i), poids)];
    return coefficient.n === 0n ? [] : [{ montee, cible: lire(cible, i), coefficient, debut, fin }];
  });
  const total = (niveau: Rationnel) =>
    enJeu.reduce(
      (somme, { montee, cible: c, coefficient }) => plus(somme, fois(coefficient, auNiveau(montee, c, niveau))),
      ZERO,
    );
  const ruptures = enJeu
    .filter(({ montee }) => montee.active)
    .flatMap(({ debut, fin }) => [debut, fin])
    .sort(comparer);
  let depart = ZERO;
  for (const rupture of ruptures) if (comparer(total(rupture), permis) <= 0) depart = rupture;
  const pente = enJeu
    .filter(({ montee, debut, fin }) => montee.active && comparer(debut, depart) <= 0 && comparer(fin, depart) > 0)
    .reduce((somme, { montee, coefficient }) => plus(somme, fois(coefficient, ratio(montee.poids))), ZERO);
  return plus(depart, divise(moins(permis, total(depart)), pente));
}
