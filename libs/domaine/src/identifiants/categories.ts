/**
 * Kinds of bodies that deposit, pay or take part. The list is closed: the law attaches duties to the kind (CER, own share,
 * prohibition for endowment funds), so an unknown kind would silently escape a rule.
 */
export const CATEGORIES_ORGANISME = [
  'ETAT',
  'REGION',
  'DEPARTEMENT',
  'EPCI',
  'COMMUNE',
  'ETABLISSEMENT_PUBLIC',
  'GIP',
  'ASSOCIATION',
  'FONDATION',
  'FONDS_DE_DOTATION',
  'ENTREPRISE',
  'ORGANISME_SOCIAL',
  'AUTRE_PUBLIC',
  'AUTRE_PRIVE',
] as const;

export type CategorieOrganisme = (typeof CATEGORIES_ORGANISME)[number];

/** The word on screen of each kind. */
export const LIBELLES_CATEGORIE: Record<CategorieOrganisme, string> = {
  ETAT: 'État',
  REGION: 'Région',
  DEPARTEMENT: 'Département',
  EPCI: 'Intercommunalité',
  COMMUNE: 'Commune',
  ETABLISSEMENT_PUBLIC: 'Établissement public',
  GIP: "Groupement d'intérêt public",
  ASSOCIATION: 'Association',
  FONDATION: 'Fondation',
  FONDS_DE_DOTATION: 'Fonds de dotation',
  ENTREPRISE: 'Entreprise',
  ORGANISME_SOCIAL: 'Organisme de sécurité sociale',
  AUTRE_PUBLIC: 'Autre organisme public',
  AUTRE_PRIVE: 'Autre organisme privé',
};

const COLLECTIVITES: readonly CategorieOrganisme[] = ['REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE'];

/**
 * Public persons in the sense of the financing plan (R13, R17). Social security bodies (CAF, CARSAT, MSA) manage a public
 * service and their money counts as public aid, although some of them are private persons.
 */
const PUBLIQUES: readonly CategorieOrganisme[] = [
  'ETAT',
  ...COLLECTIVITES,
  'ETABLISSEMENT_PUBLIC',
  'GIP',
  'ORGANISME_SOCIAL',
  'AUTRE_PUBLIC',
];

/** True when the money of this body is public money (R13, R16, R17). */
export function estPublique(categorie: CategorieOrganisme): boolean {
  return PUBLIQUES.includes(categorie);
}

/** True for local authorities and their groupings (R13, R30, R32). */
export function estCollectivite(categorie: CategorieOrganisme): boolean {
  return COLLECTIVITES.includes(categorie);
}

/** True for the non-profit bodies that sign the republican pledge (R30). */
export function doitContratEngagementRepublicain(categorie: CategorieOrganisme): boolean {
  return categorie === 'ASSOCIATION' || categorie === 'FONDATION';
}
