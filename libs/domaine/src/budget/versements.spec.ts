import fc from 'fast-check';
import { plafondsVersements, solder, soldeFinal, type FaitsSolde } from './versements.js';

const T23: FaitsSolde = {
  mode: 'TAUX',
  maximum: 35_000_000n,
  assiette: 60_000_000n,
  depenseReelle: 54_000_000n,
  objectifsAtteints: true,
  dejaVerse: 28_000_000n,
};

describe('soldeFinal (R40)', () => {
  test('T23 : 350 000 sur 600 000, réalisé 540 000, versé 280 000', () => {
    expect(soldeFinal(T23)).toEqual({ du: 31_500_000n, solde: 3_500_000n, reversement: 0n });
  });

  test.each<[string, Partial<FaitsSolde>, bigint, bigint, bigint]>([
    ['réalisé au-dessus de l’assiette : le maximum', { depenseReelle: 70_000_000n }, 35_000_000n, 7_000_000n, 0n],
    ['réalisé à l’assiette : le maximum', { depenseReelle: 60_000_000n }, 35_000_000n, 7_000_000n, 0n],
    ['un centime de moins', { depenseReelle: 59_999_999n }, 34_999_999n, 6_999_999n, 0n],
    ['trop versé : reversement', { dejaVerse: 32_000_000n }, 31_500_000n, 0n, 500_000n],
    ['versé juste', { dejaVerse: 31_500_000n }, 31_500_000n, 0n, 0n],
    ['rien réalisé, assiette inconnue', { assiette: 0n, depenseReelle: 0n }, 35_000_000n, 7_000_000n, 0n],
    ['forfait, objectifs atteints', { mode: 'FORFAIT', depenseReelle: 1n }, 35_000_000n, 7_000_000n, 0n],
    ['forfait, objectifs manqués', { mode: 'FORFAIT', objectifsAtteints: false }, 0n, 0n, 28_000_000n],
  ])('%s', (_titre, extra, du, solde, reversement) => {
    expect(soldeFinal({ ...T23, ...extra })).toEqual({ du, solde, reversement });
  });

  test('jamais un solde et un reversement à la fois, et le compte tombe juste', () => {
    const montants = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(montants, montants, (du, verse) => {
        const { solde, reversement } = solder(du, verse);
        expect(solde === 0n || reversement === 0n).toBe(true);
        expect(verse + solde - reversement).toBe(du);
      }),
    );
  });
});

describe('plafondsVersements (R35, T24)', () => {
  test.each([
    [false, 24, 3_000_000n, 8_000_000n],
    [true, 24, 6_000_000n, 8_000_000n],
    [false, 48, 3_000_000n, 8_000_000n],
    [false, 49, 3_000_000n, 9_000_000n],
  ])('T24 : 100 000, garantie %s, %s mois', (garantie, dureeMois, avance, acomptesCumules) => {
    expect(plafondsVersements(10_000_000n, { garantie, dureeMois })).toEqual({ avance, acomptesCumules });
  });

  test('arrondi au centime inférieur', () => {
    expect(plafondsVersements(3n, { garantie: false, dureeMois: 1 })).toEqual({ avance: 0n, acomptesCumules: 2n });
  });
});
