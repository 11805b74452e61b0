import type { ModePresence, MotifDeport, QualitePresence } from '@tdt/domaine';

/** A member who sits, on the spot or remotely. */
export interface PresentProcesVerbal {
  organisme: string;
  representant: string;
  qualite: QualitePresence;
  mode: ModePresence;
  voix: number;
  /** Who recorded the presence for him, of the chair or of the secretary; `null` when he signed in himself. */
  constatePar: string | null;
}

/** An interruption of the session, with its hours. */
export interface SuspensionProcesVerbal {
  motif: string;
  suspendueLe: Date;
  repriseLe: Date | null;
}

/** A member who gave a mandate (R20). */
export interface PouvoirProcesVerbal {
  mandant: string;
  mandataire: string;
  voix: number;
}

/** A member withdrawn from an item: the category is minuted, never a personal reason (R23). */
export interface DeportProcesVerbal {
  organisme: string;
  motif: MotifDeport;
}

/** Count of the quorum, in members (R19). */
export interface QuorumProcesVerbal {
  membres: number;
  requis: number;
  total: number;
  atteint: boolean;
  /** Second summons: any number deliberates (R21). */
  sansQuorum: boolean;
}

/** Result of a ballot, in votes (R22). */
export interface ResultatProcesVerbal {
  pour: number;
  contre: number;
  abstention: number;
  adopte: boolean;
  voixPreponderante: boolean;
  /** Sentence of the count: majority asked, base, casting vote. */
  motif: string;
}

/** A share put to the vote, in centimes. */
export interface PartProcesVerbal {
  financeur: string;
  dispositif: string;
  montant: bigint;
}

export interface PointProcesVerbal {
  ordre: number;
  intitule: string;
  /** Number given to the vote, printed by the convention. */
  numeroDeliberation: string | null;
  porteur: string | null;
  /** Total cost of the project, in centimes. */
  coutTotal: bigint | null;
  ressourcesPropres: bigint | null;
  deports: DeportProcesVerbal[];
  quorum: QuorumProcesVerbal | null;
  /** `null` for an item that is not voted. */
  resultat: ResultatProcesVerbal | null;
  parts: PartProcesVerbal[];
  /** What was said and is worth keeping; may be empty. */
  observations: string;
}

/** Everything that the minutes of a session print (R25), and nothing else. */
export interface DonneesProcesVerbal {
  conference: string;
  numero: string;
  convoqueeLe: Date;
  ouverteLe: Date;
  closeLe: Date | null;
  lieu: string | null;
  president: string;
  secretaire: string | null;
  presents: PresentProcesVerbal[];
  pouvoirs: PouvoirProcesVerbal[];
  absents: string[];
  quorum: QuorumProcesVerbal;
  suspensions: SuspensionProcesVerbal[];
  points: PointProcesVerbal[];
}
