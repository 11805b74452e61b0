import type { Centimes } from '../montant/montant.js';
import { comparerIds } from './controles.js';
import type { ClasseFinanceur } from './instance.js';
import type { Contributeur } from './remplissage.js';

/** One cap of a line, with the rule and the legal text behind it: every « no » can be traced. */
export interface PlafondLigne {
  /** « TAUX », « PARTICIPATION », « MONTANT_MAX », « ENVELOPPE », « ANNONCE » … */
  code: string;
  montant: Centimes;
  /** Id of the rule, `null` when the cap is a fact: an envelope, an announcement. */
  regle: string | null;
  source: string | null;
}

/** What one funder may bring to one project: nothing, or from `minimum` to the lowest of its caps. */
export interface LignePartage {
  id: string;
  classe: string | null;
  /** Whole and not negative; 0: takes no part. */
  poids: bigint;
  minimum: Centimes;
  /** All its caps; none: held by the need alone. */
  plafonds: readonly PlafondLigne[];
  /** Published order: of two equals, the smallest has the cent. Then the id. */
  rang: number;
}

/** A class with its cap on this project, in cents; `null`: no cap. */
export interface ClassePlafonnee extends ClasseFinanceur {
  plafond: Centimes | null;
  /** What made the cap, as in `PlafondLigne`; nothing without a cap. */
  code?: string | null;
  regle: string | null;
  source: string | null;
}

/** A line that takes part, and how the primitive sees it. */
export interface LigneRetenue {
  ligne: LignePartage;
  /** The cap that binds, `null` when there is none. */
  plafond: PlafondLigne | null;
  contributeur: Contributeur;
}

/** The lowest cap; of two equal ones, the first written. */
export function plafondLiant(plafonds: readonly PlafondLigne[]): PlafondLigne | null {
  return plafonds.reduce<PlafondLigne | null>((bas, p) => (bas && bas.montant <= p.montant ? bas : p), null);
}

/** The published order: the rank, then the id. */
export function parRang(a: Pick<LignePartage, 'rang' | 'id'>, b: Pick<LignePartage, 'rang' | 'id'>): number {
  return a.rang - b.rang || comparerIds(a.id, b.id);
}
