import type { Decision } from '@tdt/domaine';
import type { Agent, AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';

/** Documents that no call asks for: a downstream context awaits them at another stage, and has its own rights on them. */
export interface PieceHorsAppel {
  /** Is this the code of one of them? */
  reconnait(code: string): boolean;
  /** May this agent join it now? Refusals: INTROUVABLE, INTERDIT, then its own. */
  admettre(tx: EntityManager, agent: AgentConnu, candidatureId: string, code: string): Promise<Decision<unknown>>;
  /** May this agent download it? */
  peutLire(tx: EntityManager, agent: Agent, candidatureId: string, code: string): Promise<boolean>;
}

const declarees: PieceHorsAppel[] = [];

/** Upstream ignores downstream: called once by the module that awaits these documents, as it is loaded. */
export function declarerPieceHorsAppel(piece: PieceHorsAppel): void {
  declarees.push(piece);
}

/** Undefined for a document of the call. */
export function pieceHorsAppel(code: string): PieceHorsAppel | undefined {
  return declarees.find((piece) => piece.reconnait(code));
}
