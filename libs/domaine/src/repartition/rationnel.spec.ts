import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import {
  comparer,
  divise,
  ecrireRationnel,
  fois,
  maximum,
  minimum,
  moins,
  plancher,
  plus,
  ratio,
  ZERO,
  type Rationnel,
} from './rationnel.js';

const entiers = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const denominateurs = fc.bigInt({ min: 1n, max: 10n ** 9n });
const rationnels = fc.tuple(entiers, denominateurs).map(([n, d]) => ratio(n, d));

describe('ratio', () => {
  test.each([
    [6n, 4n, 3n, 2n],
    [6n, -4n, -3n, 2n],
    [-6n, 4n, -3n, 2n],
    [-6n, -4n, 3n, 2n],
    [0n, 7n, 0n, 1n],
    [0n, -7n, 0n, 1n],
    [5n, 1n, 5n, 1n],
    [-5n, -1n, 5n, 1n],
    [12n, 4n, 3n, 1n],
  ])('%s/%s se réduit en %s/%s', (n, d, nReduit, dReduit) => {
    expect(ratio(n, d)).toEqual({ n: nReduit, d: dReduit });
  });

  test('un entier seul, et zéro', () => {
    expect(ratio(42n)).toEqual({ n: 42n, d: 1n });
    expect(ZERO).toEqual({ n: 0n, d: 1n });
  });

  test('un dénominateur nul est une faute de l’appelant', () => {
    expect(() => ratio(1n, 0n)).toThrow(new RangeError('Une fraction n’a pas de dénominateur nul.'));
    expect(() => divise(ratio(1n), ZERO)).toThrow(RangeError);
  });
});

describe('opérations', () => {
  const [demi, tiers] = [ratio(1n, 2n), ratio(1n, 3n)];
  test('les quatre opérations, au même dénominateur ou non', () => {
    expect(plus(demi, tiers)).toEqual({ n: 5n, d: 6n });
    expect(plus(tiers, tiers)).toEqual({ n: 2n, d: 3n });
    expect(plus(demi, demi)).toEqual({ n: 1n, d: 1n });
    expect(moins(demi, tiers)).toEqual({ n: 1n, d: 6n });
    expect(moins(tiers, demi)).toEqual({ n: -1n, d: 6n });
    expect(fois(demi, ratio(4n, 3n))).toEqual({ n: 2n, d: 3n });
    expect(divise(demi, ratio(-3n, 4n))).toEqual({ n: -2n, d: 3n });
  });

  test('comparer, minimum, maximum', () => {
    expect([comparer(tiers, demi), comparer(demi, tiers), comparer(demi, ratio(2n, 4n))]).toEqual([-1, 1, 0]);
    expect([comparer(ratio(1n, 3n), ratio(2n, 3n)), comparer(ratio(2n), ratio(1n))]).toEqual([-1, 1]);
    expect([minimum(demi, tiers), minimum(tiers, demi)]).toEqual([tiers, tiers]);
    expect([maximum(demi, tiers), maximum(tiers, demi)]).toEqual([demi, demi]);
  });

  test('à égalité, le premier est rendu', () => {
    const [a, b]: Rationnel[] = [ratio(1n, 2n), ratio(2n, 4n)];
    expect(minimum(a!, b!)).toBe(a);
    expect(maximum(a!, b!)).toBe(a);
  });

  test.each([
    [7n, 2n, 3n],
    [-7n, 2n, -4n],
    [-8n, 2n, -4n],
    [8n, 2n, 4n],
    [0n, 5n, 0n],
    [-1n, 5n, -1n],
  ])('plancher(%s/%s) = %s', (n, d, entier) => {
    expect(plancher(ratio(n, d))).toBe(entier);
    expect(plancher({ n, d })).toBe(entier);
  });

  test('écrit comme les cas publiés', () => {
    expect([ratio(10_000n, 3n), ratio(4_000_000n), ratio(-1n, 2n)].map(ecrireRationnel)).toEqual([
      '10000/3',
      '4000000',
      '-1/2',
    ]);
  });
});

describe('propriétés', () => {
  test('deux valeurs égales s’écrivent pareil, en termes irréductibles', () => {
    fc.assert(
      fc.property(entiers, denominateurs, denominateurs, (n, d, k) => {
        const r = ratio(n, d);
        expect(ratio(n * k, d * k)).toEqual(r);
        expect(r.d > 0n && r.n * d === n * r.d).toBe(true);
      }),
      essais(1000),
    );
  });

  test('corps ordonné : on revient d’où l’on est parti, et l’ordre suit la somme', () => {
    fc.assert(
      fc.property(rationnels, rationnels, rationnels, (a, b, c) => {
        expect(moins(plus(a, b), b)).toEqual(a);
        expect(fois(a, plus(b, c))).toEqual(plus(fois(a, b), fois(a, c)));
        if (b.n !== 0n) expect(divise(fois(a, b), b)).toEqual(a);
        expect(comparer(plus(a, c), plus(b, c))).toBe(comparer(a, b));
        expect(comparer(a, b)).toBe(-comparer(b, a) + 0);
      }),
      essais(1000),
    );
  });

  test('le plancher est le plus grand entier qui ne dépasse pas', () => {
    fc.assert(
      fc.property(rationnels, (a) => {
        const entier = ratio(plancher(a));
        expect(comparer(entier, a) <= 0 && comparer(a, plus(entier, ratio(1n))) < 0).toBe(true);
      }),
      essais(1000),
    );
  });
});
