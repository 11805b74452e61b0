import type { Appel } from '../appel/appel.js';
import { CYCLE_APPEL, recoitDepots } from '../appel/cycle-appel.js';
import { verifierCategorie } from '../appel/eligibilite.js';
import { dansFenetre, ecrireInstant } from '../calendrier/paris.js';
import type { ActionEcriture } from '../habilitation/actions.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { CYCLE_CANDIDATURE, type EtatCandidature } from './cycle-candidature.js';

/** How a file reaches the service otherwise than by the platform. Source: trust.md §10, the non-digital way. */
export const CANAUX_RECEPTION = ['COURRIER', 'COURRIEL'] as const;
export type CanalReception = (typeof CANAUX_RECEPTION)[number];

/** « Reçue par courrier ». */
export const LIBELLES_CANAL: Readonly<Record<CanalReception, string>> = { COURRIER: 'courrier', COURRIEL: 'courriel' };

/** Code of the document that proves what was received: the request itself, scanned, whatever the call asks for. */
export const PIECE_DEMANDE_RECUE = 'DEMANDE-RECUE';

/** What is proved of a file received: the instant is that of the postmark or of the mail server, and R1 is judged on it. */
export interface Reception {
  canal: CanalReception;
  recueLe: Date;
}

/**
 * Registers a file received by post or e-mail. The deadline (R1) is judged on the instant of reception, however late it is
 * registered. Refusals, in this order: ETAT_INVALIDE (the call takes no file), ENTREE_INVALIDE (received in the future),
 * HORS_DELAI (received before the window or after it), INELIGIBLE (R6).
 */
export function enregistrerReception(
  appel: Pick<Appel, 'etat' | 'ouverture' | 'cloture' | 'categoriesAdmises'>,
  porteur: { categorie: CategorieOrganisme },
  recueLe: Date,
  instant: Date,
): Decision<{ etat: EtatCandidature }> {
  const { etat, ouverture, cloture } = appel;
  if (!recoitDepots(etat) || !ouverture || !cloture) {
    const message = `L'appel ne reçoit pas de candidature : il est à l'état « ${CYCLE_APPEL.etats[etat]} ».`;
    return refuser('ETAT_INVALIDE', message, 'appelId');
  }
  if (recueLe.getTime() > instant.getTime()) {
    return refuser('ENTREE_INVALIDE', 'La réception ne peut pas être dans l’avenir.', 'recueLe');
  }
  if (!dansFenetre(recueLe, ouverture, cloture)) {
    const message =
      recueLe.getTime() < ouverture.getTime()
        ? `Reçue avant l’ouverture des dépôts, le ${ecrireInstant(ouverture)}.`
        : `Reçue après la clôture des dépôts, le ${ecrireInstant(cloture)}.`;
    return refuser('HORS_DELAI', message, 'recueLe');
  }
  const categorie = verifierCategorie(appel, porteur.categorie);
  return categorie.ok ? accepter({ etat: CYCLE_CANDIDATURE.initial }) : categorie;
}

/** The acts of its applicant on a draft, which are the service's on a file received, until it is deposited. */
export const ACTES_DU_SERVICE: readonly ActionEcriture[] = [
  'enregistrerCandidature',
  'joindrePiece',
  'deposerCandidature',
  'retirerCandidature',
];

/**
 * The right that an act on a file asks for. What was received in time is not rewritten after the closing by whoever sent it:
 * until the deposit, the service alone copies it.
 */
export function droitSurDossier(
  action: ActionEcriture,
  { recueLe, deposeLe }: { recueLe: Date | null; deposeLe: Date | null },
): ActionEcriture {
  const enSaisie = recueLe !== null && deposeLe === null;
  return enSaisie && ACTES_DU_SERVICE.includes(action) ? 'saisirCandidatureRecue' : action;
}
