import type { Instance, LigneOfferte, PartsDuPlan, ProjetOffert } from '../src/repartition/instance.js';
import { present } from './present.js';

const min = (a: bigint, b: bigint) => (a < b ? a : b);

/** Whether a line with a minimum is on: it brings its minimum at least; off, it brings nothing. */
export type LignesReference = (projet: string, enveloppe: string) => boolean;

/** What is left to fund once the minima of the lines switched on are paid: an instance without minima. */
export function sansMinima(instance: Instance, projets: readonly ProjetOffert[], allumee: LignesReference): Instance {
  const enveloppes = instance.enveloppes.map((e) => ({ ...e }));
  const parents = new Map(instance.classes.map(({ id, parent }) => [id, parent]));
  const restants = projets.map((projet) => {
    const plafondsClasses: Record<string, bigint> = { ...projet.plafondsClasses };
    let { besoin } = projet;
    const lignes = projet.lignes.flatMap((ligne) => {
      if (ligne.minimum === 0n) return [ligne];
      if (!allumee(projet.id, ligne.enveloppe)) return [];
      const enveloppe = present(enveloppes.find(({ id }) => id === ligne.enveloppe));
      enveloppe.montant -= ligne.minimum;
      besoin -= ligne.minimum;
      for (let c = enveloppe.classe; c !== null; c = parents.get(c) ?? null) {
        const plafond = plafondsClasses[c];
        if (plafond !== undefined) plafondsClasses[c] = plafond - ligne.minimum;
      }
      return [{ ...ligne, plafond: ligne.plafond - ligne.minimum, minimum: 0n }];
    });
    return { ...projet, besoin, lignes, plafondsClasses };
  });
  return { ...instance, enveloppes, projets: restants };
}

/** All that a project can take from these envelopes, whatever they hold: the caps of its lines and classes, nested. */
export function capaciteProjet(
  { classes, enveloppes }: Instance,
  projet: ProjetOffert,
  ids: readonly string[],
): bigint {
  const sous = (parent: string | null): bigint =>
    classes.filter((classe) => classe.parent === parent).reduce((total, { id }) => total + dans(id), 0n) +
    lignes(parent);
  const lignes = (classe: string | null): bigint =>
    projet.lignes
      .filter(({ enveloppe }) => ids.includes(enveloppe))
      .filter(({ enveloppe }) => enveloppes.find(({ id }) => id === enveloppe)?.classe === classe)
      .reduce((total, { plafond }) => total + plafond, 0n);
  const dans = (id: string): bigint => min(sous(id), projet.plafondsClasses[id] ?? sous(id));
  return sous(null);
}

export interface CoupeReference {
  atteint: bigint;
  /** The smallest conflict set, in the order given. */
  conflit: string[];
}

/**
 * What a set of projects can reach, without minima, by the definition of a cut: the smallest, over every set of envelopes
 * that are emptied, of their sum and of what each project can take elsewhere or needs. 2^n sets.
 */
export function coupeReference(instance: Instance, retenus: readonly string[]): CoupeReference {
  const projets = retenus.map((id) => present(instance.projets.find((p) => p.id === id)));
  const { enveloppes } = instance;
  let atteint = -1n;
  let conflit: string[] = [];
  let taille = Infinity;
  for (let masque = 0; masque < 1 << enveloppes.length; masque++) {
    const videes = enveloppes.filter((_, i) => masque & (1 << i));
    const autres = enveloppes.filter((e) => !videes.includes(e)).map(({ id }) => id);
    const capacites = projets.map((projet) => capaciteProjet(instance, projet, autres));
    const somme =
      videes.reduce((total, { montant }) => total + montant, 0n) +
      projets.reduce((total, { besoin }, i) => total + min(besoin, present(capacites[i])), 0n);
    const manquants = projets.filter(({ besoin }, i) => present(capacites[i]) < besoin).map(({ id }) => id);
    if (atteint >= 0n && (somme > atteint || (somme === atteint && videes.length >= taille))) continue;
    [atteint, conflit, taille] = [somme, manquants, videes.length];
  }
  return { atteint, conflit };
}

/** Parts that fund all these projects and honour the minima, or `null`: every amount of every line is tried. */
export function faisableReference(
  instance: Instance,
  retenus: readonly string[],
  allumee?: LignesReference,
): PartsDuPlan | null {
  const soldes = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
  const parts: Record<string, Record<string, bigint>> = {};
  const projets = retenus.map((id) => present(instance.projets.find((p) => p.id === id)));
  const admis = (id: string, { enveloppe, minimum }: LigneOfferte, montant: bigint) => {
    const nulle = montant === 0n;
    if (!allumee) return nulle || montant >= minimum;
    return allumee(id, enveloppe) ? montant >= minimum : nulle;
  };
  const essayer = (p: number, l: number, reste: bigint): boolean => {
    const projet = projets[p];
    if (!projet) return true;
    const ligne = projet.lignes[l];
    if (!ligne) return reste === 0n && classesTenues(instance, projet, present(parts[projet.id])) && ouvrir(p + 1);
    const solde = present(soldes.get(ligne.enveloppe));
    const haut = min(min(ligne.plafond, solde), reste);
    for (let montant = 0n; montant <= haut; montant++) {
      if (ligne.minimum > 0n && !admis(projet.id, ligne, montant)) continue;
      soldes.set(ligne.enveloppe, solde - montant);
      present(parts[projet.id])[ligne.enveloppe] = montant;
      if (essayer(p, l + 1, reste - montant)) return true;
    }
    soldes.set(ligne.enveloppe, solde);
    delete present(parts[projet.id])[ligne.enveloppe];
    return false;
  };
  const ouvrir = (p: number): boolean => {
    const projet = projets[p];
    if (!projet) return true;
    parts[projet.id] = {};
    return essayer(p, 0, projet.besoin);
  };
  return ouvrir(0) ? parts : null;
}

function classesTenues(instance: Instance, projet: ProjetOffert, parts: Readonly<Record<string, bigint>>): boolean {
  const parents = new Map(instance.classes.map(({ id, parent }) => [id, parent]));
  const sommes = new Map<string, bigint>();
  for (const [enveloppe, montant] of Object.entries(parts)) {
    let classe = present(instance.enveloppes.find(({ id }) => id === enveloppe)).classe;
    for (; classe !== null; classe = parents.get(classe) ?? null)
      sommes.set(classe, (sommes.get(classe) ?? 0n) + montant);
  }
  return [...sommes].every(([classe, somme]) => somme <= (projet.plafondsClasses[classe] ?? somme));
}
