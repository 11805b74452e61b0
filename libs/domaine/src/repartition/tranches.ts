import { CENT_POUR_CENT, ecrireEuros, partTaux, somme, type Centimes } from '../montant/index.js';
import { accepter, refuser, type Decision } from '../refus.js';

/**
 * Splits an amount by rates (A12): every instalment rounded down, the last one closes the total.
 * Refusals, in this order: ENTREE_INVALIDE (`montant`) when negative, (`tauxBp`) unless rates are whole, not negative and
 * sum to 10 000.
 */
export function echelonner(montant: Centimes, tauxBp: readonly number[]): Decision<Centimes[]> {
  if (montant < 0n) return refuser('ENTREE_INVALIDE', 'Le montant ne peut pas être négatif.', 'montant');
  const total = tauxBp.reduce((a, b) => a + b, 0);
  if (total !== CENT_POUR_CENT || tauxBp.some((bp) => !Number.isInteger(bp) || bp < 0)) {
    return refuser('ENTREE_INVALIDE', 'Les taux des tranches, entiers et positifs, font ensemble 10 000.', 'tauxBp');
  }
  const premieres = tauxBp.slice(0, -1).map((bp) => partTaux(montant, bp));
  return accepter([...premieres, montant - somme(premieres)]);
}

/** A lump sum by year, in cents. */
export interface Forfait {
  annees: Centimes[];
  total: Centimes;
}

/** A lump sum paid over years, every bonus earned added year by year (C15). A bonus may be shorter or longer than the base. */
export function forfaitParAnnee(base: readonly Centimes[], bonifications: readonly (readonly Centimes[])[]): Forfait {
  const duree = Math.max(base.length, ...bonifications.map((b) => b.length));
  const annees = Array.from({ length: duree }, (_, i) => (base[i] ?? 0n) + somme(bonifications.map((b) => b[i] ?? 0n)));
  return { annees, total: somme(annees) };
}

/** One year of a grant, in cents. */
export interface TrancheBudgetaire {
  annee: number;
  /** Authorised to be committed that year. */
  montantAE: Centimes;
  /** Paid that year. */
  montantCP: Centimes;
  /** False: « sous réserve du vote du budget » of that year. */
  ferme: boolean;
}

export interface DemandeTranches {
  /** Year of the decision, that of the first instalment. */
  annee: number;
  /** Cents by year, from `annee` on. */
  montants: readonly Centimes[];
  /** The funder may commit several years at once to this beneficiary: CGCT L2311-3 forbids it for private bodies. */
  engagementPluriannuelPossible: boolean;
}

/** Commitment and payment by year: committed whole at the decision where the law lets it, else year by year under reserve. */
export function tranchesBudgetaires({
  annee,
  montants,
  engagementPluriannuelPossible,
}: DemandeTranches): TrancheBudgetaire[] {
  const total = somme(montants);
  return montants.map((montant, i) => {
    const engageALaDecision = i === 0 ? total : 0n;
    return {
      annee: annee + i,
      montantAE: engagementPluriannuelPossible ? engageALaDecision : montant,
      montantCP: montant,
      ferme: engagementPluriannuelPossible || i === 0,
    };
  });
}

/** « Ferme », or the reserve that the convention prints. */
export function ecrireFermete({ ferme, annee }: Pick<TrancheBudgetaire, 'ferme' | 'annee'>): string {
  return ferme ? 'Ferme' : `Sous réserve du vote du budget ${annee}`;
}

/** Payments that an envelope may make in a year, in cents. */
export interface PlafondCP {
  annee: number;
  montant: Centimes;
}

/**
 * The payments of each year, summed over the grants of an envelope, hold in the ceiling of that year (A12, on rounded
 * instalments); a year without ceiling pays nothing. Refusal: ENVELOPPE_INSUFFISANTE, with every year in `details`.
 */
export function verifierCP(tranches: readonly TrancheBudgetaire[], plafonds: readonly PlafondCP[]): Decision {
  const annees = [...new Set(tranches.map(({ annee }) => annee))].sort((a, b) => a - b);
  const details = annees.flatMap((annee) => {
    const paye = somme(tranches.filter((t) => t.annee === annee).map(({ montantCP }) => montantCP));
    const plafond = somme(plafonds.filter((p) => p.annee === annee).map(({ montant }) => montant));
    if (paye <= plafond) return [];
    const message = `${annee} : ${ecrireEuros(paye)} à payer pour ${ecrireEuros(plafond)} de crédits de paiement.`;
    return [{ code: 'ENVELOPPE_INSUFFISANTE' as const, chemin: `cp[${annee}]`, message }];
  });
  if (details.length === 0) return accepter();
  return refuser('ENVELOPPE_INSUFFISANTE', 'Les crédits de paiement ne suffisent pas.', 'cp', details);
}
