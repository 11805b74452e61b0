import { empreinteSecret, nouveauSecret, type Executeur, type IdentiteAffirmee } from '@tdt/socle';

/** Time left to confirm, in seconds. */
export const RATTACHEMENT_MAX_S = 600;

/** Somebody authenticated, whose address has an account here: linking them waits for his yes. */
export interface Rattachement {
  invitationId: string;
  identite: IdentiteAffirmee;
}

interface LigneRattachement {
  invitation_id: string;
  identite: Omit<IdentiteAffirmee, 'authentifieLe'> & { authentifieLe: string };
}

export async function differer(base: Executeur, { invitationId, identite }: Rattachement): Promise<string> {
  const secret = nouveauSecret();
  await base.query('delete from rattachement where expire_le <= maintenant()');
  await base.query(
    `insert into rattachement (empreinte, invitation_id, identite, expire_le)
     values ($1, $2, $3::jsonb, maintenant() + make_interval(secs => ${RATTACHEMENT_MAX_S}))`,
    [empreinteSecret(secret), invitationId, JSON.stringify(identite)],
  );
  return secret;
}

/** What is to be confirmed under this secret; null when there is nothing, or nothing any more. */
export async function rattachementDe(base: Executeur, secret: string): Promise<Rattachement | null> {
  const [ligne] = await base.query<LigneRattachement[]>(
    'select invitation_id, identite from rattachement where empreinte = $1 and expire_le > maintenant()',
    [empreinteSecret(secret)],
  );
  if (!ligne) return null;
  const authentifieLe = new Date(ligne.identite.authentifieLe);
  return { invitationId: ligne.invitation_id, identite: { ...ligne.identite, authentifieLe } };
}

export async function oublierRattachement(base: Executeur, secret: string): Promise<void> {
  await base.query('delete from rattachement where empreinte = $1', [empreinteSecret(secret)]);
}
