import type { Action } from '@tdt/domaine';

/**
 * Acts whose refusal leaves a line too (trust.md §5): somebody has tried to vote, to commit or pay money, to grant a right,
 * to publish, or to have something signed.
 */
export const ACTES_SENSIBLES: ReadonlySet<Action> = new Set<Action>([
  'accorderHabilitation',
  'retirerHabilitation',
  'inviterUtilisateur',
  'renouvelerInvitation',
  'annulerInvitation',
  'desactiverUtilisateur',
  'reactiverUtilisateur',
  'publierAppel',
  'doterEnveloppe',
  'reprendreEnveloppe',
  'voter',
  'cloreScrutin',
  'proclamerScrutin',
  'annulerScrutin',
  'scellerAnnonce',
  'retirerAnnonce',
  'figerProposition',
  'approuverPv',
  'enregistrerEngagement',
  'libererPart',
  'mettreEnSignature',
]);
