import type { ClassesBornees } from './arbre.js';
import type { ElementCoupe } from './instance.js';
import type { LigneRetenue } from './lignes.js';
import { lire } from './preparation.js';
import { capacites, classesAutour } from './remplissage.js';

/**
 * The minimum cut of a split that falls short (A2 vii): real caps that sum to all that can be reached. Under each branch of
 * the tree, the cap of the largest class that holds back what is below it, else the caps of the lines. In the order of ranks.
 */
export function couper(retenues: readonly LigneRetenue[], { ids, classes }: ClassesBornees): ElementCoupe[] {
  const { sommes } = capacites(
    retenues.map(({ contributeur }) => contributeur),
    classes,
  );
  const liante = (c: number) => lire(classes, c).plafond < lire(sommes, c);
  const elements = new Map<string, ElementCoupe>();
  for (const { ligne, plafond, contributeur } of retenues) {
    const c = classesAutour(contributeur.classe, classes).findLast(liante);
    if (c === undefined) {
      const { plafond: montant } = contributeur;
      elements.set(`LIGNE ${ligne.id}`, { nature: 'LIGNE', id: ligne.id, montant, code: plafond?.code });
    } else {
      const id = lire(ids, c);
      elements.set(`CLASSE ${id}`, { nature: 'CLASSE', id, montant: lire(classes, c).plafond });
    }
  }
  return [...elements.values()];
}
