import { ecrireEuros, somme, type Centimes } from '../montant/montant.js';
import { accepter, refuser, type Decision } from '../refus.js';

/** Flat formation line of a governance and price of a training day of 7 hours (domain §2.4). */
export const FORMATION_FNE = { forfait: 2_000_000n, prixFormation: 32_200n } as const;

/** A request on the engineering envelope of France Numérique Ensemble, all in cents. */
export interface DemandeFne {
  budgetGlobal: Centimes;
  demande: Centimes;
  ressourcesHumaines: Centimes;
  prestations: Centimes;
  /** Amount by beneficiary of the governance. */
  beneficiaires: Centimes[];
  /** Part of the staff costs that pays titulaires of the fonction publique territoriale: must be zero. */
  titulairesTerritoriaux: Centimes;
}

function comparerDemande(demande: Centimes, total: Centimes, quoi: string, chemin: string): Decision {
  if (total === demande) return accepter();
  const message = `${quoi} font ${ecrireEuros(total)} au lieu des ${ecrireEuros(demande)} demandés.`;
  return refuser('BUDGET_DESEQUILIBRE', message, chemin);
}

function montantsCoherents({ budgetGlobal, demande, titulairesTerritoriaux }: DemandeFne): Decision {
  if (budgetGlobal <= 0n) {
    return refuser('ENTREE_INVALIDE', "Le budget global de l'action doit être supérieur à zéro.", 'budgetGlobal');
  }
  if (demande <= 0n) return refuser('ENTREE_INVALIDE', 'Le montant demandé doit être supérieur à zéro.', 'demande');
  if (demande > budgetGlobal) {
    const message = `La demande, ${ecrireEuros(demande)}, dépasse le budget de l'action, ${ecrireEuros(budgetGlobal)}.`;
    return refuser('MONTANT_EXCESSIF', message, 'demande');
  }
  if (titulairesTerritoriaux !== 0n) {
    const message = 'Le traitement des titulaires de la fonction publique territoriale ne se subventionne pas.';
    return refuser('INELIGIBLE', message, 'titulairesTerritoriaux');
  }
  return accepter();
}

/**
 * Checks a request (R9; T16): requested = staff + services = sum over beneficiaries, at most the budget of the action, at
 * most what is left of the département's dotation.
 * @param dotation ceiling of the département in this envelope
 * @param dejaDemande sum of its other requests, all of them counted
 * @returns what is left of the dotation, or the first refusal
 */
export function verifierDemandeFne(
  demandeFne: DemandeFne,
  dotation: Centimes,
  dejaDemande: Centimes,
): Decision<{ reste: Centimes }> {
  const { demande, ressourcesHumaines, prestations, beneficiaires } = demandeFne;
  const coherente = montantsCoherents(demandeFne);
  if (!coherente.ok) return coherente;
  const nature = ressourcesHumaines + prestations;
  const parNature = comparerDemande(demande, nature, 'Ressources humaines et prestations', 'prestations');
  if (!parNature.ok) return parNature;
  const reparti = somme(beneficiaires);
  const parBeneficiaire = comparerDemande(demande, reparti, 'Les parts des bénéficiaires', 'beneficiaires');
  if (!parBeneficiaire.ok) return parBeneficiaire;
  const reste = dotation - dejaDemande - demande;
  if (reste >= 0n) return accepter({ reste });
  const message = `La demande dépasse de ${ecrireEuros(-reste)} ce qui reste de la dotation du département.`;
  return refuser('ENVELOPPE_INSUFFISANTE', message, 'demande');
}
