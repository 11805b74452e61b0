/** Where the money of an envelope stands, from what is gone to what is left; together they make its dotation. */
export const NATURES = ['verse', 'conventionne', 'engage', 'vote', 'reserve', 'disponible'] as const;
export type Nature = (typeof NATURES)[number];

export type Soldes = Record<Nature, bigint>;

export const LIBELLES_NATURE: Record<Nature, { nom: string; sens: string }> = {
  verse: { nom: 'Versé', sens: 'payé au porteur' },
  conventionne: { nom: 'Conventionné', sens: 'porté par une convention, à verser' },
  engage: { nom: 'Engagé', sens: 'par votre propre acte' },
  vote: { nom: 'Voté', sens: 'par la conférence, en attente de votre acte' },
  reserve: { nom: 'Réservé', sens: 'gardé pour des parts annoncées' },
  disponible: { nom: 'Disponible', sens: 'ni réservé, ni voté, ni engagé' },
};

/** Amounts travel as text. */
export function soldesDe(lus: Record<Nature, string>): Soldes {
  return Object.fromEntries(NATURES.map((nature) => [nature, BigInt(lus[nature])])) as Soldes;
}

export function cumuler(liste: readonly Soldes[]): Soldes {
  return Object.fromEntries(NATURES.map((n) => [n, liste.reduce((t, s) => t + s[n], 0n)])) as Soldes;
}
