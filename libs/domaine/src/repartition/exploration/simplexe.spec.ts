import fc from 'fast-check';
import { exiger, poser, produit, type Ligne } from '../../../essais/dualite.js';
import { present } from '../../../essais/present.js';

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

  const plein = fc.integer({ min: 1, max: 99 });
  test.each([
    ['pleines', plein, 400],
    ['creuses', fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, plein), 160],
  ])('après des milliers de pivots, il est aussi juste qu’au premier : lignes %s', (_, coefficient, max) => {
    const [modele] = fc.sample(
      fc.record({
        gains: fc.array(plein, { minLength: 16, maxLength: 16 }),
        lignes: fc.array(
          fc.record({
            a: fc.array(coefficient, { minLength: 16, maxLength: 16 }),
            b: fc.integer({ min: max / 4, max }),
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
      { numRuns: 300 },
    );
    expect(vues).toBeGreaterThan(25);
  });

  test.each([
    ['à sa borne basse', [2, 1], [1, 1], 1, [1, 0]],
    ['à sa borne haute', [2, -1], [1, -1], 0, [1, 1]],
  ])('une colonne de base qui est entière, %s, n’est pas à trancher', (_, gains, a, b, solution) => {
    const simplexe = poser({ gains, lignes: [{ a, b, etendue: Infinity }] });
    expect(simplexe.resoudre()).toBe('OPTIMUM');
    expect(Array.from(simplexe.solution())).toEqual(solution);
    expect(simplexe.penalites()).toEqual([]);
  });

  test('une seule issue : la pénalité est infinie', () => {
    const simplexe = poser({ gains: [1, 1], lignes: [{ a: [2, 0], b: 1, etendue: 0 }] });
    simplexe.resoudre();
    expect(simplexe.penalites()).toEqual([{ colonne: 0, sans: Infinity, avec: Infinity }]);
  });
});
