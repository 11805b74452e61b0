import { ecrireEuros } from '../montant/montant.js';
import { capacite, depassementDemandes } from './enveloppe.js';

describe('capacite', () => {
  test.each([
    ['T2', 25_000_000n, 9n, 5_000_000n],
    ['T3', 30_000_000n, 7n, 20_000_000n],
    ['T4', 35_000_000n, 6n, 20_000_000n],
  ])('%s : enveloppe de 2 300 000', (_id, montant, nombre, reste) => {
    expect(capacite(230_000_000n, montant)).toEqual({ nombre, reste });
    expect(reste < montant).toBe(true);
  });

  test('un montant nul ou négatif est une faute de programme', () => {
    expect(() => capacite(1n, 0n)).toThrow('Le montant unitaire doit être supérieur à zéro.');
    expect(() => capacite(1n, -1n)).toThrow(RangeError);
    expect(capacite(1n, 1n)).toEqual({ nombre: 1n, reste: 0n });
  });
});

describe('depassementDemandes (R4 : avertit, ne bloque pas)', () => {
  test('E2 : sept hubs à 350 000 dépassent de 150 000', () => {
    expect(depassementDemandes(230_000_000n, Array<bigint>(7).fill(35_000_000n))).toEqual({
      total: 245_000_000n,
      depassement: 15_000_000n,
      avertissement: `Le total, ${ecrireEuros(245_000_000n)}, dépasse de ${ecrireEuros(15_000_000n)} l'enveloppe de ${ecrireEuros(230_000_000n)}.`,
    });
  });

  test('à l’enveloppe exacte, rien à dire ; un centime au-dessus, si', () => {
    expect(depassementDemandes(10n, [4n, 6n])).toEqual({ total: 10n, depassement: 0n, avertissement: null });
    expect(depassementDemandes(10n, [4n, 7n]).depassement).toBe(1n);
    expect(depassementDemandes(0n, [])).toEqual({ total: 0n, depassement: 0n, avertissement: null });
  });
});
