/** One promise of the ledger, and the query that must return no row while it holds. */
export interface Invariant {
  /** I1 … I16 of trust.md §4. */
  code: string;
  /** The promise, in French, as the person who runs the verifier reads it. */
  phrase: string;
  /** Gives `objet`, `ligne`, `detail` (texts) for every row at fault. */
  sql: string;
}

/** One row that breaks an invariant: in which table, which row, and what is wrong with it. */
export interface LigneFautive {
  objet: string;
  ligne: string;
  detail: string;
}

/** The verdict on one invariant: sound when `lignes` is empty. */
export interface ConstatInvariant extends Invariant {
  lignes: LigneFautive[];
}
