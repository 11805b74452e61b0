import type { Refus } from '@tdt/domaine';
import { MOTIFS, type MotifRejet } from './controle/motifs.js';

/** A refusal that may come from the content of a file: a program reads the precise reason, a person the sentence. */
export interface RefusPiece extends Refus {
  motif?: MotifRejet;
}

/** What joining a document answers: its id, or why not. */
export type DecisionPiece = { ok: true; fait: string } | { ok: false; refus: RefusPiece };

/** Turns a file away for this reason. */
export function rejeter(motif: MotifRejet): { ok: false; refus: RefusPiece } {
  const code = motif === 'TROP_LOURD' ? 'LIMITE_DEPASSEE' : 'ENTREE_INVALIDE';
  return { ok: false, refus: { code, message: MOTIFS[motif], chemin: 'fichier', motif } };
}
