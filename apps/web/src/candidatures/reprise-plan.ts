import { ligneDeSubvention } from '@tdt/domaine';
import { useBrouillon } from './brouillon.js';
import { centimesDe } from './dossier.js';
import { montantSaisi } from './saisie.js';

/** Account 74 and the own resources follow from the plan: nobody should type them twice. */
export function useReprisePlan(): () => void {
  const { saisie, modifier } = useBrouillon();
  return () => {
    const totaux = new Map<string, bigint>();
    for (const { type, financeur, montant } of saisie.plan) {
      const compte = type === 'RESSOURCES_PROPRES' ? 'RP' : financeur && ligneDeSubvention(financeur.categorie);
      if (compte) totaux.set(compte, (totaux.get(compte) ?? 0n) + centimesDe(montant));
    }
    const autres = saisie.budget.filter(({ compte }) => compte !== 'RP' && !compte.startsWith('74'));
    const reprises = [...totaux].map(([compte, t]) => ({ compte, libelle: '', montant: montantSaisi(t) }));
    modifier('budget', [...autres, ...reprises]);
  };
}
