import { accepter, premierRefus, refuser, type Decision } from '../refus.js';

/** Days during which the link of an invitation can be used. */
export const INVITATION_JOURS = 7;

/** What decides of an invitation: where it stands, and to which address it was sent. */
export interface InvitationRecue {
  /** In lower case. */
  courriel: string;
  expireLe: Date;
  accepteeLe: Date | null;
  annuleeLe: Date | null;
}

/** Is the invitation still waiting for its answer? Expired, it still is: it can be renewed. Refusal: ETAT_INVALIDE. */
export function exigerEnAttente({ accepteeLe, annuleeLe }: InvitationRecue): Decision {
  if (accepteeLe) return refuser('ETAT_INVALIDE', 'Cette invitation a déjà servi.', 'invitation');
  if (annuleeLe) return refuser('ETAT_INVALIDE', 'Cette invitation a été annulée.', 'invitation');
  return accepter();
}

/**
 * May the holder of this address accept the invitation at this instant? Refusals, in this order: ETAT_INVALIDE (already used,
 * cancelled), HORS_DELAI (from its expiry on), INTERDIT (sent to another address).
 */
export function accepterInvitation(invitation: InvitationRecue, courriel: string, instant: Date): Decision {
  return premierRefus(
    () => exigerEnAttente(invitation),
    () =>
      instant < invitation.expireLe
        ? accepter()
        : refuser('HORS_DELAI', 'Cette invitation a expiré : demandez qu’on vous la renouvelle.', 'invitation'),
    () =>
      courriel.toLowerCase() === invitation.courriel
        ? accepter()
        : refuser(
            'INTERDIT',
            'Cette invitation a été envoyée à une autre adresse que la vôtre : connectez-vous avec le compte de cette adresse.',
            'courriel',
          ),
  );
}
