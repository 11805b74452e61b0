import { resultatOuRefus } from '@tdt/socle';
import { CandidatureType } from './candidature.type.js';
import { MontantDroitType } from './projet.type.js';

export const OuvrirCandidatureResultat = resultatOuRefus('OuvrirCandidature', CandidatureType);
export const EnregistrerCandidatureRecueResultat = resultatOuRefus('EnregistrerCandidatureRecue', CandidatureType);
export const EnregistrerCandidatureResultat = resultatOuRefus('EnregistrerCandidature', CandidatureType);
export const DeposerCandidatureResultat = resultatOuRefus('DeposerCandidature', CandidatureType);
export const RetirerCandidatureResultat = resultatOuRefus('RetirerCandidature', CandidatureType);
export const RetirerPieceResultat = resultatOuRefus('RetirerPiece', CandidatureType);
export const DemanderComplementsResultat = resultatOuRefus('DemanderComplements', CandidatureType);
export const RepondreComplementsResultat = resultatOuRefus('RepondreComplements', CandidatureType);
export const DeclarerRecevableResultat = resultatOuRefus('DeclarerRecevable', CandidatureType);
export const DeclarerIrrecevableResultat = resultatOuRefus('DeclarerIrrecevable', CandidatureType);
export const CommencerInstructionResultat = resultatOuRefus('CommencerInstruction', CandidatureType);
export const NoterCandidatureResultat = resultatOuRefus('NoterCandidature', CandidatureType);
export const TerminerInstructionResultat = resultatOuRefus('TerminerInstruction', CandidatureType);
export const SimulerMontantResultat = resultatOuRefus('SimulerMontant', MontantDroitType);
