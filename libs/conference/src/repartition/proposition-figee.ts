import type { EntityManager } from 'typeorm';
import { Proposition, PropositionLigne, PropositionProjet } from './proposition.entity.js';

/** The proposition in force for one file of a session, and the amounts that its ballot must be about. */
export interface PropositionDuPoint {
  id: string;
  /** SHA-256 of the snapshot, in hexadecimal. */
  empreinte: string;
  lignes: PropositionLigne[];
}

/** What the frozen proposition of this session says of this file; `null` when there is none, or when it is not in it. */
export async function propositionDuPoint(
  tx: EntityManager,
  seanceId: string,
  candidatureId: string,
): Promise<PropositionDuPoint | null> {
  const proposition = await tx.findOneBy(Proposition, { seanceId, etat: 'FIGEE' });
  if (!proposition) return null;
  const propositionId = proposition.id;
  const projet = await tx.findOneBy(PropositionProjet, { propositionId, candidatureId });
  if (!projet) return null;
  const lignes = await tx.find(PropositionLigne, { where: { propositionId, candidatureId }, order: { rang: 'ASC' } });
  return { id: propositionId, empreinte: proposition.empreinte.toString('hex'), lignes };
}
