/** Majorities that a règlement intérieur may ask for (R22). */
export const MAJORITES = ['SIMPLE', 'ABSOLUE', 'QUALIFIEE', 'UNANIMITE'] as const;
export type Majorite = (typeof MAJORITES)[number];

/** What a majority is counted on: votes cast (abstentions left out) or voices present and represented (R22). */
export const ASSIETTES_MAJORITE = ['EXPRIMES', 'PRESENTS'] as const;
export type AssietteMajorite = (typeof ASSIETTES_MAJORITE)[number];

/** The règlement intérieur of a conference: everything that its votes depend on. */
export interface Reglement {
  quorumNumerateur: number;
  quorumDenominateur: number;
  majorite: Majorite;
  /** Fraction of the base that a `QUALIFIEE` majority reaches. */
  majoriteNumerateur?: number | null;
  majoriteDenominateur?: number | null;
  assiette: AssietteMajorite;
  /** Mandates that one member may hold (R20). */
  pouvoirsMax: number;
  /** The president who votes himself breaks a tie (R22). */
  voixPreponderante: boolean;
  /** The vice-president who presides has the casting vote too (R22: no, unless the règlement says so). */
  voixPreponderanteVicePresident?: boolean;
  /** Full days between the summons and the session (R18). */
  delaiConvocationJours: number;
  /** Full days between the second summons and the session (R21). */
  delaiSecondeConvocationJours: number;
  /** A member in déport is left out of the quorum of the item: neither counted as a member nor as present (R23). */
  deportHorsQuorum: boolean;
}

/**
 * Default règlement: code des relations entre le public et l'administration, R133-3 to R133-15. The text gives no delay for
 * the second summons: one full day is our choice.
 */
export const REGLEMENT_CRPA: Readonly<Reglement> = {
  quorumNumerateur: 1,
  quorumDenominateur: 2,
  majorite: 'SIMPLE',
  majoriteNumerateur: null,
  majoriteDenominateur: null,
  assiette: 'EXPRIMES',
  pouvoirsMax: 1,
  voixPreponderante: true,
  voixPreponderanteVicePresident: false,
  delaiConvocationJours: 5,
  delaiSecondeConvocationJours: 1,
  deportHorsQuorum: true,
};

/** A seat. `voix` = 0: sits without a vote, and does not count for the quorum. */
export interface MembreSeance {
  id: string;
  organismeId: string;
  voix: number;
  president: boolean;
  vicePresident: boolean;
  /** Persons who may occupy the seat. */
  titulaireId: string;
  suppleantId: string | null;
}

export const MODES_PRESENCE = ['PRESENTIEL', 'DISTANCE'] as const;
export type ModePresence = (typeof MODES_PRESENCE)[number];

export const QUALITES_PRESENCE = ['TITULAIRE', 'SUPPLEANT'] as const;
export type QualitePresence = (typeof QUALITES_PRESENCE)[number];

/** A seat that is occupied, by its holder or by his substitute. */
export interface Emargement {
  membreId: string;
  /** The person who sits. */
  utilisateurId: string;
  qualite: QualitePresence;
  mode: ModePresence;
}

/** A mandate: `mandataireId` votes in the name of `mandantId` (R20). */
export interface Pouvoir {
  mandantId: string;
  mandataireId: string;
}

/** Why a member withdraws: the category is minuted, the personal reason is not published (R23). */
export const MOTIFS_DEPORT = [
  'REPRESENTE_LE_PORTEUR',
  'SIEGE_CHEZ_LE_PORTEUR',
  'MEMBRE_DU_CONSORTIUM',
  'INTERET_PERSONNEL',
  'AUTRE',
] as const;
export type MotifDeport = (typeof MOTIFS_DEPORT)[number];

export const LIBELLES_MOTIF_DEPORT: Readonly<Record<MotifDeport, string>> = {
  REPRESENTE_LE_PORTEUR: 'Représente le porteur',
  SIEGE_CHEZ_LE_PORTEUR: 'Siège dans une instance du porteur',
  MEMBRE_DU_CONSORTIUM: 'Membre du consortium',
  INTERET_PERSONNEL: 'Intérêt personnel',
  AUTRE: 'Autre motif',
};

/** A member withdrawn from one item of the agenda (R23). */
export interface Deport {
  membreId: string;
  pointId: string;
  motif: MotifDeport;
}

/** The members who have a vote. */
export function membresVotants<M extends Pick<MembreSeance, 'voix'>>(membres: readonly M[]): M[] {
  return membres.filter((membre) => membre.voix > 0);
}
