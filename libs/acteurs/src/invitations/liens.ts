import type { RoleAccorde } from '@tdt/domaine';
import { empreinteSecret, nouveauSecret, type Executeur } from '@tdt/socle';

/** The invitation that a link opens: the link given to the person who invited, or one that left by mail. */
export async function invitationDuLien(base: Executeur, jeton: string): Promise<string | null> {
  const [ligne] = await base.query<{ id: string }[]>(
    `select id from invitation where empreinte = $1
     union all select invitation_id from lien_invitation where empreinte = $1`,
    [empreinteSecret(jeton)],
  );
  return ligne?.id ?? null;
}

/** Ends every link that left by mail. */
export async function oublierLiens(base: Executeur, invitationId: string): Promise<void> {
  await base.query('delete from lien_invitation where invitation_id = $1', [invitationId]);
}

/** What the mail of an invitation says, with a link of its own. */
export interface InvitationParCourriel {
  jeton: string;
  courriel: string;
  organisme: string;
  role: RoleAccorde;
  expireLe: Date;
}

/**
 * Makes one more link to an invitation that still waits, for the mail that is leaving: only its SHA-256 is kept, so each try
 * has its own and all of them open. Null when the invitation waits no more.
 */
export async function lienParCourriel(base: Executeur, invitationId: string): Promise<InvitationParCourriel | null> {
  const jeton = nouveauSecret();
  const [ligne] = await base.query<Omit<InvitationParCourriel, 'jeton'>[]>(
    `with attend as (
       select i.id, i.courriel, o.nom as organisme, i.role, i.expire_le as "expireLe"
         from invitation i join organisme o on o.id = i.organisme_id
        where i.id = $1 and i.acceptee_le is null and i.annulee_le is null and i.expire_le > maintenant() for share of i),
     lien as (insert into lien_invitation (empreinte, invitation_id, cree_le) select $2, id, maintenant() from attend)
     select courriel, organisme, role, "expireLe" from attend`,
    [invitationId, empreinteSecret(jeton)],
  );
  return ligne ? { ...ligne, jeton } : null;
}
