import { actionsPossibles } from '../cycle.js';
import type { ActionEcriture } from '../habilitation/actions.js';
import {
  CYCLE_CANDIDATURE,
  estModifiable,
  ETATS_CANDIDATURE,
  type ActionCandidature,
  type EtatCandidature,
} from './cycle-candidature.js';

/** The acts on a file that move its state, each with its arrow in the life cycle. */
const FLECHE_DE_L_ACTE = {
  deposerCandidature: 'DEPOSER',
  demanderComplements: 'DEMANDER_COMPLEMENTS',
  repondreComplements: 'COMPLETER',
  declarerRecevable: 'DECLARER_RECEVABLE',
  declarerIrrecevable: 'DECLARER_IRRECEVABLE',
  commencerInstruction: 'NOTER',
  noterCandidature: 'NOTER',
  terminerInstruction: 'CONCLURE_INSTRUCTION',
  retirerCandidature: 'RETIRER',
} as const satisfies Partial<Record<ActionEcriture, ActionCandidature>>;

const ACTES_DE_SAISIE = ['enregistrerCandidature', 'joindrePiece'] as const satisfies readonly ActionEcriture[];

export type ActeCandidature = keyof typeof FLECHE_DE_L_ACTE | (typeof ACTES_DE_SAISIE)[number];

/** Every act that this context offers on a file, in the order of its life. */
export const ACTES_CANDIDATURE = [
  ...ACTES_DE_SAISIE,
  ...(Object.keys(FLECHE_DE_L_ACTE) as (keyof typeof FLECHE_DE_L_ACTE)[]),
] as const satisfies readonly ActeCandidature[];

/** The acts that the state allows, whoever asks: the buttons of the screen, before the rights of the reader. */
export function actesPossibles(etat: EtatCandidature): ActeCandidature[] {
  const fleches = actionsPossibles(CYCLE_CANDIDATURE, etat);
  return ACTES_CANDIDATURE.filter((acte) => {
    if (acte === 'enregistrerCandidature' || acte === 'joindrePiece') return estModifiable(etat);
    if (acte === 'commencerInstruction' && etat === 'EN_INSTRUCTION') return false;
    return fleches.includes(FLECHE_DE_L_ACTE[acte]);
  });
}

const AVANT_RECEVABILITE: readonly EtatCandidature[] = ['BROUILLON', 'DEPOSE', 'A_COMPLETER', 'IRRECEVABLE'];
const ARRETS: readonly EtatCandidature[] = ['RETIRE', 'DOUBLON', 'SANS_SUITE', 'ANNULE'];
const AVANT_AVIS: readonly EtatCandidature[] = ['RECEVABLE', 'EN_INSTRUCTION'];

/** States in which the members of the conference see a file: once it is admissible (trust.md §3.2). */
export const ETATS_VUS_DES_MEMBRES: readonly EtatCandidature[] = ETATS_CANDIDATURE.filter(
  (etat) => !AVANT_RECEVABILITE.includes(etat) && !ARRETS.includes(etat),
);

/** States in which they see its instruction: once it is concluded, so that nobody weighs on a mark being given. */
export const ETATS_INSTRUITS: readonly EtatCandidature[] = ETATS_VUS_DES_MEMBRES.filter(
  (etat) => !AVANT_AVIS.includes(etat),
);
