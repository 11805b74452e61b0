import { journaliser } from '@tdt/socle';
import type { EntityManager } from 'typeorm';

/** The journal line of an act on one of this context's objects. */
export function tracer(
  tx: EntityManager,
  acteurId: string,
  action: string,
  objetType: string,
  objetId: string,
  donnees: Record<string, unknown> = {},
): Promise<void> {
  return journaliser(tx, { chaine: `${objetType}:${objetId}`, action, acteurId, objetType, objetId, donnees });
}
