/** An exact fraction, always in lowest terms with a positive denominator: two equal values have the same two fields. */
export interface Rationnel {
  readonly n: bigint;
  readonly d: bigint;
}

function pgcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The fraction n/d. @throws RangeError when d is zero: a fault of the caller */
export function ratio(n: bigint, d = 1n): Rationnel {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new RangeError('Une fraction n’a pas de dénominateur nul.');
  const signe = d < 0n ? -1n : 1n;
  const diviseur = pgcd(n, d * signe);
  return { n: (n / diviseur) * signe, d: (d * signe) / diviseur };
}

export const ZERO: Rationnel = { n: 0n, d: 1n };

export function plus(a: Rationnel, b: Rationnel): Rationnel {
  return a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function moins(a: Rationnel, b: Rationnel): Rationnel {
  return plus(a, { n: -b.n, d: b.d });
}

export function fois(a: Rationnel, b: Rationnel): Rationnel {
  return ratio(a.n * b.n, a.d * b.d);
}

/** @throws RangeError when b is zero: a fault of the caller */
export function divise(a: Rationnel, b: Rationnel): Rationnel {
  return ratio(a.n * b.d, a.d * b.n);
}

/** Negative when a < b, zero when equal, positive when a > b: made for `sort`. */
export function comparer(a: Rationnel, b: Rationnel): number {
  const ecart = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
  return ecart < 0n ? -1 : Number(ecart > 0n);
}

export function minimum(a: Rationnel, b: Rationnel): Rationnel {
  return comparer(a, b) <= 0 ? a : b;
}

export function maximum(a: Rationnel, b: Rationnel): Rationnel {
  return comparer(a, b) >= 0 ? a : b;
}

/** The greatest whole number that is not above. */
export function plancher({ n, d }: Rationnel): bigint {
  const quotient = n / d;
  return n < 0n && n % d !== 0n ? quotient - 1n : quotient;
}

/** « 10000/3 », or « 4000000 » for a whole number: how the published cases and the snapshots write it. */
export function ecrireRationnel({ n, d }: Rationnel): string {
  return d === 1n ? String(n) : `${n}/${d}`;
}
