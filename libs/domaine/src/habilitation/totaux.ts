import { somme, type Centimes } from '../montant/index.js';

/** Other contributors that a total must mix before it is shown: with fewer, taking one's own away tells theirs. */
export const AUTRES_CONTRIBUTEURS_MIN = 3;

/** What one organisation brings to a total, and whether the reader may see that amount by itself. */
export interface Contribution {
  organismeId: string;
  montant: Centimes;
  visible: boolean;
}

/**
 * The total of these contributions, in centimes, or `null` when the reader could derive from it an amount that he may not
 * see: those hidden from him come from one or two organisations only. Nothing hidden hides nothing. Source: trust.md §3.2
 * (« k: aggregated and only if ≥ 3 contributors »), T2.
 */
export function totalMontrable(contributions: readonly Contribution[]): Centimes | null {
  const caches = new Set(contributions.filter((c) => !c.visible).map((c) => c.organismeId));
  if (caches.size > 0 && caches.size < AUTRES_CONTRIBUTEURS_MIN) return null;
  return somme(contributions.map((c) => c.montant));
}
