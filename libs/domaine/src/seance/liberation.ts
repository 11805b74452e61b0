import type { Jour } from '../calendrier/index.js';
import { avancer } from '../cycle.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { CYCLE_PART, type EtatPart } from './cycle-part.js';
import { exigerActeComplet, type ActeEngagement } from './engagement.js';

/** The act by which a funder gives up: the amount is the whole share, so it is not typed again. */
export type ActeRetrait = Omit<ActeEngagement, 'montant'>;

export interface DemandeLiberation {
  part: { etat: EtatPart };
  motif: string;
  /** Asked from ENGAGEE on: what an act has done, only an act undoes. */
  acte: ActeRetrait | null;
  financeur: { categorie: CategorieOrganisme };
  /** Paris day of the recording. */
  aujourdhui: Jour;
}

/** Account of the ledger that gives the money back. */
export type CompteLibere = 'VOTE' | 'ENGAGE';

export interface PartLiberee {
  etat: EtatPart;
  depuis: CompteLibere;
}

const COMPTES: Readonly<Partial<Record<EtatPart, CompteLibere>>> = {
  VOTEE: 'VOTE',
  SOUS_RESERVE: 'VOTE',
  ENGAGEE: 'ENGAGE',
};

/**
 * A funder gives up a share that the session voted, before any convention. Refusals, in this order: ETAT_INVALIDE (the
 * state, or a share not voted yet, which is simply withdrawn from the proposal), ENTREE_INVALIDE (no reason given),
 * ACTE_INVALIDE (engaged share without an act, or incomplete act, every field in `details`).
 */
export function libererPart(demande: DemandeLiberation): Decision<PartLiberee> {
  const { part, motif, acte } = demande;
  const suite = avancer(CYCLE_PART, part.etat, 'retirer');
  if (!suite.ok) return suite;
  const depuis = COMPTES[part.etat];
  if (!depuis) {
    const message = 'La conférence n’a pas encore voté cette part : retirez-la de la proposition.';
    return refuser('ETAT_INVALIDE', message, 'etat');
  }
  const verdict = premierRefus(
    () => (motif.trim() === '' ? refuser('ENTREE_INVALIDE', 'Indiquez le motif du retrait.', 'motif') : accepter()),
    () => exigerActe(part.etat, acte),
    () => (acte === null ? accepter() : exigerActeComplet({ ...demande, acte })),
  );
  if (!verdict.ok) return verdict;
  return accepter({ etat: suite.fait, depuis });
}

function exigerActe(etat: EtatPart, acte: ActeRetrait | null): Decision {
  if (etat !== 'ENGAGEE' || acte !== null) return accepter();
  const message = 'Une part engagée par un acte ne se retire que par un acte du même financeur : indiquez-le.';
  return refuser('ACTE_INVALIDE', message, 'acte');
}
