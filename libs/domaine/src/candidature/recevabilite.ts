import { estJour, type Jour } from '../calendrier/paris.js';
import { avancer } from '../cycle.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { CYCLE_CANDIDATURE, type ActionCandidature, type EtatCandidature } from './cycle-candidature.js';

/** What an instructor asks for. */
export interface DemandeComplements {
  /** What is missing, in the instructor's words. */
  message: string;
  /** Codes of the documents asked for; may be empty when the message asks for a correction. */
  pieces: string[];
  /** Last day to answer, included. */
  echeance: Jour;
}

/**
 * Sends an incomplete file back to the applicant (R2).
 * @param aujourdhui Paris day of the request
 * @returns `ETAT_INVALIDE`, or `ENTREE_INVALIDE` (no message, or a delay that does not end after today)
 */
export function demanderComplements(
  etat: EtatCandidature,
  demande: DemandeComplements,
  aujourdhui: Jour,
): Decision<{ etat: EtatCandidature; demande: DemandeComplements }> {
  const suivant = avancer(CYCLE_CANDIDATURE, etat, 'DEMANDER_COMPLEMENTS');
  if (!suivant.ok) return suivant;
  if (demande.message.trim() === '') {
    return refuser('ENTREE_INVALIDE', 'Dites au porteur ce qui manque.', 'message');
  }
  if (!estJour(demande.echeance) || demande.echeance <= aujourdhui) {
    return refuser('ENTREE_INVALIDE', 'Laissez au porteur au moins un jour pour répondre.', 'echeance');
  }
  return accepter({ etat: suivant.fait, demande });
}

/** Sends the completed file back to the instructor; the call may be closed meanwhile (R2). */
export function completer(etat: EtatCandidature): Decision<{ etat: EtatCandidature }> {
  const suivant = avancer(CYCLE_CANDIDATURE, etat, 'COMPLETER');
  return suivant.ok ? accepter({ etat: suivant.fait }) : suivant;
}

/** Declares the file admissible (R2). @returns the new state, or `ETAT_INVALIDE` */
export function declarerRecevable(etat: EtatCandidature): Decision<{ etat: EtatCandidature }> {
  const suivant = avancer(CYCLE_CANDIDATURE, etat, 'DECLARER_RECEVABLE');
  return suivant.ok ? accepter({ etat: suivant.fait }) : suivant;
}

function avecMotif(
  etat: EtatCandidature,
  action: ActionCandidature,
  motif: string,
  message: string,
): Decision<{ etat: EtatCandidature; motif: string }> {
  const suivant = avancer(CYCLE_CANDIDATURE, etat, action);
  if (!suivant.ok) return suivant;
  if (motif.trim() === '') return refuser('ENTREE_INVALIDE', message, 'motif');
  return accepter({ etat: suivant.fait, motif: motif.trim() });
}

/** Declares the file not admissible, with the reason that the applicant will read. @returns `ETAT_INVALIDE`, `ENTREE_INVALIDE` */
export function declarerIrrecevable(
  etat: EtatCandidature,
  motif: string,
): Decision<{ etat: EtatCandidature; motif: string }> {
  return avecMotif(etat, 'DECLARER_IRRECEVABLE', motif, "Motivez l'irrecevabilité : le porteur lira ce motif.");
}

/** Withdraws the file at the applicant's request, from any state that is not final. @returns `ETAT_INVALIDE`, `ENTREE_INVALIDE` */
export function retirer(etat: EtatCandidature, motif: string): Decision<{ etat: EtatCandidature; motif: string }> {
  return avecMotif(etat, 'RETIRER', motif, 'Dites pourquoi la candidature est retirée.');
}
