/**
 * What the internal audit of accessibility has found, criterion by criterion, on twelve pages: a test compares these figures
 * with `test/navigateur/grille-rgaa.csv`.
 */
export const CONSTAT = { jour: '2026-11-26', respectes: 47, nonRespectes: 20, sansObjet: 39 };

/** Criteria respected among those that apply, in whole percents, rounded down. */
export const TAUX_ACCESSIBILITE = Math.floor((100 * CONSTAT.respectes) / (CONSTAT.respectes + CONSTAT.nonRespectes));
