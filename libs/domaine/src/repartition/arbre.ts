import type { Centimes } from '../montant/montant.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { comparerIds, exigerUniques } from './controles.js';
import type { ClasseFinanceur } from './instance.js';
import type { ClasseBornee } from './remplissage.js';

/** A tree of classes that holds: every parent exists, none is its own ancestor. */
export interface ArbreClasses {
  /** Children before parents, then by id: the same whatever the order in which the classes are written. */
  ordre: readonly string[];
  parents: ReadonlyMap<string, string | null>;
}

/**
 * Checks the tree of classes. Refusals, in this order: DOUBLON (`classes[i].id`), ENTREE_INVALIDE (`classes[i].parent`) for
 * an unknown parent, then for a class that is its own ancestor.
 */
export function validerArbre(classes: readonly ClasseFinanceur[]): Decision<ArbreClasses> {
  const parents = new Map(classes.map(({ id, parent }) => [id, parent]));
  const verdict = premierRefus(
    () => exigerUniques(classes, 'classes', 'La classe de financeurs'),
    () => exigerParents(classes, parents),
    () => exigerSansBoucle(classes, parents),
  );
  if (!verdict.ok) return verdict;
  const profondeurs = new Map(classes.map(({ id }) => [id, lignee(id, parents).length]));
  const profondeur = (id: string) => profondeurs.get(id) ?? 0;
  const ordre = [...parents.keys()].sort((a, b) => profondeur(b) - profondeur(a) || comparerIds(a, b));
  return accepter({ ordre, parents });
}

function exigerParents(classes: readonly ClasseFinanceur[], parents: ReadonlyMap<string, string | null>): Decision {
  const i = classes.findIndex(({ parent }) => parent !== null && !parents.has(parent));
  const fautive = classes[i];
  if (!fautive) return accepter();
  const message = `La classe « ${fautive.id} » est rangée dans « ${fautive.parent} », qui n’existe pas.`;
  return refuser('ENTREE_INVALIDE', message, `classes[${i}].parent`);
}

function exigerSansBoucle(classes: readonly ClasseFinanceur[], parents: ReadonlyMap<string, string | null>): Decision {
  const i = classes.findIndex(({ id }) => lignee(id, parents).length > classes.length);
  const fautive = classes[i];
  if (!fautive) return accepter();
  const message = `La classe « ${fautive.id} » est rangée, de proche en proche, dans elle-même : les classes forment un arbre.`;
  return refuser('ENTREE_INVALIDE', message, `classes[${i}].parent`);
}

/** The class, its parent, and so on; one step longer than the number of classes when it loops. */
function lignee(id: string | null, parents: ReadonlyMap<string, string | null>): string[] {
  const ids: string[] = [];
  for (let c = id; c !== null && ids.length <= parents.size; c = parents.get(c) ?? null) ids.push(c);
  return ids;
}

/** The class then its ancestors, up to its root; nothing for no class. */
export function ancetres(classe: string | null, { parents }: ArbreClasses): string[] {
  return lignee(classe, parents);
}

/** Refuses a line put in a class that does not exist: ENTREE_INVALIDE, at `chemin[i].classe`. */
export function exigerClassesConnues(
  elements: readonly { classe: string | null }[],
  { parents }: ArbreClasses,
  chemin: string,
): Decision {
  const i = elements.findIndex(({ classe }) => classe !== null && !parents.has(classe));
  const fautif = elements[i];
  if (!fautif) return accepter();
  return refuser('ENTREE_INVALIDE', `La classe « ${fautif.classe} » n’existe pas.`, `${chemin}[${i}].classe`);
}

/** The capped classes alone, as `remplir` wants them. Classes without a cap bind nothing: they are left out. */
export interface ClassesBornees {
  /** Id of each class, in the order of `classes`. */
  ids: readonly string[];
  classes: readonly ClasseBornee[];
  /** Index of the smallest capped class that holds this one, −1 for none. */
  indice(classe: string | null): number;
}

/** `plafonds`: class id and cap in cents, `Object.entries(projet.plafondsClasses)` for instance. */
export function bornerClasses(arbre: ArbreClasses, plafonds: Iterable<readonly [string, Centimes]>): ClassesBornees {
  const parId = new Map(plafonds);
  const ids = arbre.ordre.filter((id) => parId.has(id));
  const indices = new Map(ids.map((id, i) => [id, i]));
  const indice = (classe: string | null) => {
    const autour = ancetres(classe, arbre).map((id) => indices.get(id));
    return autour.find((i) => i !== undefined) ?? -1;
  };
  const classes = ids.map((id) => ({
    plafond: parId.get(id) ?? 0n,
    parent: indice(arbre.parents.get(id) ?? null),
  }));
  return { ids, classes, indice };
}
