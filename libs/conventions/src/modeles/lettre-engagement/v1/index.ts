import {
  SEUIL_CONVENTION,
  accepter,
  estPublique,
  refuser,
  somme,
  type Decision,
  type DonneesConvention,
} from '@tdt/domaine';
import { assainirTout } from '@tdt/documents';
import { reduireAuFinanceur } from '../../convention-bilaterale/v1/reduire.js';
import { preparerContexte } from '../../convention-multipartite/v1/contexte.js';
import { composerLettre, type OptionsLettre } from '../../lettre/v1/composer.js';
import { financeurSeul, signataire, teteParties } from '../../lettre/v1/parties.js';
import { RUBRIQUES_ENGAGEMENT } from './clauses.js';
import { LIBELLES_FORME, type FormeEngagement } from './formes.js';

export type { FormeEngagement } from './formes.js';

/** Everything that a letter of engagement prints. */
export interface DonneesLettreEngagement {
  forme: FormeEngagement;
  lieu: string | null;
  /** The whole plan: the letter prints the shares of one funder and names the others. */
  ensemble: DonneesConvention;
  financeurId: string;
  /** All grants of this funder to this body for the year, this one included, in centimes (R26). */
  cumulAnnuel: bigint;
}

/**
 * The letter of a public funder whose grants of the year do not exceed 23 000 € (R26, T19): signed by both, or its act alone.
 * Pure. Refused: INELIGIBLE for a private funder (a gift has its own letter, R17), MONTANT_EXCESSIF above the threshold,
 * where the law wants a convention. Throws when the plan has no such funder.
 */
export async function composerLettreEngagement(
  donnees: DonneesLettreEngagement,
  options: OptionsLettre,
): Promise<Decision<Buffer>> {
  const { forme, lieu, ensemble, financeurId, cumulAnnuel } = assainirTout(donnees);
  const reduites = reduireAuFinanceur(ensemble, financeurId);
  const financeur = financeurSeul(reduites);
  if (!estPublique(financeur.categorie))
    return refuser('INELIGIBLE', 'Un financeur privé s’engage par une lettre de mécénat.', 'financeurId');
  const montant = somme(reduites.plan.lignes.map((l) => l.montant));
  if (montant > SEUIL_CONVENTION || cumulAnnuel > SEUIL_CONVENTION)
    return refuser('MONTANT_EXCESSIF', 'Au-delà de 23 000 € par an, une convention est nécessaire.', 'cumulAnnuel');
  if (cumulAnnuel < montant)
    return refuser('ENTREE_INVALIDE', 'Le cumul de l’année comprend la subvention elle-même.', 'cumulAnnuel');
  const autres = ensemble.financeurs.filter((f) => f.organismeId !== financeurId).map((f) => f.denomination);
  const contexte = { ...preparerContexte(reduites), forme, cumulAnnuel, autres };
  const { titre } = LIBELLES_FORME[forme];
  const signatures = [signataire(financeur, 'Financeur')];
  if (forme === 'LETTRE') signatures.push(signataire(reduites.beneficiaire, 'Bénéficiaire'));
  const lettre = {
    ...teteParties(reduites, lieu),
    titre,
    objet: `Subvention au projet « ${reduites.entete.titre} »`,
    fiche: [] as [string, string][],
    signatures,
    donnees,
  };
  return accepter(await composerLettre(lettre, RUBRIQUES_ENGAGEMENT, contexte, options));
}
