import type { Critere } from '../appel/appel.js';
import { avancer } from '../cycle.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import { CYCLE_CANDIDATURE, type EtatCandidature } from './cycle-candidature.js';
import { defautsDesNotes, noter, type Note } from './noter.js';

/** The opinion that closes an instruction. */
export interface AvisInstruction {
  favorable: boolean;
  /** The reasons, which the conference will read. */
  avis: string;
}

/** Takes a file into instruction. @returns the new state, or `ETAT_INVALIDE` (also when it is already under way) */
export function commencerInstruction(etat: EtatCandidature): Decision<{ etat: EtatCandidature }> {
  if (etat === 'EN_INSTRUCTION') {
    return refuser('ETAT_INVALIDE', "L'instruction de cette candidature est déjà commencée.", 'etat');
  }
  const suivant = avancer(CYCLE_CANDIDATURE, etat, 'NOTER');
  return suivant.ok ? accepter({ etat: suivant.fait }) : suivant;
}

/**
 * Marks some criteria of the grid, in one go or little by little: each once, from 0 to its weight, with a comment.
 * @returns the new state, or `ETAT_INVALIDE`, or the first fault's code with every fault listed
 */
export function noterCriteres(
  etat: EtatCandidature,
  grille: readonly Critere[],
  notes: readonly Note[],
): Decision<{ etat: EtatCandidature }> {
  const suivant = avancer(CYCLE_CANDIDATURE, etat, 'NOTER');
  if (!suivant.ok) return suivant;
  if (notes.length === 0) return refuser('INCOMPLET', 'Notez au moins un critère.', 'notes');
  const details = defautsDesNotes(grille, notes);
  const [premier] = details;
  if (premier) return refuser(premier.code, 'Des notes sont à corriger.', 'notes', details);
  return accepter({ etat: suivant.fait });
}

function reserves(total: number, seuil: number | null, { favorable, avis }: AvisInstruction): DetailRefus[] {
  if (avis.trim() !== '') return [];
  const message =
    favorable && seuil !== null && total < seuil
      ? `La note, ${total} sur 100, est sous le seuil de ${seuil} : motivez cet avis favorable.`
      : 'Motivez votre avis : la conférence le lira.';
  return [{ code: 'INCOMPLET', chemin: 'avis', message }];
}

/**
 * Closes the instruction: the whole grid is marked, and the opinion gives its reasons (domain §1.3).
 * @param seuil mark under which a favourable opinion is against the grid; null when the call sets none
 * @returns the new state and the total mark, or `ETAT_INVALIDE`, `INCOMPLET`
 */
export function conclureInstruction(
  etat: EtatCandidature,
  grille: readonly Critere[],
  notes: readonly Note[],
  avis: AvisInstruction,
  seuil: number | null,
): Decision<{ etat: EtatCandidature; total: number }> {
  const suivant = avancer(CYCLE_CANDIDATURE, etat, 'CONCLURE_INSTRUCTION');
  if (!suivant.ok) return suivant;
  const notation = noter(grille, notes);
  if (!notation.ok) return notation;
  const { total } = notation.fait;
  const [manque] = reserves(total, seuil, avis);
  if (manque) return refuser(manque.code, manque.message, manque.chemin);
  return accepter({ etat: suivant.fait, total });
}
