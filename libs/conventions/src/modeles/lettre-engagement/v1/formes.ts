/** Below the threshold, a letter that both sign or an act of the funder alone (R26). */
export type FormeEngagement = 'LETTRE' | 'ACTE_UNILATERAL';

/** What the letter calls itself, and what the funder does in it. */
export const LIBELLES_FORME: Readonly<Record<FormeEngagement, { titre: string; verbe: string }>> = {
  LETTRE: { titre: 'Lettre d’engagement', verbe: 's’engage à verser' },
  ACTE_UNILATERAL: { titre: 'Décision d’attribution d’une subvention', verbe: 'attribue' },
};
