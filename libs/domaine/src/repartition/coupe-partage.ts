import type { ClassesBornees } from './arbre.js';
import type { ElementCoupe } from './instance.js';
import type { LigneRetenue } from './lignes.js';
import { classesAutour, type ClasseBornee } from './remplissage.js';

/**
 * The minimum cut of a split that falls short (A2 vii): real caps that sum to all that can be reached. Under each branch of
 * the tree, the cap of the largest class that holds back what is below it, else the caps of the lines. In the order of ranks.
 */
export function couper(retenues: readonly LigneRetenue[], { ids, classes }: ClassesBornees): ElementCoupe[] {
  const liantes = classesLiantes(retenues, classes);
  const elements = new Map<string, ElementCoupe>();
  for (const { ligne, plafond, contributeur } of retenues) {
    const c = classesAutour(contributeur.classe, classes).findLast((autour) => liantes[autour]) ?? -1;
    const id = ids[c];
    const montant = classes[c]?.plafond ?? contributeur.plafond;
    if (id === undefined) {
      elements.set(`LIGNE ${ligne.id}`, { nature: 'LIGNE', id: ligne.id, montant, code: plafond?.code });
    } else elements.set(`CLASSE ${id}`, { nature: 'CLASSE', id, montant });
  }
  return [...elements.values()];
}

/** By class: true when its cap is below all that its lines and its own classes could bring. */
function classesLiantes(retenues: readonly LigneRetenue[], classes: readonly ClasseBornee[]): boolean[] {
  const sommes = classes.map(() => 0n);
  for (const { contributeur } of retenues) {
    const { classe, plafond } = contributeur;
    if (classe >= 0) sommes[classe] = (sommes[classe] ?? 0n) + plafond;
  }
  return classes.map(({ plafond, parent }, c) => {
    const somme = sommes[c] ?? 0n;
    const liante = plafond < somme;
    if (parent >= 0) sommes[parent] = (sommes[parent] ?? 0n) + (liante ? plafond : somme);
    return liante;
  });
}
