import {
  echeancierUsuel,
  ligneDeSubvention,
  tauxAffiches,
  tauxBp,
  totauxBudget,
  trouverCompte,
  type BudgetConvention,
  type DureeConvention,
  type EcheancierConvention,
  type LigneBudgetConvention,
  type PlanConvention,
} from '@tdt/domaine';
import type { Dossier, LigneOrganisme, LignePart } from './dossier.js';

function financeur({ organismes }: Dossier, { financeurId }: LignePart): LigneOrganisme {
  const trouve = organismes.find((o) => o.id === financeurId);
  if (!trouve) throw new Error(`financeur ${financeurId} absent du dossier`);
  return trouve;
}

/** The financing table: amounts are the truth, the displayed rates sum to 100,00 % when the plan sums to the cost (R12). */
export function assemblerPlan(dossier: Dossier, parts: readonly LignePart[], cout: bigint): PlanConvention {
  const { ressourcesPropres } = dossier;
  const taux = tauxAffiches([...parts.map((p) => p.montant), ressourcesPropres], cout);
  return {
    lignes: parts.map((part, rang) => {
      const { nom, categorie } = financeur(dossier, part);
      const assiette = part.assiette ?? cout;
      return {
        partId: part.id,
        financeurId: part.financeurId,
        financeur: nom,
        categorie,
        dispositif: part.dispositif,
        nature: part.nature,
        assiette,
        montant: part.montant,
        tauxBp: taux[rang] ?? 0,
        tauxAssietteBp: tauxBp(part.montant, assiette),
        acte: part.acte && {
          type: part.acte.type,
          numero: part.acte.numero,
          date: part.acte.date,
          signataireNom: part.acte.signataireNom,
          signataireQualite: part.acte.signataireQualite,
          transmisControleLegaliteLe: part.acte.transmisLe,
        },
        condition: part.condition,
      };
    }),
    ressourcesPropres,
    ressourcesPropresTauxBp: taux.at(-1) ?? 0,
    contributionsVolontaires: totauxBudget(dossier.budget).contributionsVolontaires,
  };
}

/** The usual schedule of each share, within the caps of its funder (R35, R36). */
export function assemblerEcheanciers(
  dossier: Dossier,
  parts: readonly LignePart[],
  duree: DureeConvention,
): EcheancierConvention[] {
  return parts.map((part) => {
    const { id: partId, montant, nature } = part;
    return echeancierUsuel({ partId, montant, nature, categorie: financeur(dossier, part).categorie }, duree);
  });
}

const ligne = ({ compte, libelle, montant }: LigneBudgetConvention): LigneBudgetConvention => ({
  compte,
  libelle,
  montant,
});

/** The budget of the file, where account 74 is no longer what was hoped for but the shares themselves (domain.md §7). */
export function assemblerBudget(dossier: Dossier, parts: readonly LignePart[]): BudgetConvention {
  const volontaire = (compte: string) => trouverCompte(compte)?.volontaire ?? false;
  const charges = dossier.budget.filter((l) => l.sens === 'CHARGE');
  const produits = dossier.budget.filter((l) => l.sens === 'PRODUIT');
  const subventions = parts
    .map((part) => {
      const { categorie, nom } = financeur(dossier, part);
      return { compte: ligneDeSubvention(categorie), libelle: nom, montant: part.montant };
    })
    .sort((a, b) => (a.compte < b.compte ? -1 : a.compte > b.compte ? 1 : 0));
  const autres = produits.filter((l) => !volontaire(l.compte) && !l.compte.startsWith('74'));
  return {
    charges: charges.filter((l) => !volontaire(l.compte)).map(ligne),
    produits: [...subventions, ...autres.map(ligne)],
    emplois: charges.filter((l) => volontaire(l.compte)).map(ligne),
    ressources: produits.filter((l) => volontaire(l.compte)).map(ligne),
  };
}

/** The headings under which the project spends, in the words of the form (R28); null for an empty budget. */
export function natureDepenses(budget: Dossier['budget']): string | null {
  const rubriques = budget.flatMap(({ sens, compte }) => {
    const trouve = trouverCompte(compte);
    if (sens !== 'CHARGE' || !trouve || trouve.volontaire) return [];
    const rubrique = trouve.rubrique === null ? trouve : trouverCompte(trouve.rubrique);
    return rubrique ? [rubrique.libelle.charAt(0).toLowerCase() + rubrique.libelle.slice(1)] : [];
  });
  return rubriques.length === 0 ? null : [...new Set(rubriques)].join(', ');
}
