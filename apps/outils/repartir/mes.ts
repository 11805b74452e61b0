import { instantane, partsEgales, type PonderationMes, type ResultatMes } from '@tdt/domaine';
import { exiger } from './decision.js';
import type { Noeud } from './lecture.js';
import { lireInstance, lireTableau } from './lire-instance.js';
import { entier, entiers, fraction, type Json, type Repartition } from './sortie.js';

/** `kind: mes`: the Method of Equal Shares under its two weightings (A7), in the words of the published cases. */
export function repartirMes(entree: Noeud): Repartition {
  const instance = lireInstance(entree);
  const points = lireTableau(entree.champ('points'), instance);
  const jouer = (ponderation: PonderationMes) => exiger(partsEgales(instance, points, ponderation), entree.chemin);
  const [PARTS_EGALES, PRORATA] = [jouer('PARTS_EGALES'), jouer('PRORATA_ENVELOPPE')];
  return {
    resultat: { PARTS_EGALES: ecrire(PARTS_EGALES), PRORATA: ecrire(PRORATA) },
    instantane: instantane({ instance, parametres: { genre: 'mes', points }, resultat: { PARTS_EGALES, PRORATA } }),
  };
}

function ecrire({ retenus, tours, restes, nonFinancables }: ResultatMes): Json {
  return {
    retenus,
    tours: tours.map(({ projet, rho, paiements, exAequo }) => ({
      projet,
      rho: fraction(rho),
      paiements: entiers(paiements),
      exAequo,
    })),
    restes: entiers(restes),
    nonFinancables: nonFinancables.map(({ id, atteignable, besoin }) => ({
      id,
      atteignable: entier(atteignable),
      besoin: entier(besoin),
    })),
  };
}
