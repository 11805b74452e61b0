import { ecrireEuros } from '../montant/montant.js';
import { BASES_AIDE, cumulMinimis, LIBELLES_BASE_AIDE, plafondMinimis, verifierMinimis } from './minimis.js';

describe('plafondMinimis (R15)', () => {
  test.each([
    ['DE_MINIMIS', '2023-12-31', 20_000_000n],
    ['DE_MINIMIS', '2024-01-01', 30_000_000n],
    ['DE_MINIMIS_SIEG', '2023-12-31', 50_000_000n],
    ['DE_MINIMIS_SIEG', '2024-01-01', 75_000_000n],
  ] as const)('%s le %s', (base, jour, plafond) => {
    expect(plafondMinimis(base, jour)).toBe(plafond);
  });

  test('les autres bases n’ont pas de plafond', () => {
    const sans = BASES_AIDE.filter((base) => plafondMinimis(base, '2024-01-01') === null);
    expect(sans).toEqual(['NON_ECONOMIQUE', 'SIEG_2012_21', 'RGEC', 'AUTRE']);
    expect(verifierMinimis('RGEC', '2024-01-01', [], 10n ** 12n)).toEqual({ ok: true, fait: { reste: null } });
  });

  test('chaque base a son libellé', () => {
    expect(Object.keys(LIBELLES_BASE_AIDE)).toEqual([...BASES_AIDE]);
    expect(LIBELLES_BASE_AIDE).toMatchObject({
      NON_ECONOMIQUE: expect.stringContaining('non économique'),
      DE_MINIMIS: expect.stringContaining('2023/2831'),
      DE_MINIMIS_SIEG: expect.stringContaining('2023/2832'),
      SIEG_2012_21: expect.stringContaining('2012/21/UE'),
      RGEC: expect.stringContaining('651/2014'),
      AUTRE: 'autre base juridique',
    });
  });
});

test('cumulMinimis : trois ans glissants, les deux bornes comprises', () => {
  const aides = ['2021-01-29', '2021-01-30', '2022-06-01', '2024-01-30', '2024-01-31'].map((date, i) => ({
    date,
    montant: 10n ** BigInt(i),
  }));
  expect(cumulMinimis('2024-01-30', aides)).toBe(1110n);
  expect(cumulMinimis('2024-01-30', [])).toBe(0n);
});

describe('verifierMinimis (R15)', () => {
  const aides = [{ date: '2022-06-01', montant: 10_000_000n }];

  test('au plafond exact, accepté ; un centime au-delà, refusé', () => {
    expect(verifierMinimis('DE_MINIMIS', '2024-01-30', aides, 20_000_000n)).toEqual({ ok: true, fait: { reste: 0n } });
    expect(verifierMinimis('DE_MINIMIS', '2024-01-30', aides, 19_999_999n)).toEqual({ ok: true, fait: { reste: 1n } });
    expect(verifierMinimis('DE_MINIMIS', '2024-01-30', aides, 20_000_001n)).toEqual({
      ok: false,
      refus: {
        code: 'AIDE_ETAT',
        chemin: 'baseAide',
        message:
          `${ecrireEuros(20_000_001n)} ajoutés aux ${ecrireEuros(10_000_000n)} reçus depuis le 30 janvier 2021 dépassent de ` +
          `${ecrireEuros(1n)} le plafond de ${ecrireEuros(30_000_000n)} (aide de minimis générale (règlement UE 2023/2831)).`,
        details: undefined,
      },
    });
  });

  test('350 000 passent sous le plafond SIEG et non sous le général', () => {
    expect(verifierMinimis('DE_MINIMIS', '2024-01-30', [], 35_000_000n).ok).toBe(false);
    expect(verifierMinimis('DE_MINIMIS_SIEG', '2024-01-30', [], 35_000_000n)).toEqual({
      ok: true,
      fait: { reste: 40_000_000n },
    });
  });
});
