const CENT_POUR_CENT = 10_000;

/** A rate as French people type it (« 80 », « 37,5 % ») in whole basis points; null when it is none, or above 100 %. */
export function lireTaux(texte: string): number | null {
  const lu = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(texte.trim());
  if (!lu) return null;
  const bp = Number(lu[1]) * 100 + Number((lu[2] ?? '').padEnd(2, '0'));
  return bp <= CENT_POUR_CENT ? bp : null;
}

/** Basis points as they are typed again: 3750 → « 37,5 ». */
export function tauxSaisi(bp: number): string {
  const decimales = String(bp % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(bp / 100)}${decimales && `,${decimales}`}`;
}
