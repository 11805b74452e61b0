import fc from 'fast-check';
import { somme } from './montant.js';
import { CENT_POUR_CENT, ecrireTaux, partTaux, tauxAffiches, tauxBp } from './taux.js';

describe('tauxBp (R12)', () => {
  test.each([
    [35_000_000n, 60_000_000n, 5833],
    [1n, 3n, 3333],
    [2n, 3n, 6667],
    [1n, 20_000n, 1],
    [1n, 20_001n, 0],
    [3n, 20_000n, 2],
    [2n, 2n, 10_000],
    [0n, 5n, 0],
  ])('%s sur %s font %s points', (montant, assiette, bp) => {
    expect(tauxBp(montant, assiette)).toBe(bp);
  });

  test('une assiette inconnue donne zéro', () => {
    expect(tauxBp(5n, 0n)).toBe(0);
    expect(tauxBp(5n, -1n)).toBe(0);
    expect(tauxBp(1n, 1n)).toBe(10_000);
  });
});

describe('tauxAffiches (R12)', () => {
  test('E1 : les taux du plan de Hub Bretagne impriment 100,00', () => {
    const plan = [35_000_000n, 12_000_000n, 6_000_000n, 2_000_000n, 5_000_000n];
    const taux = tauxAffiches(plan, 60_000_000n);
    expect(taux).toEqual([5834, 2000, 1000, 333, 833]);
  });

  test('un plan qui ne couvre pas le coût imprime le taux de ce qu’il couvre', () => {
    expect(tauxAffiches([1n, 1n], 3n)).toEqual([3334, 3333]);
    expect(tauxAffiches([1n, 1n], 0n)).toEqual([0, 0]);
    expect(tauxAffiches([0n, 0n], 9n)).toEqual([0, 0]);
    expect(tauxAffiches([], 9n)).toEqual([]);
  });

  test('la somme vaut 100,00 dès que les montants font le total', () => {
    const montants = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(montants, (plan) => {
        const taux = tauxAffiches(plan, somme(plan));
        expect(taux.reduce((a, b) => a + b, 0)).toBe(CENT_POUR_CENT);
        plan.forEach((m, i) => expect(Math.abs((taux[i] ?? 0) - tauxBp(m, somme(plan)))).toBeLessThanOrEqual(1));
      }),
    );
  });
});

test.each([
  [5833, '58,33\u00A0%'],
  [10_000, '100,00\u00A0%'],
  [5, '0,05\u00A0%'],
  [0, '0,00\u00A0%'],
  [-150, '-1,50\u00A0%'],
])('ecrireTaux(%s)', (bp, texte) => {
  expect(ecrireTaux(bp)).toBe(texte);
});

test('partTaux arrondit au centime inférieur', () => {
  expect(partTaux(1_999_999n, 5000)).toBe(999_999n);
  expect(partTaux(2_000_000n, 5000)).toBe(1_000_000n);
  expect(partTaux(9_999n, 1)).toBe(0n);
  expect(partTaux(10_000n, 1)).toBe(1n);
});
