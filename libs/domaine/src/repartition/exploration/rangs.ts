import { lire } from '../preparation.js';
import type { Conduite } from './conduite.js';
import { Exploration, type Lemme, type OptionsExploration, type Trouvaille } from './exploration.js';
import type { Relaxation } from './relaxation.js';
import type { Separateur } from './separateur.js';
import { ECHELLE, type Choisis, type Tarif } from './tarif.js';

export interface DemandeDepartage {
  conduite: Conduite;
  relaxation: Relaxation;
  separateur: Separateur;
  lemmes: Lemme[];
  options: OptionsExploration;
  /** The best value, proven, and a selection that is worth it. */
  trouvaille: Trouvaille;
  /** Prices already known to prove something. */
  tarif: Tarif | null;
}

/**
 * Among the selections worth as much, the one whose ranks come first: in rank order, each project is taken if that costs
 * nothing. Those of the selection at hand need no search; most others are excluded by prices already known.
 * @returns the selection, and whether the search went to its end
 */
export async function departagerParRang(
  demande: DemandeDepartage,
): Promise<{ trouvaille: Trouvaille; acheve: boolean }> {
  const { options, conduite, relaxation, separateur, lemmes } = demande;
  const { valeur } = demande.trouvaille;
  const choisis: Choisis = { bas: options.choisis.bas.slice(), haut: options.choisis.haut.slice() };
  const tarifs = demande.tarif ? [demande.tarif] : [];
  const exclu = () => tarifs.some((tarif) => (tarif.borne(choisis) ?? -1n) < valeur * ECHELLE);
  let { trouvaille } = demande;
  for (let p = 0; p < choisis.haut.length; p++) {
    if (choisis.haut[p] === 0) continue;
    choisis.bas[p] = 1;
    if (trouvaille.projets.includes(p)) continue;
    if (!exclu()) {
      const plancher = valeur - options.pas;
      const essai = new Exploration(relaxation, separateur, lemmes, {
        ...options,
        choisis,
        plancher,
        premierSuffit: true,
      });
      const acheve = await conduite.mener('RANGS', essai, relaxation);
      if (!acheve || essai.indetermine) return { trouvaille, acheve: false };
      if (essai.tarifRacine) tarifs.push(essai.tarifRacine);
      if (essai.trouvaille) {
        ({ trouvaille } = essai);
        continue;
      }
    }
    choisis.bas[p] = 0;
    choisis.haut[p] = 0;
    for (const [avant, apres] of options.jumeaux) if (lire(choisis.haut, avant) === 0) choisis.haut[apres] = 0;
  }
  return { trouvaille, acheve: true };
}
