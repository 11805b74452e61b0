import { maintenant, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Logo } from './logo.entity.js';
import { Organisme } from './organisme.entity.js';
import { tracer } from './tracer.js';

/** An image that has been found fit to be a logo. */
export type ImageDeLogo = Pick<Logo, 'empreinte' | 'typeMime' | 'octets'>;

/** Locks an organisation for an act on it; null when there is none. */
export function verrouillerOrganisme(tx: EntityManager, id: string): Promise<Organisme | null> {
  return tx.findOne(Organisme, { where: { id }, lock: { mode: 'for_no_key_update' } });
}

/**
 * Gives its logo to an organisation, locked by the caller, or takes it away (null). The former image stays, for the documents
 * that name it. The same logo again changes nothing, and leaves no line.
 */
export async function poserLogo(
  tx: EntityManager,
  agent: AgentConnu,
  { id, logo: avant }: Organisme,
  image: ImageDeLogo | null,
): Promise<void> {
  const logo = image?.empreinte ?? null;
  if (logo === avant) return;
  if (image && !(await tx.existsBy(Logo, { empreinte: image.empreinte }))) {
    await tx
      .createQueryBuilder()
      .insert()
      .into(Logo)
      .values({ ...image, deposeLe: await maintenant(tx) })
      .orIgnore()
      .execute();
  }
  await tx.update(Organisme, { id }, { logo });
  await tracer(tx, agent.utilisateurId, 'changerLogo', 'organisme', id, { avant, logo });
}
