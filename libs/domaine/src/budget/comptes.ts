import type { CategorieOrganisme } from '../identifiants/categories.js';

export type SensCompte = 'CHARGE' | 'PRODUIT';

/** One account of the budget form (Cerfa 12156*06, domain §7). */
export interface Compte {
  code: string;
  libelle: string;
  sens: SensCompte;
  /** Code of the heading that it details; null for a heading. */
  rubrique: string | null;
  /** True for 86 and 87: contributions in kind, kept out of both totals and equal to each other (R10). */
  volontaire: boolean;
}

type Rubrique = [code: string, libelle: string, details: [code: string, libelle: string][]];

const CHARGES: Rubrique[] = [
  [
    '60',
    'Achats',
    [
      ['602', 'Matières et fournitures'],
      ['606', 'Autres fournitures'],
    ],
  ],
  [
    '61',
    'Services extérieurs',
    [
      ['613', 'Locations'],
      ['615', 'Entretien et réparation'],
      ['616', 'Assurance'],
      ['618', 'Documentation'],
    ],
  ],
  [
    '62',
    'Autres services extérieurs',
    [
      ['622', 'Rémunérations intermédiaires et honoraires'],
      ['623', 'Publicité, publication'],
      ['625', 'Déplacements, missions'],
      ['627', 'Services bancaires, autres'],
    ],
  ],
  [
    '63',
    'Impôts et taxes',
    [
      ['631', 'Impôts et taxes sur rémunération'],
      ['635', 'Autres impôts et taxes'],
    ],
  ],
  [
    '64',
    'Charges de personnel',
    [
      ['641', 'Rémunération des personnels'],
      ['645', 'Charges sociales'],
      ['648', 'Autres charges de personnel'],
    ],
  ],
  ['65', 'Autres charges de gestion courante', []],
  ['66', 'Charges financières', []],
  ['67', 'Charges exceptionnelles', []],
  ['68', 'Dotations aux amortissements, provisions et engagements', []],
  [
    'CI',
    'Charges indirectes affectées au projet',
    [
      ['CI1', 'Charges fixes de fonctionnement'],
      ['CI2', 'Frais financiers'],
      ['CI3', 'Autres'],
    ],
  ],
  [
    '86',
    'Emplois des contributions volontaires en nature',
    [
      ['860', 'Secours en nature'],
      ['861', 'Mise à disposition gratuite de biens et services'],
      ['862', 'Prestations'],
      ['864', 'Personnel bénévole'],
    ],
  ],
];

const PRODUITS: Rubrique[] = [
  ['70', 'Vente de produits finis, de marchandises, prestations de services', []],
  ['73', 'Dotations et produits de tarification', []],
  [
    '74',
    'Subventions',
    [
      ['7401', 'État'],
      ['7402', 'Région'],
      ['7403', 'Département'],
      ['7404', 'Intercommunalité (EPCI)'],
      ['7405', 'Commune'],
      ['7406', 'Organismes sociaux'],
      ['7407', 'Fonds européens'],
      ['7408', 'Agence de services et de paiement (emplois aidés)'],
      ['7409', 'Autres établissements publics'],
      ['7410', 'Aides privées (fondations, entreprises)'],
    ],
  ],
  [
    '75',
    'Autres produits de gestion courante',
    [
      ['756', 'Cotisations'],
      ['758', 'Dons et legs'],
    ],
  ],
  ['76', 'Produits financiers', []],
  ['77', 'Produits exceptionnels', []],
  ['78', 'Reprises sur amortissements, dépréciations et provisions, reports', []],
  ['79', 'Transferts de charges', []],
  ['RP', 'Ressources propres affectées au projet', []],
  [
    '87',
    'Contributions volontaires en nature',
    [
      ['870', 'Bénévolat'],
      ['871', 'Prestations en nature'],
      ['875', 'Dons en nature'],
    ],
  ],
];

function deplier(rubriques: Rubrique[], sens: SensCompte): Compte[] {
  return rubriques.flatMap(([code, libelle, details]) => {
    const volontaire = code === '86' || code === '87';
    const sousComptes = details.map(([c, l]) => ({ code: c, libelle: l, sens, rubrique: code, volontaire }));
    return [{ code, libelle, sens, rubrique: null, volontaire }, ...sousComptes];
  });
}

/** The chart of accounts in the order of the form. A budget may be written by headings, by details, or both. */
export const COMPTES: readonly Compte[] = [...deplier(CHARGES, 'CHARGE'), ...deplier(PRODUITS, 'PRODUIT')];

const COMPTES_PAR_CODE = new Map(COMPTES.map((compte) => [compte.code, compte]));

/** The account of this code, if the form has it. */
export function trouverCompte(code: string): Compte | undefined {
  return COMPTES_PAR_CODE.get(code);
}

const LIGNES_DE_SUBVENTION: Record<CategorieOrganisme, string> = {
  ETAT: '7401',
  REGION: '7402',
  DEPARTEMENT: '7403',
  EPCI: '7404',
  COMMUNE: '7405',
  ORGANISME_SOCIAL: '7406',
  ETABLISSEMENT_PUBLIC: '7409',
  GIP: '7409',
  AUTRE_PUBLIC: '7409',
  ASSOCIATION: '7410',
  FONDATION: '7410',
  FONDS_DE_DOTATION: '7410',
  ENTREPRISE: '7410',
  AUTRE_PRIVE: '7410',
};

/**
 * The line of account 74 where the share of this kind of funder is written (domain §7). The Caisse des Dépôts giving its
 * own funds is an ETABLISSEMENT_PUBLIC; paying for the State, it is entered as ETAT.
 */
export function ligneDeSubvention(categorie: CategorieOrganisme): string {
  return LIGNES_DE_SUBVENTION[categorie];
}
