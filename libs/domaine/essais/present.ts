/** A value that the test knows to be there; fails the test otherwise. */
export function present<T>(valeur: T | null | undefined): T {
  if (valeur === null || valeur === undefined) throw new Error('Valeur absente.');
  return valeur;
}
