import { estPublique, type CategorieOrganisme } from '../identifiants/categories.js';
import type { Centimes } from '../montant/index.js';
import type { DocumentEngagement } from './donnees.js';
import { SEUIL_CONVENTION } from './faits.js';

/** A funder of a plan, and what it gives to the beneficiary in the year. */
export interface FinanceurEngage {
  financeurId: string;
  categorie: CategorieOrganisme;
  /** All its grants to that body for the year, those of this plan included, in centimes (R26). */
  cumulAnnuel: Centimes;
}

/**
 * The document of one funder (R17, R26). As soon as one public funder exceeds 23 000 € in the year, a convention is made, and it
 * binds all the funders of the plan; otherwise each writes its own letter: of commitment if it is public, of gift if it is not
 * (E11). The threshold is kept for a public beneficiary too, for which the law leaves the form free.
 */
export function documentDuFinanceur(
  { categorie }: Pick<FinanceurEngage, 'categorie'>,
  plan: readonly FinanceurEngage[],
): DocumentEngagement {
  if (plan.some((f) => estPublique(f.categorie) && f.cumulAnnuel > SEUIL_CONVENTION)) return 'CONVENTION';
  return estPublique(categorie) ? 'LETTRE_ENGAGEMENT' : 'LETTRE_MECENAT';
}

/**
 * The document of one funder of a coordinated set (R17, R26, R33), where nobody is bound by what another one gives: a convention
 * above 23 000 € of public money in the year, its own letter otherwise.
 */
export function documentDansEnsemble({ categorie, cumulAnnuel }: FinanceurEngage): DocumentEngagement {
  if (!estPublique(categorie)) return 'LETTRE_MECENAT';
  return cumulAnnuel > SEUIL_CONVENTION ? 'CONVENTION' : 'LETTRE_ENGAGEMENT';
}
