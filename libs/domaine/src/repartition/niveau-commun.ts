import type { Centimes } from '../montant/montant.js';
import { lire } from './preparation.js';
import { ratio, type Rationnel } from './rationnel.js';
import type { ClasseBornee, Contributeur } from './remplissage.js';

/**
 * The level when nothing but the caps of the contributors binds, `null` when a class is full, a minimum not passed or the
 * need out of reach: each round fixes at their caps those who would go over, and the level of the others can only rise.
 */
export function niveauCommun(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): Rationnel | null {
  let actifs = contributeurs;
  let n = besoin;
  let d = 0n;
  for (const { poids } of contributeurs) d += poids;
  for (;;) {
    let [reste, poidsActif] = [n, d];
    const suivants: Contributeur[] = [];
    for (const contributeur of actifs) {
      if (contributeur.poids * n <= contributeur.plafond * d) suivants.push(contributeur);
      else {
        reste -= contributeur.plafond;
        poidsActif -= contributeur.poids;
      }
    }
    if (suivants.length === 0) return null;
    if (suivants.length === actifs.length) break;
    [actifs, n, d] = [suivants, reste, poidsActif];
  }
  const releve = contributeurs.some(({ minimum, poids }) => minimum > 0n && minimum * d >= poids * n);
  if (releve || uneClasseEstPleine(contributeurs, classes, n, d)) return null;
  return ratio(n, d);
}

function uneClasseEstPleine(
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
  n: bigint,
  d: bigint,
): boolean {
  // Parts at level n/d, times d, so that they stay whole.
  const sommes = classes.map(() => 0n);
  for (const { poids, plafond, classe } of contributeurs) {
    const part = poids * n < plafond * d ? poids * n : plafond * d;
    for (let c = classe; c >= 0; c = lire(classes, c).parent) sommes[c] = lire(sommes, c) + part;
  }
  return classes.some(({ plafond }, c) => lire(sommes, c) >= plafond * d);
}
