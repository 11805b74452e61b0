import type { BaseAide, NaturePart } from '../budget/index.js';
import type { Jour } from '../calendrier/index.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import type { TypeActe } from './actes.js';

/*
 * The data that a convention is printed from, and nothing else: the document generator reads this structure only, so what is
 * embedded in the PDF (`convention.json`) is exactly what was printed. Amounts are centimes in bigint, rates are basis
 * points, days are `AAAA-MM-JJ` (calendar days of Paris, already decided). `null` = not filled in yet: a draft prints
 * with blanks, `mentionsManquantes` lists them and a convention that goes to signature has none left.
 */

export const MODES_CONVENTION = ['MULTIPARTITE', 'BIPARTITES_COORDONNEES'] as const;
/** One convention signed by all, or one for each funder made from the same data (R33). */
export type ModeConvention = (typeof MODES_CONVENTION)[number];

export const LIBELLES_MODE_CONVENTION: Readonly<Record<ModeConvention, string>> = {
  MULTIPARTITE: 'Une convention signée de tous',
  BIPARTITES_COORDONNEES: 'Un ensemble de conventions bilatérales',
};

export const DOCUMENTS_ENGAGEMENT = ['CONVENTION', 'LETTRE_ENGAGEMENT', 'LETTRE_MECENAT'] as const;
/** By which document a funder commits to the beneficiary. */
export type DocumentEngagement = (typeof DOCUMENTS_ENGAGEMENT)[number];

export const LIBELLES_DOCUMENT_ENGAGEMENT: Readonly<Record<DocumentEngagement, string>> = {
  CONVENTION: 'Convention',
  LETTRE_ENGAGEMENT: 'Lettre d’engagement',
  LETTRE_MECENAT: 'Lettre de mécénat',
};

export const MODES_CALCUL = ['FORFAIT', 'PLAFOND', 'TAUX'] as const;
/** How the final amount is worked out (R3, R40). */
export type ModeCalcul = (typeof MODES_CALCUL)[number];

export const TYPES_LIEU = ['QPV', 'ACV', 'COMMUNE', 'EPCI', 'DEPARTEMENT', 'REGION'] as const;
export type TypeLieu = (typeof TYPES_LIEU)[number];

export interface EnteteConvention {
  /** `null` on a draft: the number is given when the convention goes to signature. */
  numero: string | null;
  titre: string;
  exercices: number[];
  version: number;
  /** A draft is watermarked PROJET. */
  projet: boolean;
  mode: ModeConvention;
  etablieLe: Jour;
}

/** Power of the person who signs: deliberation, delegation, board decision (R33). */
export interface ActeHabilitant {
  type: TypeActe;
  numero: string;
  date: Jour;
}

export interface PartieConvention {
  organismeId: string;
  denomination: string;
  categorie: CategorieOrganisme;
  formeJuridique: string | null;
  siret: string | null;
  rna: string | null;
  ridet: string | null;
  siege: string | null;
  representantNom: string | null;
  representantQualite: string | null;
  acteHabilitant: ActeHabilitant | null;
}

export interface MembreConsortium {
  denomination: string;
  siret: string | null;
  /** Part of the grant that the lead partner passes on, in centimes: 0n when the member is not paid (R31). */
  part: bigint;
}

export interface ConsortiumConvention {
  mandatLe: Jour | null;
  membres: MembreConsortium[];
}

export interface AppelConvention {
  type: 'AAP' | 'AMI';
  titre: string;
  reference: string;
}

/** The session that voted the plan (article 1 of the convention). */
export interface SeanceConvention {
  conference: string;
  date: Jour;
  numeroDeliberation: string;
}

export interface LieuConvention {
  type: TypeLieu;
  code: string;
  libelle: string;
}

export interface IndicateurConvention {
  libelle: string;
  cible: string;
}

export interface ActionFinancee {
  titre: string;
  description: string;
  debut: Jour | null;
  fin: Jour | null;
  lieux: LieuConvention[];
  indicateurs: IndicateurConvention[];
}

export interface DureeConvention {
  /** `null` = takes effect on the day of the last signature. */
  dateEffet: Jour | null;
  debut: Jour | null;
  /** Forecast completion date (R28). */
  fin: Jour | null;
  /** Last day to hand in the final report (R37). */
  limiteBilan: Jour | null;
}

export interface CoutConvention {
  /** Total cost of the project, in centimes. */
  total: bigint;
  /** Nature of the eligible spending (R28), in words. */
  natureDepenses: string | null;
  eligibiliteDebut: Jour | null;
  eligibiliteFin: Jour | null;
  fraisIndirectsBp: number | null;
  depensesExclues: string[];
  /** Tolerated transfer from one budget line to another, in basis points. */
  fongibiliteBp: number | null;
}

/** The act by which a funder committed its share (R24), as printed in the table. */
export interface ActeConvention extends ActeHabilitant {
  signataireNom: string;
  signataireQualite: string;
  transmisControleLegaliteLe: Jour | null;
}

