import fc from 'fast-check';
import { present } from '../../../essais/present.js';
import { Simplexe } from './simplexe.js';

interface Ligne {
  a: number[];
  b: number;
  etendue: number;
}

interface Modele {
  gains: number[];
  lignes: Ligne[];
}

const petit = fc.integer({ min: -9, max: 9 });
const arbLigne = (n: number): fc.Arbitrary<Ligne> =>
  fc.record({
    a: fc.array(petit, { minLength: n, maxLength: n }),
    b: petit,
    etendue: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, fc.integer({ min: 0, max: 4 })),
  });
const arbModele = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    gains: fc.array(petit, { minLength: n, maxLength: n }),
    lignes: fc.array(arbLigne(n), { maxLength: 5 }),
  }),
);
/** Bounds of a column: free, out or in. */
const arbBornes = fc.constantFrom([0, 1] as const, [0, 1] as const, [0, 0] as const, [1, 1] as const);

function poser({ gains, lignes }: Modele): Simplexe {
  const simplexe = new Simplexe(Float64Array.from(gains));
  for (const { a, b, etendue } of lignes) simplexe.ajouter(Float64Array.from(a), b, etendue);
  return simplexe;
}

const produit = (a: ArrayLike<number>, b: ArrayLike<number>) =>
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

function exiger(modele: Modele, simplexe: Simplexe): number | null {
  const issue = simplexe.resoudre();
  expect(['OPTIMUM', 'VIDE']).toContain(issue);
  if (issue === 'OPTIMUM') return exigerOptimum(modele, simplexe);
  exigerContradiction(modele, simplexe);
  return null;
}

describe('Simplexe : un guide en flottants, tenu par la dualité', () => {
  test('optimum ou contradiction, sur des modèles aléatoires', () => {
    let vides = 0;
    fc.assert(
      fc.property(arbModele, (modele) => {
        vides += Number(exiger(modele, poser(modele)) === null);
      }),
      { numRuns: 200 },
    );
    expect(vides).toBeGreaterThan(10);
  });

  test('le même tableau sert quand les bornes changent et que des lignes s’ajoutent', () => {
    const pas = (n: number) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.array(arbBornes, { minLength: n, maxLength: n }) },
        { weight: 1, arbitrary: arbLigne(n) },
      );
    const suite = arbModele.chain((modele) =>
      fc.tuple(fc.constant(modele), fc.array(pas(modele.gains.length), { minLength: 3, maxLength: 12 })),
    );
    fc.assert(
      fc.property(suite, ([depart, etapes]) => {
        const modele = { ...depart, lignes: [...depart.lignes] };
        const simplexe = poser(modele);
        for (const etape of etapes) {
          if (Array.isArray(etape)) {
            etape.forEach(([bas, haut], j) => {
              simplexe.bas[j] = bas;
              simplexe.haut[j] = haut;
            });
          } else {
            modele.lignes.push(etape);
            simplexe.ajouter(Float64Array.from(etape.a), etape.b, etape.etendue);
          }
          exiger(modele, simplexe);
        }
        expect(simplexe.nombreLignes).toBe(modele.lignes.length);
      }),
      { numRuns: 80 },
    );
  });

  test('après des milliers de pivots, il est aussi juste qu’au premier', () => {
    const [modele] = fc.sample(
      fc.record({
        gains: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 16, maxLength: 16 }),
        lignes: fc.array(
          fc.record({
            a: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 16, maxLength: 16 }),
            b: fc.integer({ min: 100, max: 400 }),
            etendue: fc.constantFrom(Infinity, 100),
          }),
          { minLength: 6, maxLength: 6 },
        ),
      }),
      { numRuns: 1, seed: 1 },
    );
    const sort = fc.sample(fc.array(arbBornes, { minLength: 16, maxLength: 16 }), { numRuns: 150, seed: 2 });
    const simplexe = poser(present(modele));
    for (const bornes of sort) {
      bornes.forEach(([bas, haut], j) => {
        simplexe.bas[j] = bas;
        simplexe.haut[j] = haut;
      });
      const valeur = exiger(present(modele), simplexe);
      const neuf = poser(present(modele));
      neuf.bas.splice(0, 16, ...simplexe.bas.slice(0, 16));
      neuf.haut.splice(0, 16, ...simplexe.haut.slice(0, 16));
      const attendue = exiger(present(modele), neuf);
      if (valeur === null || attendue === null) expect(valeur).toBe(attendue);
      else expect(Math.abs(valeur - attendue)).toBeLessThan(1e-6);
    }
  });
});

describe('pénalités : ce que coûte au moins de trancher une colonne', () => {
  test('à la main : 10a + 6b + 4c sous 5a + 4b + 3c ≤ 7', () => {
    const simplexe = poser({ gains: [10, 6, 4], lignes: [{ a: [5, 4, 3], b: 7, etendue: Infinity }] });
    expect(simplexe.resoudre()).toBe('OPTIMUM');
    expect(Array.from(simplexe.solution())).toEqual([1, 0.5, 0]);
    const [penalite, ...autres] = simplexe.penalites();
    expect(autres).toEqual([]);
    expect(penalite?.colonne).toBe(1);
    expect(penalite?.sans).toBeCloseTo(1 / 3, 9);
    expect(penalite?.avec).toBeCloseTo(1, 9);
  });

  test('jamais plus que ce que la suite perd vraiment', () => {
    let vues = 0;
    fc.assert(
      fc.property(arbModele, (modele) => {
        const simplexe = poser(modele);
        if (simplexe.resoudre() !== 'OPTIMUM') return;
        const valeur = produit(modele.gains, simplexe.solution());
        for (const { colonne, sans, avec } of simplexe.penalites()) {
          vues += 1;
          for (const [borne, penalite] of [
            [0, sans],
            [1, avec],
          ] as const) {
            const tranche = poser(modele);
            tranche.bas[colonne] = borne;
            tranche.haut[colonne] = borne;
            if (tranche.resoudre() !== 'OPTIMUM') continue;
            const perte = valeur - produit(modele.gains, tranche.solution());
            expect(penalite).toBeLessThanOrEqual(perte + 1e-6);
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(vues).toBeGreaterThan(25);
  });

  test('une seule issue : la pénalité est infinie', () => {
    const simplexe = poser({ gains: [1, 1], lignes: [{ a: [2, 0], b: 1, etendue: 0 }] });
    simplexe.resoudre();
    expect(simplexe.penalites()).toEqual([{ colonne: 0, sans: Infinity, avec: Infinity }]);
  });
});
