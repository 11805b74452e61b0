import { comparer, divise, fois, moins, ratio, ZERO, type Rationnel } from '../src/repartition/rationnel.js';
import { present } from './present.js';

/** Σ coefficients × variables ≤ borne, over variables that are not negative. */
export interface Contrainte {
  coefficients: readonly Rationnel[];
  borne: Rationnel;
}

/** Rows: what each basic variable is when those out of the base are 0 (last column), less its coefficient on each of them. */
interface Dictionnaire {
  lignes: Rationnel[][];
  base: number[];
  horsBase: number[];
}

/**
 * The greatest value of a linear form under constraints, in exact fractions (simplex, Bland's rule, one artificial
 * variable): small and slow, for references only. `null`: no solution. The region is bounded.
 */
export function maximiser(objectif: readonly Rationnel[], contraintes: readonly Contrainte[]): Rationnel | null {
  const n = objectif.length;
  const artificielle = n + contraintes.length;
  const dictionnaire: Dictionnaire = {
    lignes: contraintes.map(({ coefficients, borne }) => [...coefficients, ratio(-1n), borne]),
    base: contraintes.map((_, i) => n + i),
    horsBase: [...objectif.map((_, j) => j), artificielle],
  };
  const { lignes, base, horsBase } = dictionnaire;
  const aide = [...objectif.map(() => ZERO), ratio(-1n), ZERO];
  const pire = lignes.reduce(
    (p, ligne, i) => (comparer(present(ligne.at(-1)), present(present(lignes[p]).at(-1))) < 0 ? i : p),
    0,
  );
  if (present(present(lignes[pire]).at(-1)).n < 0n) {
    pivoter(dictionnaire, aide, pire, n);
    resoudre(dictionnaire, aide);
    if (present(aide.at(-1)).n !== 0n) return null;
    const place = base.indexOf(artificielle);
    const sortie = lignes[place]?.findIndex((c, j) => j <= n && c.n !== 0n) ?? -1;
    if (sortie >= 0) pivoter(dictionnaire, aide, place, sortie);
  }
  const colonne = horsBase.indexOf(artificielle);
  for (const ligne of lignes) if (colonne >= 0) ligne[colonne] = ZERO;
  const but = [...horsBase.map((variable) => objectif[variable] ?? ZERO), ZERO];
  base.forEach((variable, i) => retrancher(but, present(lignes[i]), objectif[variable] ?? ZERO));
  resoudre(dictionnaire, but);
  return moins(ZERO, present(but.at(-1)));
}

/** `but`: coefficients on the variables out of the base, then the value reached, negated. */
function resoudre(dictionnaire: Dictionnaire, but: Rationnel[]): void {
  const { lignes, base, horsBase } = dictionnaire;
  for (;;) {
    let entrante = -1;
    horsBase.forEach((variable, j) => {
      if (present(but[j]).n > 0n && (entrante < 0 || variable < present(horsBase[entrante]))) entrante = j;
    });
    if (entrante < 0) return;
    let sortante = -1;
    let meilleur = ZERO;
    lignes.forEach((ligne, i) => {
      if (present(ligne[entrante]).n <= 0n) return;
      const rapport = divise(present(ligne.at(-1)), present(ligne[entrante]));
      const ecart = sortante < 0 ? -1 : comparer(rapport, meilleur);
      if (ecart < 0 || (ecart === 0 && present(base[i]) < present(base[sortante]))) [sortante, meilleur] = [i, rapport];
    });
    if (sortante < 0) throw new Error('Programme non borné.');
    pivoter(dictionnaire, but, sortante, entrante);
  }
}

/** The variable of column `j` enters the base in the place of that of row `i`. */
function pivoter({ lignes, base, horsBase }: Dictionnaire, but: Rationnel[], i: number, j: number): void {
  const pivot = present(present(lignes[i])[j]);
  const ligne = present(lignes[i]).map((c, k) => divise(k === j ? ratio(1n) : c, pivot));
  lignes[i] = ligne;
  for (const autre of [...lignes.filter((l) => l !== ligne), but]) {
    const facteur = present(autre[j]);
    autre[j] = ZERO;
    retrancher(autre, ligne, facteur);
  }
  [base[i], horsBase[j]] = [present(horsBase[j]), present(base[i])];
}

/** `cible` − `facteur` × `ligne`. */
function retrancher(cible: Rationnel[], ligne: readonly Rationnel[], facteur: Rationnel): void {
  if (facteur.n === 0n) return;
  ligne.forEach((c, k) => {
    if (c.n !== 0n) cible[k] = moins(present(cible[k]), fois(facteur, c));
  });
}