/** One line of the financing table: one share. */
export interface LignePlanConvention {
  partId: string;
  financeurId: string;
  financeur: string;
  categorie: CategorieOrganisme;
  dispositif: string;
  nature: NaturePart;
  /** Eligible base of this funder, in centimes (R12). */
  assiette: bigint;
  montant: bigint;
  /** Share of the total cost as displayed: with `ressourcesPropresTauxBp` the column sums to exactly 10 000 (R12). */
  tauxBp: number;
  /** Amount over eligible base, rounded: informative, never used to compute. */
  tauxAssietteBp: number;
  acte: ActeConvention | null;
  /** Condition precedent, in words. */
  condition: string | null;
}

export interface PlanConvention {
  lignes: LignePlanConvention[];
  ressourcesPropres: bigint;
  ressourcesPropresTauxBp: number;
  /** Contributions in kind (accounts 86/87), shown apart and in no total (R10). */
  contributionsVolontaires: bigint;
}

export interface BonificationConvention {
  libelle: string;
  montant: bigint;
  preuves: string[];
}

/** Rule that gives the final amount of one share (article 6). */
export interface RegleCalculConvention {
  partId: string;
  mode: ModeCalcul;
  base: bigint;
  bonifications: BonificationConvention[];
  /** The final amount never exceeds it. */
  maximum: bigint;
}

export interface VersementConvention {
  rang: number;
  evenement: string;
  pourcentBp: number;
  montant: bigint;
  echeance: Jour | null;
  pieces: string[];
}

/** Schedule of one share (article 7). */
export interface EcheancierConvention {
  partId: string;
  comptable: string | null;
  ibanMasque: string | null;
  versements: VersementConvention[];
}

export interface AideEtatConvention {
  base: BaseAide;
  /** Amount declared as already received under the same ground, in centimes. */
  cumulDeclare: bigint | null;
  plafond: bigint | null;
  /** Text or act relied upon. */
  reference: string;
}

/** Acceptance of the republican pledge (R30). */
export interface CerConvention {
  accepteLe: Jour;
  signataireNom: string;
  signataireQualite: string;
  versionTexte: string;
}

export interface LigneBudgetConvention {
  compte: string;
  libelle: string;
  montant: bigint;
}

export interface BudgetConvention {
  charges: LigneBudgetConvention[];
  produits: LigneBudgetConvention[];
  emplois: LigneBudgetConvention[];
  ressources: LigneBudgetConvention[];
}

/** Part of an unspent grant that a non-profit body may keep (R27, R42): a rate or an amount. */
export interface ClauseExcedent {
  pourcentBp: number | null;
  montant: bigint | null;
}

/** Wording that the parties agree, or the standard text (`clausesTypes`). */
export interface ClausesConvention {
  conditionsUtilisation: string | null;
  controleEvaluation: string | null;
  reversement: string | null;
  excedent: ClauseExcedent | null;
  /** Who had the idea (R29). `FINANCEUR` = warn « commande publique ». */
  origineInitiative: 'BENEFICIAIRE' | 'FINANCEUR' | null;
  /** The convention allows the beneficiary to pass part of the grant on (R31). */
  reversementAutorise: boolean;
  tribunal: string | null;
}

export interface AnnexeConvention {
  code: string;
  titre: string;
}

/** A special clause, one text a paragraph. */
export interface ClauseParticuliere {
  titre: string;
  texte: string[];
}

/** What staff wrote for this convention alone (`redigerPartiesLibres`). */
export interface PartiesLibres {
  /** Paragraphs that replace the sentence of the template; none keeps it. */
  objet: string[];
  clauses: ClauseParticuliere[];
}

/** The logo of a party as this convention prints it: its image is the one that has this hash, for ever. */
export interface LogoConvention {
  organismeId: string;
  denomination: string;
  /** SHA-256 of the image, in hexadecimal. */
  sha256: string;
}

/** A funder of a coordinated set, and the document by which it commits (R33). */
export interface EngagementCoordonne {
  financeurId: string;
  financeur: string;
  document: DocumentEngagement;
  /** Of its convention; `null` for a letter, or as long as the set has no number. */
  numero: string | null;
}

/** What the conventions of a coordinated set have in common (R33). */
export interface EnsembleConvention {
  /** Number of the set: those of its conventions add a suffix to it. `null` as long as it has none. */
  numero: string | null;
  /** The whole plan, the same in all; `plan.lignes` are those of the funder of this convention. */
  lignes: LignePlanConvention[];
  /** The other funders, in the order of the plan. */
  autres: EngagementCoordonne[];
}

/** Everything that a convention prints. */
export interface DonneesConvention {
  entete: EnteteConvention;
  financeurs: PartieConvention[];
  beneficiaire: PartieConvention;
  consortium: ConsortiumConvention | null;
  appel: AppelConvention;
  seance: SeanceConvention;
  objet: string | null;
  description: string | null;
  actions: ActionFinancee[];
  duree: DureeConvention;
  cout: CoutConvention;
  plan: PlanConvention;
  regles: RegleCalculConvention[];
  echeanciers: EcheancierConvention[];
  aideEtat: AideEtatConvention | null;
  cer: CerConvention | null;
  budget: BudgetConvention;
  clauses: ClausesConvention;
  annexes: AnnexeConvention[];
  /** Absent when nothing was written, and from data that are older than the possibility. */
  partiesLibres?: PartiesLibres;
  /** Logos of the parties; absent when none is printed, and from data that are older than the possibility. */
  logos?: LogoConvention[];
  /** The set to which this convention belongs; absent when all the parties sign a single one. */
  ensemble?: EnsembleConvention;
}
