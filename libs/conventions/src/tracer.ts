import { journaliser, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import type { Convention } from './convention.entity.js';

/** The journal line of an act on a convention, on the chain of its file; without an author, the machine's. */
export function tracer(
  tx: EntityManager,
  agent: Pick<AgentConnu, 'utilisateurId'> | null,
  action: string,
  { id, candidatureId }: Pick<Convention, 'id' | 'candidatureId'>,
  donnees: Record<string, unknown>,
): Promise<void> {
  return journaliser(tx, {
    chaine: `candidature:${candidatureId}`,
    action,
    acteurId: agent?.utilisateurId ?? null,
    objetType: 'convention',
    objetId: id,
    donnees,
  });
}
