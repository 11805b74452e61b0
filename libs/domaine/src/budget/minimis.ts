import { ecrireDate, type Jour } from '../calendrier/paris.js';
import { fenetreMinimis } from '../calendrier/echeances.js';
import { ecrireEuros, somme, type Centimes } from '../montant/montant.js';
import { accepter, refuser, type Decision } from '../refus.js';

/** The State-aid basis of a grant (R15, finding 4); recorded for every convention. */
export const BASES_AIDE = ['NON_ECONOMIQUE', 'DE_MINIMIS', 'DE_MINIMIS_SIEG', 'SIEG_2012_21', 'RGEC', 'AUTRE'] as const;
export type BaseAide = (typeof BASES_AIDE)[number];

export const LIBELLES_BASE_AIDE: Record<BaseAide, string> = {
  NON_ECONOMIQUE: "activité non économique, hors du champ des aides d'État",
  DE_MINIMIS: 'aide de minimis générale (règlement UE 2023/2831)',
  DE_MINIMIS_SIEG: 'aide de minimis SIEG (règlement UE 2023/2832)',
  SIEG_2012_21: "compensation de service d'intérêt économique général (décision 2012/21/UE)",
  RGEC: 'régime exempté (règlement UE 651/2014)',
  AUTRE: 'autre base juridique',
};

/** An aid already granted on the same basis, to the same "entreprise unique", by any public funder. */
export interface AideDeclaree {
  date: Jour;
  montant: Centimes;
}

const JOUR_DES_NOUVEAUX_PLAFONDS: Jour = '2024-01-01';

const PLAFONDS: Record<'DE_MINIMIS' | 'DE_MINIMIS_SIEG', { avant: Centimes; depuis: Centimes }> = {
  DE_MINIMIS: { avant: 20_000_000n, depuis: 30_000_000n },
  DE_MINIMIS_SIEG: { avant: 50_000_000n, depuis: 75_000_000n },
};

/** The ceiling of a basis on a day, in cents; null when the basis has none (R15). */
export function plafondMinimis(base: BaseAide, jour: Jour): Centimes | null {
  if (base !== 'DE_MINIMIS' && base !== 'DE_MINIMIS_SIEG') return null;
  return jour < JOUR_DES_NOUVEAUX_PLAFONDS ? PLAFONDS[base].avant : PLAFONDS[base].depuis;
}

/** What of past aids counts on a day: those of the three rolling years, both ends included (R15). */
export function cumulMinimis(jour: Jour, aides: readonly AideDeclaree[]): Centimes {
  const { debut, fin } = fenetreMinimis(jour);
  return somme(aides.filter(({ date }) => debut <= date && date <= fin).map(({ montant }) => montant));
}

/**
 * May this aid be granted on this basis on this day (R15)? The day is that of the grant, not of the request.
 * @returns what is left under the ceiling afterwards (null without ceiling), or `AIDE_ETAT`
 */
export function verifierMinimis(
  base: BaseAide,
  jour: Jour,
  aides: readonly AideDeclaree[],
  nouvelle: Centimes,
): Decision<{ reste: Centimes | null }> {
  const plafond = plafondMinimis(base, jour);
  if (plafond === null) return accepter({ reste: null });
  const cumul = cumulMinimis(jour, aides);
  const reste = plafond - cumul - nouvelle;
  if (reste >= 0n) return accepter({ reste });
  const message =
    `${ecrireEuros(nouvelle)} ajoutés aux ${ecrireEuros(cumul)} reçus depuis le ${ecrireDate(fenetreMinimis(jour).debut)} ` +
    `dépassent de ${ecrireEuros(-reste)} le plafond de ${ecrireEuros(plafond)} (${LIBELLES_BASE_AIDE[base]}).`;
  return refuser('AIDE_ETAT', message, 'baseAide');
}
