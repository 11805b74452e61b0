import type { Centimes } from '../montant/montant.js';

/** Kinds of priority zones that an action may name (R5). */
export const ZONAGES = ['QPV', 'ACV', 'PVD', 'FRR'] as const;
export type Zonage = (typeof ZONAGES)[number];

export const LIBELLES_ZONAGE: Record<Zonage, string> = {
  QPV: 'quartier prioritaire de la politique de la ville',
  ACV: 'commune du programme Action cœur de ville',
  PVD: 'commune du programme Petites villes de demain',
  FRR: 'commune en zone France ruralités revitalisation',
};

/** A place that an action of the project names. */
export interface LieuAction {
  /** Kind of priority zone claimed, or none: the action simply takes place there. */
  zonage: Zonage | null;
  /** QPV code or INSEE code of the commune. */
  code: string;
  libelle: string;
  /** True when the reference list of the call's vintage holds this code (R5); the service looks it up. */
  reconnu: boolean;
}

export const MODES_REGLE = ['FORFAIT', 'PLAFOND'] as const;
/** FORFAIT: the applicant asks exactly the amount. PLAFOND: at most the amount (the texts of the AMI 2020 say both). */
export type ModeRegle = (typeof MODES_REGLE)[number];

export const CONDITIONS_BONIFICATION = ['LIEU_QPV', 'LIEU_ACV', 'LIEU_PVD', 'LIEU_FRR'] as const;
export type ConditionBonification = (typeof CONDITIONS_BONIFICATION)[number];

/** A supplement under a condition (R3). */
export interface Bonification {
  code: string;
  libelle: string;
  montant: Centimes;
  condition: ConditionBonification;
  /** What proves the condition, in words. */
  preuve: string;
  /** False: this bonus never adds up with another one; the better side is kept. */
  cumulable: boolean;
}

export const TYPES_PLAFOND = ['TAUX_MAX', 'MONTANT_MAX', 'MONTANT_MIN', 'PROJET_MIN'] as const;
/** TAUX_MAX and MONTANT_MAX lower the amount; MONTANT_MIN (of the grant) and PROJET_MIN (of the cost) refuse below. */
export type TypePlafond = (typeof TYPES_PLAFOND)[number];

/** A limit of the call, with the text it comes from: caps are settings, never constants (finding 3). */
export interface Plafond {
  code: string;
  libelle: string;
  type: TypePlafond;
  /** For TAUX_MAX: basis points of the eligible base. */
  tauxBp?: number | null;
  /** For the other types: cents. */
  montant?: Centimes | null;
  sourceJuridique: string;
}

/** How much the call gives, as data (R3): a new programme is a new row, not new code. */
export interface AppelRegles {
  mode: ModeRegle;
  montantBase: Centimes;
  bonifications: Bonification[];
  plafonds: Plafond[];
}

/** What of a project the amount depends on. */
export interface FaitsMontant {
  /** The places named by all its actions. */
  lieux: LieuAction[];
  /** Eligible base, in cents. */
  assiette: Centimes;
  /** Whole cost of the project, in cents. */
  coutTotal: Centimes;
}
