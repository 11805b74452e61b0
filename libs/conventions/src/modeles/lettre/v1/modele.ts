import type { Tableau } from '@tdt/documents';

/** When a clause of a letter is printed, in words for the lawyer and as a test on the data. */
export interface ConditionLettre<Contexte> {
  libelle: string;
  vraie(contexte: Contexte): boolean;
}

/** A piece of clause: a paragraph, a list under it, or a table. */
export type ElementLettre = { alinea: string } | { liste: string[] } | { tableau: Tableau };

export interface ClauseLettre<Contexte> {
  condition: ConditionLettre<Contexte>;
  /** Text relied upon, for the reader of the template; not printed. */
  source?: string;
  rediger(contexte: Contexte): ElementLettre[];
}

/** A part of the letter under its title; not printed when none of its clauses is. */
export interface Rubrique<Contexte> {
  titre: string;
  clauses: readonly ClauseLettre<Contexte>[];
}

/** A clause of one paragraph. */
export function phrase<Contexte>(
  condition: ConditionLettre<Contexte>,
  rediger: (c: Contexte) => string,
  source?: string,
): ClauseLettre<Contexte> {
  return { condition, source, rediger: (c) => [{ alinea: rediger(c) }] };
}

/** A paragraph that announces a list. */
export function liste<Contexte>(
  condition: ConditionLettre<Contexte>,
  annonce: (c: Contexte) => string,
  elements: (c: Contexte) => string[],
  source?: string,
): ClauseLettre<Contexte> {
  return { condition, source, rediger: (c) => [{ alinea: annonce(c) }, { liste: finir(elements(c)) }] };
}

/** Semicolons between the items, a full stop at the end. */
function finir(elements: string[]): string[] {
  return elements.map((e, rang) => `${e.trim().replace(/[.;]+$/, '')}${rang === elements.length - 1 ? '.' : ' ;'}`);
}
