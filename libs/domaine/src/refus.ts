/**
 * Every reason the platform may have to say no, as a closed list. The GraphQL enum `CodeRefus` is made from it, so a new
 * reason is visible in `schema.graphql` and in every review.
 */
export const CODES_REFUS = [
  'INTROUVABLE',
  'INTERDIT',
  'NON_AUTHENTIFIE',
  'AUTHENTIFICATION_FAIBLE',
  'ENTREE_INVALIDE',
  'ETAT_INVALIDE',
  'CONFLIT_VERSION',
  'CONFLIT_IDEMPOTENCE',
  'DEMANDE_EN_COURS',
  'ENVELOPPE_INSUFFISANTE',
  'HORS_DELAI',
  'INELIGIBLE',
  'INCOMPLET',
  'BUDGET_DESEQUILIBRE',
  'PLAN_DESEQUILIBRE',
  'MONTANT_EXCESSIF',
  'IDENTIFIANT_INVALIDE',
  'TERRITOIRE_INCONNU',
  'DOUBLON',
  'PARTICIPATION_MINIMALE',
  'AIDE_ETAT',
  'CONVOCATION_TARDIVE',
  'ORDRE_DU_JOUR_FIGE',
  'QUORUM_NON_ATTEINT',
  'POUVOIR_REFUSE',
  'DEPORT',
  'VOTE_DEJA_EXPRIME',
  'ACTE_INVALIDE',
  'QUATRE_YEUX',
  'LIMITE_DEPASSEE',
] as const;

export type CodeRefus = (typeof CODES_REFUS)[number];

/** One precise point of a refusal: what is wrong, and where (`budget.charges[2].montant`). */
export interface DetailRefus {
  code: CodeRefus;
  /** Path of the faulty value, in the words of the API input. */
  chemin: string;
  /** A French sentence that can be shown as it is. */
  message: string;
}

/** A decision that says no. Returned, never thrown: it is part of the answer's type. */
export interface Refus {
  code: CodeRefus;
  /** A French sentence that can be shown as it is. */
  message: string;
  chemin?: string;
  details?: DetailRefus[];
}

/** What a rule answers: the fact to write, or the reason why not. */
export type Decision<Fait = undefined> = { ok: true; fait: Fait } | { ok: false; refus: Refus };

/** Accepts, with the fact that the service will write. */
export function accepter(): Decision<undefined>;
export function accepter<Fait>(fait: Fait): Decision<Fait>;
export function accepter<Fait>(fait?: Fait): Decision<Fait | undefined> {
  return { ok: true, fait };
}

/** Refuses, with the code a program reads and the sentence a person reads. */
export function refuser(
  code: CodeRefus,
  message: string,
  chemin?: string,
  details?: DetailRefus[],
): { ok: false; refus: Refus } {
  return { ok: false, refus: { code, message, chemin, details } };
}

/** Runs ordered rules and keeps the first refusal (rule 6 of the architecture: the order of the list is the precedence). */
export function premierRefus(...regles: (() => Decision<unknown>)[]): Decision {
  for (const regle of regles) {
    const decision = regle();
    if (!decision.ok) return decision;
  }
  return accepter();
}
