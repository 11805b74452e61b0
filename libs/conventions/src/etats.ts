import type { Candidature } from '@tdt/candidatures';
import { accepter, CYCLE_CANDIDATURE, refuser, type Decision, type EtatCandidature } from '@tdt/domaine';

/** A file in one of these states will never be funded: nobody commits money to it any more. */
const ARRETEES: readonly EtatCandidature[] = [
  'BROUILLON',
  'IRRECEVABLE',
  'REFUSE',
  'RETIRE',
  'DOUBLON',
  'SANS_SUITE',
  'ANNULE',
];

/** May money still be committed to this file? Refusal: ETAT_INVALIDE. */
export function candidatureVivante({ etat }: Pick<Candidature, 'etat'>): Decision {
  if (!ARRETEES.includes(etat)) return accepter();
  const message = `La candidature est à l’état « ${CYCLE_CANDIDATURE.etats[etat]} » : aucune part ne peut plus être engagée.`;
  return refuser('ETAT_INVALIDE', message, 'partId');
}
