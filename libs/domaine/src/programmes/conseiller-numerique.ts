import { ajouterMois, joursEntre } from '../calendrier/echeances.js';
import type { Jour } from '../calendrier/paris.js';
import { somme, type Centimes } from '../montant/montant.js';

/** Kind of employer of a conseiller numérique. */
export type StatutEmployeur = 'PUBLIC' | 'PRIVE';

/** Renewal of 2023 over 36 months, per year (R8, domain §2.2). Private employers have no bonus. */
const RENOUVELLEMENT_2023: Record<StatutEmployeur, { annees: Centimes[]; bonifications: Centimes[] }> = {
  PUBLIC: { annees: [1_750_000n, 1_250_000n, 1_250_000n], bonifications: [250_000n, 500_000n, 0n] },
  PRIVE: { annees: [2_000_000n, 1_400_000n, 1_000_000n], bonifications: [0n, 0n, 0n] },
};

/** The grant of a renewed post, year by year; the bonus is for a post in a QPV or in a ZRR (R8; T14). */
export function aideRenouvellement(
  statut: StatutEmployeur,
  { bonifie }: { bonifie: boolean },
): { annees: Centimes[]; total: Centimes } {
  const { annees, bonifications } = RENOUVELLEMENT_2023[statut];
  const retenues = annees.map((montant, i) => (bonifie ? montant + (bonifications[i] ?? 0n) : montant));
  return { annees: retenues, total: somme(retenues) };
}

const FORFAIT_PUBLIC: Centimes = 5_000_000n;
const FORFAIT_PRIVE: Centimes = 3_200_000n;
const FORFAITS_OUTRE_MER: Record<string, Centimes> = {
  '971': 7_000_000n,
  '972': 7_000_000n,
  '973': 7_000_000n,
  '974': 6_750_000n,
  '976': 6_750_000n,
};

/** The grant of a first post: by kind of employer, increased overseas for public bodies (R8, domain §2.2). */
export function aidePremierContrat(statut: StatutEmployeur, codeDepartement: string): Centimes {
  if (statut === 'PRIVE') return FORFAIT_PRIVE;
  return FORFAITS_OUTRE_MER[codeDepartement] ?? FORFAIT_PUBLIC;
}

const MOIS_DE_VACANCE = 6;

/** True when a post has been vacant for more than 6 months and goes back to the programme (R8). */
export function posteARendre(vacantDepuis: Jour, aujourdhui: Jour): boolean {
  return joursEntre(ajouterMois(vacantDepuis, MOIS_DE_VACANCE), aujourdhui) > 0;
}
