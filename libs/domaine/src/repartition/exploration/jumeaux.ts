import { lire, type InstancePreparee } from '../preparation.js';
import type { Probleme } from './probleme.js';

/**
 * Projects that differ by their rank only, in pairs of neighbours: whatever a plan does with the later one, it may do with
 * the earlier one instead. So the later one is selected only beside the earlier one, which spares the search from trying all
 * the ways of saying the same.
 */
export function trouverJumeaux(probleme: Probleme): (readonly [number, number])[] {
  const { instance, imposes } = probleme;
  const precedents = new Map<string, number>();
  const paires: [number, number][] = [];
  for (let p = 0; p < instance.projets.length; p++) {
    if (imposes.includes(p)) continue;
    const portrait = decrire(instance, probleme, p);
    const precedent = precedents.get(portrait);
    if (precedent !== undefined) paires.push([precedent, p]);
    precedents.set(portrait, p);
  }
  return paires;
}

/** All that a plan may see of a project, except its rank. */
function decrire(instance: InstancePreparee, { ressources, inegalites }: Probleme, p: number): string {
  const { score, besoin, lignes, plafondsClasses } = lire(instance.projets, p);
  return [
    score,
    besoin,
    ...lignes.map(({ enveloppe, plafond, minimum }) => `${JSON.stringify(enveloppe)} ${plafond} ${minimum}`).sort(),
    '',
    ...Object.entries(plafondsClasses)
      .map(([classe, plafond]) => `${JSON.stringify(classe)} ${plafond}`)
      .sort(),
    '',
    ...ressources.map(({ poids }) => poids?.[p] ?? ''),
    ...inegalites.map(({ coefficients }) => coefficients[p]),
  ].join('|');
}
