import { journaliser, type ValeursPersonnelles } from '@tdt/socle';
import type { EntityManager } from 'typeorm';

/** The journal line of an act on one of this context's objects. */
export function tracer(
  tx: EntityManager,
  acteurId: string,
  action: string,
  objetType: string,
  objetId: string,
  donnees: Record<string, unknown> = {},
  personnelles?: ValeursPersonnelles,
): Promise<void> {
  const chaine = `${objetType}:${objetId}`;
  return journaliser(tx, { chaine, action, acteurId, objetType, objetId, donnees, personnelles });
}
