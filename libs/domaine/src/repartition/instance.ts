import type { Centimes } from '../montant/montant.js';

/** A class of funders. The classes form a tree (a laminar family): outside a tree neither uniqueness nor cents would hold. */
export interface ClasseFinanceur {
  id: string;
  parent: string | null;
}

/** What a funder offers in a session: the money left in its envelope, in cents. `rang` is published before the session. */
export interface EnveloppeOfferte {
  id: string;
  /** Leaf or node of the tree of classes; `null`: under no class cap. */
  classe: string | null;
  montant: Centimes;
  rang: number;
}

/** What one envelope may bring to one project: nothing, or from `minimum` to `plafond` cents. */
export interface LigneOfferte {
  enveloppe: string;
  plafond: Centimes;
  /** Participation minimum: the envelope brings 0, or at least this. */
  minimum: Centimes;
  /** Code of the rule that made the cap, for the reasons shown: « TAUX », « ANNONCE » … */
  code?: string;
  /** The legal text behind that rule. */
  source?: string | null;
}

/** A project to be funded whole: its need is covered to the cent, or the project is not selected. */
export interface ProjetOffert {
  id: string;
  /** Published order that breaks every tie: the smallest first. */
  rang: number;
  /** Whole points of the scoring grid, never negative. */
  score: bigint;
  besoin: Centimes;
  lignes: readonly LigneOfferte[];
  /** Cap of a class of funders on this project, in cents, by class id. */
  plafondsClasses: Readonly<Record<string, Centimes>>;
  /** « QPV », « ACV » …: what thematic floors look at. */
  etiquettes?: readonly string[];
}

/** Everything that an allocation depends on. Same instance, same plan, whatever the order in which it is written. */
export interface Instance {
  classes: readonly ClasseFinanceur[];
  enveloppes: readonly EnveloppeOfferte[];
  projets: readonly ProjetOffert[];
}

/** How the shares of a plan are weighted (allocation.md A6, A7). */
export const PONDERATIONS = ['PRORATA_ENVELOPPE', 'PARTS_EGALES', 'CLE', 'ANNONCES'] as const;
export type Ponderation = (typeof PONDERATIONS)[number];

/** Points that each envelope gives to each project: project id → envelope id → whole points. */
export type Points = Readonly<Record<string, Readonly<Record<string, bigint>>>>;

/** Cents by project, then by envelope. An envelope that brings nothing may be absent. */
export type PartsDuPlan = Readonly<Record<string, Readonly<Record<string, Centimes>>>>;

/** One term of a minimum cut: a real cap, whose sum over the cut is all that can be reached (A10). */
export interface ElementCoupe {
  nature: 'LIGNE' | 'CLASSE' | 'ENVELOPPE' | 'BESOIN';
  /** Line: envelope (with `projet`); class: class id; envelope: envelope id; need: project id. */
  id: string;
  /** The project whose line, class cap or need it is, in a cut over several projects. */
  projet?: string;
  montant: Centimes;
  /** Rule that made the cap: « TAUX », « ENVELOPPE », « ANNONCE » … */
  code?: string;
}
