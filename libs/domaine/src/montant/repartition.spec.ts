import fc from 'fast-check';
import { somme } from './montant.js';
import { repartirPlusFortReste } from './repartition.js';

describe('repartirPlusFortReste', () => {
  test('T26 : 100,00 en trois font 33,34 + 33,33 + 33,33', () => {
    expect(repartirPlusFortReste(10_000n, [1n, 1n, 1n])).toEqual([3334n, 3333n, 3333n]);
  });

  test.each([
    ['le plus fort reste passe avant le rang', 10n, [1n, 1n, 4n], [2n, 2n, 6n]],
    ['à restes égaux, le premier rang', 1n, [1n, 1n], [1n, 0n]],
    ['deux centimes entre trois', 2n, [1n, 1n, 1n], [1n, 1n, 0n]],
    ['restes croissants : le dernier est servi', 100n, [333n, 333n, 334n], [33n, 33n, 34n]],
    ['un poids nul ne reçoit rien', 100n, [0n, 3n, 0n], [0n, 100n, 0n]],
    ['partage exact', 90n, [1n, 2n], [30n, 60n]],
    ['total nul', 0n, [1n, 2n], [0n, 0n]],
    ['total nul sans poids', 0n, [0n], [0n]],
    ['total nul entre personne', 0n, [], []],
  ])('%s', (_titre, total, poids, parts) => {
    expect(repartirPlusFortReste(total, poids)).toEqual(parts);
  });

  test('un appel fautif se voit : total ou poids négatif, aucun poids', () => {
    expect(() => repartirPlusFortReste(-1n, [1n])).toThrow(new RangeError('Total et poids doivent être positifs.'));
    expect(() => repartirPlusFortReste(1n, [2n, -1n])).toThrow('positifs');
    expect(() => repartirPlusFortReste(1n, [0n, 0n])).toThrow('Aucun poids');
    expect(() => repartirPlusFortReste(1n, [])).toThrow('Aucun poids');
  });

  const cas = fc.record({
    total: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    poids: fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 }),
  });
  const utile = ({ poids }: { poids: bigint[] }) => poids.some((p) => p > 0n);

  test('la somme est exacte et chacun est à moins d’un centime de sa part exacte', () => {
    fc.assert(
      fc.property(cas.filter(utile), ({ total, poids }) => {
        const parts = repartirPlusFortReste(total, poids);
        const totalPoids = somme(poids);
        expect(somme(parts)).toBe(total);
        parts.forEach((part, i) => {
          const ecart = part * totalPoids - total * (poids[i] ?? 0n);
          expect(ecart < totalPoids && ecart > -totalPoids).toBe(true);
        });
      }),
    );
  });

  test('un plus gros poids ne reçoit jamais moins, et le rang départage les égaux', () => {
    fc.assert(
      fc.property(cas.filter(utile), ({ total, poids }) => {
        const parts = repartirPlusFortReste(total, poids);
        for (let i = 0; i + 1 < poids.length; i += 1) {
          const [a = 0n, b = 0n] = poids.slice(i, i + 2);
          const [pa = 0n, pb = 0n] = parts.slice(i, i + 2);
          expect(a < b || pa >= pb).toBe(true);
        }
      }),
    );
  });
});
