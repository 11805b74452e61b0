import type { Appel } from '../appel/appel.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import type { Candidature } from './candidature.js';
import { completude } from './completude.js';
import type { EtatCandidature } from './cycle-candidature.js';
import { completer } from './recevabilite.js';

/** The applicant's answer to a request for complements. */
export interface ReponseComplements {
  texte: string;
  /** Codes of the documents that the instructor asked for. */
  piecesDemandees: readonly string[];
}

/**
 * Answers a request for complements (R2): the file goes back to the instructor, complete, with the documents asked for. The
 * call may be closed meanwhile: what counts is the instant of the deposit.
 * @returns the new state, or `ETAT_INVALIDE`, `ENTREE_INVALIDE` (no answer), `INCOMPLET` with what is still missing
 */
export function repondreComplements(
  candidature: Candidature,
  appel: Pick<Appel, 'pieces' | 'regles'>,
  { texte, piecesDemandees }: ReponseComplements,
): Decision<{ etat: EtatCandidature; reponse: string }> {
  const suivant = completer(candidature.etat);
  if (!suivant.ok) return suivant;
  if (texte.trim() === '') return refuser('ENTREE_INVALIDE', "Répondez à l'instruction.", 'reponse');
  const manques = completude(candidature, appel);
  const attendues = piecesDemandees
    .filter((code) => !candidature.pieces.includes(code) && !manques.some((m) => m.chemin === `pieces.${code}`))
    .map((code): DetailRefus => {
      const libelle = appel.pieces.find((p) => p.code === code)?.libelle ?? code;
      return { code: 'INCOMPLET', chemin: `pieces.${code}`, message: `Joignez la pièce « ${libelle} ».` };
    });
  const details = [...manques, ...attendues];
  if (details.length === 0) return accepter({ etat: suivant.fait.etat, reponse: texte.trim() });
  const points = details.length === 1 ? 'un point reste' : `${details.length} points restent`;
  return refuser('INCOMPLET', `La candidature est encore incomplète : ${points} à remplir.`, undefined, details);
}
