import fc from 'fast-check';
import { ecrireEuros, lireCentimes, lireEuros, MONTANT_MAXIMAL, somme } from './montant.js';

const FINE = '\u202F';
const INSECABLE = '\u00A0';

describe('lireEuros', () => {
  test.each([
    ['0', 0n],
    ['1', 100n],
    ['7,5', 750n],
    ['7.05', 705n],
    ['1 234,56', 123_456n],
    ['1234.56', 123_456n],
    ['250 000 €', 25_000_000n],
    ['250000€', 25_000_000n],
    [`1${FINE}234${FINE}567,89${INSECABLE}€`, 123_456_789n],
    [`12${INSECABLE}345`, 1_234_500n],
    ['  42  ', 4200n],
    ['007', 700n],
    ['100 000 000 000', MONTANT_MAXIMAL],
  ])('lit « %s »', (texte, centimes) => {
    expect(lireEuros(texte)).toEqual({ ok: true, fait: centimes });
  });

  test.each([
    '',
    ' ',
    '1e400',
    '12,345',
    '12,',
    ',50',
    '1 23,00',
    '1234 567',
    '12 34',
    '1.234,56',
    '1,234.56',
    '+5',
    '--5',
    '5-',
    'abc',
    '12a',
    'a12',
    '€',
    '5 €€',
    '5  €',
    '0x10',
    'Infinity',
    '٣',
    '1'.repeat(41),
  ])('refuse « %s » : illisible', (texte) => {
    expect(lireEuros(texte)).toMatchObject({
      ok: false,
      refus: { code: 'ENTREE_INVALIDE', message: expect.stringContaining('1 234,56') },
    });
  });

  test('refuse un montant négatif, sauf quand il est permis', () => {
    expect(lireEuros('-5')).toMatchObject({
      ok: false,
      refus: { code: 'ENTREE_INVALIDE', message: 'Le montant ne peut pas être négatif.' },
    });
    expect(lireEuros('-5', { negatif: false }).ok).toBe(false);
    expect(lireEuros('-1 234,5', { negatif: true })).toEqual({ ok: true, fait: -123_450n });
    expect(lireEuros('5', { negatif: true })).toEqual({ ok: true, fait: 500n });
  });

  test('refuse un centime au-dessus du maximum, des deux côtés de zéro', () => {
    const refus = { ok: false, refus: { code: 'MONTANT_EXCESSIF', message: expect.stringContaining('maximum') } };
    expect(lireEuros('100000000000,01')).toMatchObject(refus);
    expect(lireEuros('-100000000000,01', { negatif: true })).toMatchObject(refus);
    expect(lireEuros('-100000000000', { negatif: true })).toEqual({ ok: true, fait: -MONTANT_MAXIMAL });
    expect(lireEuros('9'.repeat(40))).toMatchObject(refus);
  });
});

describe('lireCentimes', () => {
  test.each([
    ['0', 0n],
    ['-1', -1n],
    ['35000000', 35_000_000n],
    ['10000000000000', MONTANT_MAXIMAL],
  ])('lit « %s »', (texte, centimes) => {
    expect(lireCentimes(texte)).toEqual({ ok: true, fait: centimes });
  });

  test.each(['', '1.0', '1,0', ' 1', '1 ', '+1', '1e3', '--1', '1234567890123456', '1n', '-'])(
    'refuse « %s »',
    (texte) => {
      expect(lireCentimes(texte)).toMatchObject({
        ok: false,
        refus: { code: 'ENTREE_INVALIDE', message: expect.stringContaining('centimes') },
      });
    },
  );

  test.each(['10000000000001', '-10000000000001', '999999999999999'])(
    'refuse « %s », au-dessus du maximum',
    (texte) => {
      expect(lireCentimes(texte)).toMatchObject({ ok: false, refus: { code: 'MONTANT_EXCESSIF' } });
    },
  );
});

describe('ecrireEuros', () => {
  test.each([
    [0n, `0,00${INSECABLE}€`],
    [5n, `0,05${INSECABLE}€`],
    [-5n, `-0,05${INSECABLE}€`],
    [99_999n, `999,99${INSECABLE}€`],
    [100_000n, `1${FINE}000,00${INSECABLE}€`],
    [35_000_000n, `350${FINE}000,00${INSECABLE}€`],
    [-123_456_789n, `-1${FINE}234${FINE}567,89${INSECABLE}€`],
  ])('écrit %s centimes', (centimes, texte) => {
    expect(ecrireEuros(centimes)).toBe(texte);
  });

  test('ce qui est écrit se relit', () => {
    const montants = fc.bigInt({ min: -MONTANT_MAXIMAL, max: MONTANT_MAXIMAL });
    fc.assert(
      fc.property(montants, (m) => {
        expect(lireEuros(ecrireEuros(m), { negatif: true })).toEqual({ ok: true, fait: m });
      }),
    );
  });
});

test('somme : zéro pour rien, et le total de plusieurs', () => {
  expect(somme([])).toBe(0n);
  expect(somme([1n, 20n, -3n])).toBe(18n);
});
