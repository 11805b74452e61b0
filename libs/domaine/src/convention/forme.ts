import { estPublique, type CategorieOrganisme } from '../identifiants/categories.js';
import type { Centimes } from '../montant/index.js';
import { SEUIL_CONVENTION } from './faits.js';

/** By which document a funder commits to the beneficiary. */
export type DocumentEngagement = 'CONVENTION' | 'LETTRE_ENGAGEMENT' | 'LETTRE_MECENAT';

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
