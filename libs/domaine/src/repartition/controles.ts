import { accepter, refuser, type Decision } from '../refus.js';

/** Order of ids that depends on no language setting. */
export function comparerIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Refuses a second use of an id: DOUBLON, at `chemin[i].id`. `nom`: « La ligne », at the head of the sentence. */
export function exigerUniques(elements: readonly { id: string }[], chemin: string, nom: string): Decision {
  const vus = new Set<string>();
  for (const [i, { id }] of elements.entries()) {
    if (vus.has(id)) return refuser('DOUBLON', `${nom} « ${id} » figure deux fois.`, `${chemin}[${i}].id`);
    vus.add(id);
  }
  return accepter();
}

/** Refuses the first value below zero, at its path: ENTREE_INVALIDE. Absent values pass. */
export function exigerPositifs(valeurs: readonly (readonly [bigint | null | undefined, string])[]): Decision {
  const fautive = valeurs.find(([valeur]) => (valeur ?? 0n) < 0n);
  if (!fautive) return accepter();
  return refuser('ENTREE_INVALIDE', 'Montants et poids ne sont jamais négatifs.', fautive[1]);
}
