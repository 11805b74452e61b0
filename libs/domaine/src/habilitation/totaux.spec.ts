import fc from 'fast-check';
import { AUTRES_CONTRIBUTEURS_MIN, totalMontrable, type Contribution } from './totaux.js';

const part = (organismeId: string, montant: bigint, visible = false): Contribution => ({
  organismeId,
  montant,
  visible,
});

describe('totalMontrable (trust.md §3.2, k)', () => {
  it.each<[string, Contribution[], bigint | null]>([
    ['rien', [], 0n],
    ['le sien seul', [part('a', 5n, true)], 5n],
    ['le sien et un autre', [part('a', 5n, true), part('b', 7n)], null],
    ['le sien et deux autres', [part('a', 5n, true), part('b', 7n), part('c', 1n)], null],
    ['le sien et trois autres', [part('a', 5n, true), part('b', 7n), part('c', 1n), part('d', 2n)], 15n],
    ['trois autres sans le sien', [part('b', 7n), part('c', 1n), part('d', 2n)], 10n],
    ['deux autres, dont un en trois fois', [part('b', 7n), part('b', 1n), part('b', 2n), part('c', 3n)], null],
    ['tout ce que l’on voit déjà', [part('a', 5n, true), part('b', 7n, true)], 12n],
  ])('%s', (_cas, contributions, total) => {
    expect(totalMontrable(contributions)).toBe(total);
  });

  const contributions = fc.array(
    fc.record({
      organismeId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      montant: fc.bigInt({ min: 1n, max: 10n ** 13n }),
      visible: fc.boolean(),
    }),
    { maxLength: 8 },
  );

  it('ne laisse tirer d’un total, ôté ce que l’on voit, le montant d’un organisme seul ni de deux', () => {
    fc.assert(
      fc.property(contributions, (parts) => {
        const total = totalMontrable(parts);
        const caches = parts.filter((c) => !c.visible);
        const organismes = new Set(caches.map((c) => c.organismeId)).size;
        if (total === null) return organismes > 0 && organismes < AUTRES_CONTRIBUTEURS_MIN;
        const reste = total - parts.filter((c) => c.visible).reduce((s, c) => s + c.montant, 0n);
        return organismes === 0
          ? reste === 0n
          : organismes >= 3 && reste === caches.reduce((s, c) => s + c.montant, 0n);
      }),
    );
  });
});
