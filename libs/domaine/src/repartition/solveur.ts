/**
 * The port to a solver of linear models with whole columns. The domain knows nothing of the one that answers, and trusts
 * nothing of what it answers: values and bounds are floats, hints to be checked in whole numbers (allocation.md A4).
 */
export interface Solveur {
  /** Rejects when the solver breaks: the next call must work again. */
  resoudre(modele: ModeleLineaire, options?: OptionsSolveur): Promise<ReponseSolveur>;
}

/** To be maximised: Σ gain·x, with bas ≤ x ≤ haut and bas ≤ Σ valeur·x ≤ haut on every row. ±Infinity: no limit. */
export interface ModeleLineaire {
  colonnes: readonly ColonneLineaire[];
  rangees: readonly RangeeLineaire[];
}

export interface ColonneLineaire {
  gain: number;
  bas: number;
  haut: number;
  entiere: boolean;
}

/** `valeurs[k]` is the coefficient of column `colonnes[k]`; a column is named once. */
export interface RangeeLineaire {
  colonnes: readonly number[];
  valeurs: readonly number[];
  bas: number;
  haut: number;
}

/** An AbortSignal, for instance. */
export interface SignalArret {
  readonly aborted: boolean;
  addEventListener(type: 'abort', ecouteur: () => void): void;
  removeEventListener(type: 'abort', ecouteur: () => void): void;
}

export interface OptionsSolveur {
  /** Stop when the bound is within this of the best value, in units of the objective. */
  ecartAbsolu?: number;
  /** The same, as a share of the best value. */
  ecartRelatif?: number;
  /** Milliseconds; what has been found by then is answered. */
  delaiMs?: number;
  /** A first solution, one value a column: a list, a MES plan. */
  depart?: readonly number[];
  /** Answers `INTERROMPU` at once, whatever the solver is doing. */
  signal?: SignalArret;
  surProgres?: (progres: ProgresSolveur) => void;
}

export interface ProgresSolveur {
  /** Best value found, `null` before the first. */
  meilleur: number | null;
  /** No solution is said to do better, `null` when nothing is said. */
  borne: number | null;
}

export const STATUTS_SOLVEUR = ['OPTIMAL', 'INFAISABLE', 'NON_BORNE', 'DELAI', 'INTERROMPU', 'INCONNU'] as const;
export type StatutSolveur = (typeof STATUTS_SOLVEUR)[number];

export interface ReponseSolveur extends ProgresSolveur {
  statut: StatutSolveur;
  /** The best solution, one value a column, `null` when none was found. */
  valeurs: readonly number[] | null;
}
