import { Simplexe } from '../src/repartition/exploration/simplexe.js';
import { present } from './present.js';

/** A row b − etendue ≤ Σ a·x ≤ b. */
export interface Ligne {
  a: number[];
  b: number;
  etendue: number;
}

export interface Modele {
  gains: number[];
  lignes: Ligne[];
}

export function poser({ gains, lignes }: Modele): Simplexe {
  const simplexe = new Simplexe(Float64Array.from(gains));
  for (const { a, b, etendue } of lignes) simplexe.ajouter(Float64Array.from(a), b, etendue);
  return simplexe;
}

export const produit = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (v, i) => v * present(b[i])).reduce((total, v) => total + v, 0);
/** The most that a row weighted by y can bring: its right-hand side, or its lower side when the weight is negative. */
const cote = ({ b, etendue }: Ligne, y: number) => (Math.abs(y) < 1e-9 ? 0 : y * (y > 0 ? b : b - etendue));

/** Bounds, then strong duality: a solution within the rows, and prices that say that none is better. No reference needed. */
function exigerOptimum({ gains, lignes }: Modele, simplexe: Simplexe): number {
  const x = simplexe.solution();
  const y = simplexe.prix();
  x.forEach((v, j) => {
    expect(v).toBeGreaterThanOrEqual(present(simplexe.bas[j]) - 1e-7);
    expect(v).toBeLessThanOrEqual(present(simplexe.haut[j]) + 1e-7);
  });
  for (const { a, b, etendue } of lignes) {
    expect(produit(a, x)).toBeLessThanOrEqual(b + 1e-7);
    expect(produit(a, x)).toBeGreaterThanOrEqual(b - etendue - 1e-7);
  }
  let borne = 0;
  lignes.forEach((ligne, i) => {
    if (ligne.etendue === Infinity) expect(y[i]).toBeGreaterThanOrEqual(-1e-9);
    borne += cote(ligne, present(y[i]));
  });
  gains.forEach((gain, j) => {
    const reste =
      gain -
      produit(
        lignes.map(({ a }) => present(a[j])),
        y,
      );
    borne += Math.max(reste * present(simplexe.bas[j]), reste * present(simplexe.haut[j]));
  });
  const valeur = produit(gains, x);
  expect(Math.abs(borne - valeur)).toBeLessThan(1e-6);
  return valeur;
}

/** Weights under which the rows allow less than the columns bring at least. */
function exigerContradiction({ gains, lignes }: Modele, simplexe: Simplexe): void {
  const y = simplexe.contradiction();
  const permis = lignes.reduce((total, ligne, i) => total + cote(ligne, present(y[i])), 0);
  const moins = gains.reduce((total, _, j) => {
    const poids = produit(
      lignes.map(({ a }) => present(a[j])),
      y,
    );
    return total + Math.min(poids * present(simplexe.bas[j]), poids * present(simplexe.haut[j]));
  }, 0);
  expect(permis).toBeLessThan(moins);
}

/** @returns the value of the optimum, `null` when the rows contradict each other */
export function exiger(modele: Modele, simplexe: Simplexe): number | null {
  const issue = simplexe.resoudre();
  expect(['OPTIMUM', 'VIDE']).toContain(issue);
  if (issue === 'OPTIMUM') return exigerOptimum(modele, simplexe);
  exigerContradiction(modele, simplexe);
  return null;
}
