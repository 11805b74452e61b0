import { accepter, accepterInvitation, deciderRole, refuser, type Decision, type RoleAccorde } from '@tdt/domaine';
import { agentDe, maintenant } from '@tdt/socle';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { accorder } from '../habilitations.js';
import { tracer } from '../tracer.js';
import { Invitation } from './invitation.entity.js';
import { invitationDuLien } from './liens.js';

/** Who would accept: his account, and the address that the provider vouches for. */
export interface Invite {
  utilisateurId: string;
  courriel: string;
}

/** The invitation of a link, locked; null when no invitation has, or still has, this link. */
export async function verrouillerParLien(tx: EntityManager, jeton: string): Promise<Invitation | null> {
  const id = await invitationDuLien(tx, jeton);
  const invitation = id === null ? null : await verrouiller(tx, { id });
  // Renewed between the two, the link is dead.
  return invitation && (await invitationDuLien(tx, jeton)) === id ? invitation : null;
}

export function verrouiller(tx: EntityManager, ou: FindOptionsWhere<Invitation>): Promise<Invitation | null> {
  return tx.findOne(Invitation, { where: ou, lock: { mode: 'for_no_key_update' } });
}

/**
 * Gives the promised right, once. Refusals: those of `accepterInvitation`, then ETAT_INVALIDE when the person who invited may
 * no longer give this role: a promise is worth what its author is worth on the day it is kept.
 */
export async function honorer(tx: EntityManager, invitation: Invitation, invite: Invite): Promise<Decision<string>> {
  const instant = await maintenant(tx);
  const possible = accepterInvitation(invitation, invite.courriel, instant);
  if (!possible.ok) return possible;
  const auteur = await agentDe(tx, invitation.invitePar);
  const { organismeId, role, appelId, conferenceId, gestionnaireUtilisateurs } = invitation;
  const { utilisateurId } = invite;
  const objet = { organismeIds: [organismeId], role, appelId, conferenceId, utilisateurId };
  const droit = auteur && deciderRole(auteur, 'inviterUtilisateur', objet);
  if (!droit?.ok) {
    const message = 'La personne qui vous a invité ne peut plus donner ce rôle : demandez une autre invitation.';
    return refuser('ETAT_INVALIDE', message, 'invitation');
  }
  const deja = await droitIdentique(tx, invitation, utilisateurId);
  const habilitationId =
    deja ??
    (await accorder(tx, invitation.invitePar, 'accepterInvitation', {
      utilisateurId,
      organismeId,
      role,
      appelId,
      conferenceId,
      gestionnaireUtilisateurs,
    }));
  await tx.update(Invitation, { id: invitation.id }, { accepteeLe: instant, habilitationId });
  await tracer(tx, utilisateurId, 'accepterInvitation', 'invitation', invitation.id, { habilitationId });
  return accepter(habilitationId);
}

/** The right that is promised, when the person has it already: the invitation then only serves to link his identity. */
async function droitIdentique(
  tx: EntityManager,
  promis: Invitation,
  utilisateurId: string,
): Promise<string | undefined> {
  const [droit] = await tx.query<{ id: string }[]>(
    `select id from habilitation where utilisateur_id = $1 and organisme_id = $2 and role = $3
       and appel_id is not distinct from $4 and conference_id is not distinct from $5
       and debut <= maintenant() and (fin is null or fin > maintenant()) order by debut limit 1`,
    [utilisateurId, promis.organismeId, promis.role, promis.appelId, promis.conferenceId],
  );
  return droit?.id;
}

/**
 * Linking an identity to an account gives its holder all that the account may do: whoever invites must be able to give each of
 * its rights. Else the manager of a small organisation could open the account of anybody whose address he can write.
 * Refusal: INTERDIT.
 */
export async function exigerRattachable(
  tx: EntityManager,
  invitation: Invitation,
  compteId: string,
): Promise<Decision> {
  const auteur = await agentDe(tx, invitation.invitePar);
  const compte = await agentDe(tx, compteId);
  const tous = compte?.habilitations.every(
    ({ role, organismeId, appelId, conferenceId }) =>
      auteur !== null &&
      deciderRole(auteur, 'inviterUtilisateur', {
        role: role as RoleAccorde,
        organismeIds: [organismeId],
        appelId,
        conferenceId,
        utilisateurId: compteId,
      }).ok,
  );
  if (tous) return accepter();
  const message =
    'Ce compte a des droits que la personne qui vous a invité ne peut pas donner : demandez une invitation à l’administration.';
  return refuser('INTERDIT', message, 'invitation');
}
