/*
 * The essential data of grant agreements (R43): décret 2017-779, arrêté of 17 November 2017. Three shapes of the same line:
 * that of the arrêté as Etalab publishes it (14 columns), that of the SCDL 2.1.1 (16 columns, two of which are new), and the
 * one proposed by DataSubvention, which adds what a grant of several funders needs.
 */

const COLONNES_ETALAB = [
  'nomAttribuant',
  'idAttribuant',
  'dateConvention',
  'referenceDecision',
  'nomBeneficiaire',
  'idBeneficiaire',
  'objet',
  'montant',
  'nature',
  'conditionsVersement',
  'datesPeriodeVersement',
  'idRAE',
  'notificationUE',
  'pourcentageSubvention',
] as const;

const COLONNES_SCDL = [
  'nomAttribuant',
  'idAttribuant',
  'dateConvention',
  'referenceDecision',
  'nomBeneficiaire',
  'idBeneficiaire',
  'rnaBeneficiaire',
  'objet',
  'montant',
  'nature',
  'conditionsVersement',
  'datesPeriodeVersement',
  'idRAE',
  'notificationUE',
  'pourcentageSubvention',
  'dispositifAide',
] as const;

const COLONNES_ETENDUES = [
  ...COLONNES_SCDL,
  'idSubvention',
  'nomServiceInstructeur',
  'exerciceBudgetaire',
  'pluriannualite',
  'anneesPluriannualite',
  'dateDecision',
  'dispositif',
  'statutLabel',
  'montantDemande',
  'ej',
  'cofinancement',
  'attribuantsCofinanceurs',
  'idCofinancement',
  'evaluationCout',
  'dateMiseAJour',
] as const;

export type NomColonne = (typeof COLONNES_ETENDUES)[number];

export const PROFILS_DONNEES = ['ETALAB', 'SCDL', 'ETENDU'] as const;
export type ProfilDonnees = (typeof PROFILS_DONNEES)[number];

export interface DefinitionProfil {
  /** Name of the file, in its address. */
  fichier: string;
  libelle: string;
  colonnes: readonly NomColonne[];
  /** Between the two days of a period: `_` in the Etalab format, `/` (ISO 8601) in the two others. */
  separateurPeriode: '_' | '/';
}

export const DEFINITIONS_PROFILS: Readonly<Record<ProfilDonnees, DefinitionProfil>> = {
  ETALAB: {
    fichier: 'etalab',
    libelle: 'Format réglementaire (arrêté du 17 novembre 2017, Etalab)',
    colonnes: COLONNES_ETALAB,
    separateurPeriode: '_',
  },
  SCDL: {
    fichier: 'scdl',
    libelle: 'Socle commun des données locales (SCDL 2.1.1)',
    colonnes: COLONNES_SCDL,
    separateurPeriode: '/',
  },
  ETENDU: {
    fichier: 'etendu',
    libelle: 'Format étendu aux cofinancements (proposition DataSubvention)',
    colonnes: COLONNES_ETENDUES,
    separateurPeriode: '/',
  },
};

/** The profile of a file named `etalab`, `scdl` or `etendu`; undefined for any other name. */
export function profilDuFichier(fichier: string): ProfilDonnees | undefined {
  return PROFILS_DONNEES.find((profil) => DEFINITIONS_PROFILS[profil].fichier === fichier);
}

/**
 * One line: an attribuant, a beneficiary, an agreement. All cells are text, as they are published: a SIRET keeps its zeros,
 * an amount is a decimal text made from cents, an absent value is empty. Periods are written with `/`, whatever the profile.
 */
export type LigneEssentielle = Readonly<Record<NomColonne, string>>;
