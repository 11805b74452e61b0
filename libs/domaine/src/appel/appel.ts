import type { CategorieOrganisme } from '../identifiants/categories.js';
import type { Centimes } from '../montant/montant.js';
import type { EtatAppel } from './cycle-appel.js';
import type { AppelRegles } from './regles.js';

export const TYPES_APPEL = ['AAP', 'AMI'] as const;
export type TypeAppel = (typeof TYPES_APPEL)[number];

/** One criterion of the instruction grid; the weights of a grid sum to 100. */
export interface Critere {
  code: string;
  libelle: string;
  poids: number;
}

/** A document asked from the applicant. */
export interface PieceDemandee {
  code: string;
  libelle: string;
  obligatoire: boolean;
  /** Kinds of applicants who owe it; empty means everybody. */
  categories: CategorieOrganisme[];
}

/** An envelope seen from the rules: what it is called and how much it holds. */
export interface EnveloppeAppel {
  libelle: string;
  montant: Centimes;
}

/** The call as the rules see it. A draft may lack anything; `publier` says what. */
export interface Appel {
  etat: EtatAppel;
  type: TypeAppel;
  titre: string;
  /** First instant of deposit, included (R1). */
  ouverture: Date | null;
  /** Last instant of deposit, included (R1). */
  cloture: Date | null;
  /** Kinds of bodies that may apply; at least one. */
  categoriesAdmises: CategorieOrganisme[];
  /** INSEE codes of the target regions; empty means the whole country (R6). */
  regionsCibles: string[];
  regles: AppelRegles | null;
  grille: Critere[];
  pieces: PieceDemandee[];
  enveloppes: EnveloppeAppel[];
}
