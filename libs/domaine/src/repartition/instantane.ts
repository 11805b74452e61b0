import { jsonCanonique } from '../convention/json.js';
import { comparerIds } from './controles.js';
import type { Instance } from './instance.js';
import { ecrireRationnel, type Rationnel } from './rationnel.js';

/** All that a plan depends on, and what came out of it: the proof that anybody can run again (allocation.md, 8). */
export interface ContenuInstantane {
  instance: Instance;
  /** Weights, points, floors, version of the engine …: whatever changes the result. */
  parametres: Readonly<Record<string, unknown>>;
  resultat: unknown;
}

/**
 * The canonical text of a snapshot: sorted keys, no space, every whole number as a text (money has no float), exact fractions
 * as « n/d ». The same data give the same bytes whatever the order in which the instance is written; arrays of `parametres`
 * and `resultat` keep theirs, which has a meaning (rounds, published ranks). Its SHA-256 is taken outside the domain.
 * @throws TypeError on what has no exact text (a float, a Date, a function): a fault of the caller
 */
export function instantane({ instance, parametres, resultat }: ContenuInstantane): string {
  return jsonCanonique(enTextes({ instance: ordonner(instance), parametres, resultat }));
}

/** The same instance, everything in id order. */
function ordonner({ classes, enveloppes, projets }: Instance): Instance {
  const parId = <T extends { id: string }>(elements: readonly T[]) => trier(elements, ({ id }) => id);
  return {
    classes: parId(classes),
    enveloppes: parId(enveloppes),
    projets: parId(projets).map((projet) => ({
      ...projet,
      lignes: trier(projet.lignes, ({ enveloppe }) => enveloppe),
      etiquettes: projet.etiquettes && trier(projet.etiquettes, (etiquette) => etiquette),
    })),
  };
}

function trier<T>(elements: readonly T[], cle: (element: T) => string): T[] {
  return [...elements].sort((a, b) => comparerIds(cle(a), cle(b)));
}

function enTextes(valeur: unknown): unknown {
  if (typeof valeur === 'number') {
    if (Number.isSafeInteger(valeur)) return String(valeur);
    throw new TypeError(`Un instantané n’a que des nombres entiers exacts : ${valeur}`);
  }
  if (Array.isArray(valeur)) return valeur.map(enTextes);
  if (estRationnel(valeur)) return ecrireRationnel(valeur);
  if (!estObjetNu(valeur)) return valeur;
  return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, enTextes(v)]));
}

/** Members and nothing else: what a class made may hide something, the canonical text refuses it. */
function estObjetNu(valeur: unknown): valeur is object {
  if (typeof valeur !== 'object' || valeur === null) return false;
  const prototype: unknown = Object.getPrototypeOf(valeur);
  return prototype === Object.prototype || prototype === null;
}

function estRationnel(valeur: unknown): valeur is Rationnel {
  if (typeof valeur !== 'object' || valeur === null) return false;
  const cles = Object.keys(valeur);
  if (cles.length !== 2 || !('n' in valeur) || !('d' in valeur)) return false;
  return typeof valeur.n === 'bigint' && typeof valeur.d === 'bigint';
}
