import { accepter, estPublique, refuser, type Decision, type DonneesConvention } from '@tdt/domaine';
import { assainirTout } from '@tdt/documents';
import { reduireAuFinanceur } from '../../convention-bilaterale/v1/reduire.js';
import { preparerContexte } from '../../convention-multipartite/v1/contexte.js';
import { composerLettre, type OptionsLettre } from '../../lettre/v1/composer.js';
import { financeurSeul, signataire, teteParties } from '../../lettre/v1/parties.js';
import { RUBRIQUES_MECENAT } from './clauses.js';

/** Everything that the letter of a private donor prints. */
export interface DonneesLettreMecenat {
  lieu: string | null;
  /** The whole plan: the letter prints the shares of one donor, and nothing of the others. */
  ensemble: DonneesConvention;
  financeurId: string;
  /** The beneficiary delivers a receipt for the tax of the donor (CGI art. 238 bis); null: nobody has said. */
  recuFiscal: boolean | null;
  /** The donor accepts to be named; null: nobody has said. */
  citer: boolean | null;
}

/**
 * The letter of a private funder: a gift, with no word of the law of grants (R17, E11). Pure.
 * Refused: INELIGIBLE for a public funder. Throws when the plan has no such funder.
 */
export async function composerLettreMecenat(
  donnees: DonneesLettreMecenat,
  options: OptionsLettre,
): Promise<Decision<Buffer>> {
  const { lieu, ensemble, financeurId, recuFiscal, citer } = assainirTout(donnees);
  const reduites = reduireAuFinanceur(ensemble, financeurId);
  const financeur = financeurSeul(reduites);
  if (estPublique(financeur.categorie))
    return refuser(
      'INELIGIBLE',
      'Une personne publique n’est pas un mécène : elle attribue une subvention.',
      'financeurId',
    );
  const contexte = { ...preparerContexte(reduites), recuFiscal, citer };
  const lettre = {
    ...teteParties(reduites, lieu),
    titre: 'Lettre de mécénat',
    objet: `Don au projet « ${reduites.entete.titre} »`,
    fiche: [] as [string, string][],
    signatures: [signataire(financeur, 'Mécène'), signataire(reduites.beneficiaire, 'Bénéficiaire')],
    // Only what concerns this donor is joined: the rest of the plan is not its business.
    donnees: { ...donnees, ensemble: reduireAuFinanceur(donnees.ensemble, donnees.financeurId) },
  };
  return accepter(await composerLettre(lettre, RUBRIQUES_MECENAT, contexte, options));
}
