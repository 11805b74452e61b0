import type { ModeleLineaire, OptionsSolveur, ReponseSolveur, Solveur } from '../src/repartition/solveur.js';

/** A solver that tries all the values of at most a dozen 0-or-1 columns: slow, and right up to what floats can tell. */
export class SolveurReference implements Solveur {
  readonly demandes: { modele: ModeleLineaire; options: OptionsSolveur }[] = [];

  resoudre(modele: ModeleLineaire, options: OptionsSolveur = {}): Promise<ReponseSolveur> {
    this.demandes.push({ modele, options });
    return Promise.resolve(resoudreParEssais(modele));
  }
}

function resoudreParEssais({ colonnes, rangees }: ModeleLineaire): ReponseSolveur {
  let meilleur: number | null = null;
  let valeurs: number[] | null = null;
  for (let masque = 0; masque < 1 << colonnes.length; masque++) {
    const x = colonnes.map((_, j) => (masque >> j) & 1);
    const tient = rangees.every((rangee) => {
      const total = rangee.colonnes.reduce((t, j, k) => t + (x[j] ?? 0) * (rangee.valeurs[k] ?? 0), 0);
      return total >= rangee.bas - 1e-7 && total <= rangee.haut + 1e-7;
    });
    const gain = colonnes.reduce((t, colonne, j) => t + colonne.gain * (x[j] ?? 0), 0);
    if (tient && (meilleur === null || gain > meilleur)) [meilleur, valeurs] = [gain, x];
  }
  return { statut: valeurs ? 'OPTIMAL' : 'INFAISABLE', meilleur, borne: meilleur, valeurs };
}
