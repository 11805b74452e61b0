import { avancer } from '../cycle.js';
import { refuser, type Decision } from '../refus.js';
import { CYCLE_SEANCE, type EtatSeance } from './cycles.js';

/**
 * Suspends the session: until it resumes nothing is opened, voted or closed, but the members may still sign in. A ballot that
 * is open stays open, with the votes already cast. Refusals, in this order: ETAT_INVALIDE (not open), INCOMPLET (no reason).
 */
export function suspendreSeance(etat: EtatSeance, motif: string): Decision<EtatSeance> {
  const suite = avancer(CYCLE_SEANCE, etat, 'suspendre');
  if (!suite.ok || motif.trim() !== '') return suite;
  return refuser('INCOMPLET', 'Dites pourquoi la séance est suspendue : le procès-verbal le rapporte.', 'motif');
}

/** Resumes the session where it was: the quorum is asked again at each ballot, not here. Refusal: ETAT_INVALIDE. */
export function reprendreSeance(etat: EtatSeance): Decision<EtatSeance> {
  return avancer(CYCLE_SEANCE, etat, 'reprendre');
}
