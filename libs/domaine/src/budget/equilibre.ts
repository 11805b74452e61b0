import { ecrireEuros, somme, type Centimes } from '../montant/montant.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';
import { trouverCompte, type SensCompte } from './comptes.js';

/** One line of the budget: an account of the form and an amount. */
export interface LigneBudget {
  /** Code of the chart of accounts: '641', '7402', or a heading such as '64'. */
  compte: string;
  /** What exactly, in the applicant's words; may be empty. */
  libelle: string;
  montant: Centimes;
}

export interface TotauxBudget {
  /** Total cost of the project, without contributions in kind. */
  charges: Centimes;
  produits: Centimes;
  /** Account 86. */
  emploisVolontaires: Centimes;
  /** Account 87. */
  contributionsVolontaires: Centimes;
}

function total(lignes: readonly LigneBudget[], sens: SensCompte, volontaire: boolean): Centimes {
  const retenues = lignes.filter(({ compte }) => {
    const trouve = trouverCompte(compte);
    return trouve?.sens === sens && trouve.volontaire === volontaire;
  });
  return somme(retenues.map(({ montant }) => montant));
}

/** Totals of a budget, draft or not; lines on unknown accounts count nowhere. */
export function totauxBudget(lignes: readonly LigneBudget[]): TotauxBudget {
  return {
    charges: total(lignes, 'CHARGE', false),
    produits: total(lignes, 'PRODUIT', false),
    emploisVolontaires: total(lignes, 'CHARGE', true),
    contributionsVolontaires: total(lignes, 'PRODUIT', true),
  };
}

function lignesLisibles(lignes: readonly LigneBudget[]): Decision {
  const details = lignes.flatMap(({ compte, montant }, i): DetailRefus[] => {
    const ici: DetailRefus[] = [];
    if (!trouverCompte(compte)) {
      const message = `Le compte « ${compte} » n'existe pas dans le modèle de budget.`;
      ici.push({ code: 'ENTREE_INVALIDE', chemin: `budget[${i}].compte`, message });
    }
    if (montant <= 0n) {
      const message = 'Le montant de la ligne doit être supérieur à zéro.';
      ici.push({ code: 'ENTREE_INVALIDE', chemin: `budget[${i}].montant`, message });
    }
    return ici;
  });
  if (details.length === 0) return accepter();
  return refuser('ENTREE_INVALIDE', 'Le budget contient des lignes à corriger.', 'budget', details);
}

function comparer(gauche: [string, Centimes], droite: [string, Centimes], chemin: string): Decision {
  const ecart = gauche[1] - droite[1];
  if (ecart === 0n) return accepter();
  const [fort, faible] = ecart > 0n ? [gauche, droite] : [droite, gauche];
  const message =
    `${fort[0]} (${ecrireEuros(fort[1])}) dépassent ${faible[0].toLowerCase()} (${ecrireEuros(faible[1])}) ` +
    `de ${ecrireEuros(ecart > 0n ? ecart : -ecart)}.`;
  return refuser('BUDGET_DESEQUILIBRE', message, chemin);
}

/**
 * Is the budget balanced (R10)? Charges = produits to the cent without 86 and 87, and 86 = 87.
 * @returns the totals, or `ENTREE_INVALIDE` (unknown account, amount not above zero; every line listed), or
 *   `BUDGET_DESEQUILIBRE` saying by how much and on which side
 */
export function equilibre(lignes: readonly LigneBudget[]): Decision<TotauxBudget> {
  const totaux = totauxBudget(lignes);
  const { charges, produits, emploisVolontaires, contributionsVolontaires } = totaux;
  const refus = premierRefus(
    () => lignesLisibles(lignes),
    () => comparer(['Les charges', charges], ['Les produits', produits], 'budget'),
    () =>
      comparer(
        ['Les emplois des contributions volontaires, compte 86,', emploisVolontaires],
        ['Les contributions volontaires, compte 87,', contributionsVolontaires],
        'budget.volontaires',
      ),
  );
  return refus.ok ? accepter(totaux) : refus;
}
