import { ecrireRationnel, type ElementCoupe, type Rationnel } from '@tdt/domaine';

/** What can be printed as JSON. */
export type Json = string | number | boolean | null | Json[] | { [cle: string]: Json | undefined };

/** What a file gives: the result to print and, where the domain makes one, its canonical snapshot. */
export interface Repartition {
  resultat: { [cle: string]: Json | undefined };
  instantane?: string;
}

/** A whole number as JSON writes it: a number when floats write it exactly, else a text of digits. */
export function entier(valeur: bigint): number | string {
  const nombre = Number(valeur);
  return Number.isSafeInteger(nombre) ? nombre : String(valeur);
}

export function entiers(montants: Readonly<Record<string, bigint>>): Json {
  return Object.fromEntries(Object.entries(montants).map(([cle, montant]) => [cle, entier(montant)]));
}

export function fraction(valeur: Rationnel): string {
  return ecrireRationnel(valeur);
}

/** One term of a cut, in the words of the published cases. */
export function elementDeCoupe({ nature, id, projet, montant, code }: ElementCoupe): Json {
  return { kind: nature, id, projet, cents: entier(montant), code };
}
