import { empreinteSecret, nouveauSecret, type AttentesConnexion, type Executeur } from '@tdt/socle';

/** Time left to log in at the provider, in seconds. */
export const DEMANDE_MAX_S = 600;

/** A login under way: what its answer must match, and where to go then. */
export interface DemandeConnexion extends AttentesConnexion {
  retour: string;
  invitationId: string | null;
}

interface LigneDemande {
  nonce: string;
  verificateur: string | null;
  retour: string;
  fraiche: boolean;
  invitation_id: string | null;
}

/** Opens a login: its state and nonce are longer than the 32 characters that ProConnect asks for. */
export async function inscrireDemande(
  base: Executeur,
  demande: Pick<DemandeConnexion, 'verificateur' | 'retour' | 'fraiche' | 'invitationId'>,
): Promise<DemandeConnexion> {
  const complete = { ...demande, etat: nouveauSecret(), nonce: nouveauSecret() };
  await base.query('delete from demande_connexion where expire_le <= maintenant()');
  await base.query(
    `insert into demande_connexion (etat, nonce, verificateur, retour, fraiche, invitation_id, expire_le)
     values ($1, $2, $3, $4, $5, $6, maintenant() + make_interval(secs => ${DEMANDE_MAX_S}))`,
    [
      empreinteSecret(complete.etat),
      complete.nonce,
      complete.verificateur,
      complete.retour,
      complete.fraiche,
      complete.invitationId,
    ],
  );
  return complete;
}

/** Takes the login of this state, which no second answer will find; null when it is unknown, used or too old. */
export async function consommerDemande(base: Executeur, etat: string): Promise<DemandeConnexion | null> {
  const [lignes] = await base.query<[LigneDemande[], number]>(
    `delete from demande_connexion where etat = $1 and expire_le > maintenant()
     returning nonce, verificateur, retour, fraiche, invitation_id`,
    [empreinteSecret(etat)],
  );
  const [ligne] = lignes;
  if (!ligne) return null;
  const { nonce, verificateur, retour, fraiche, invitation_id: invitationId } = ligne;
  return { etat, nonce, verificateur, retour, fraiche, invitationId };
}
