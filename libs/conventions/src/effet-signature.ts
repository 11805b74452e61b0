import { accepter, type Decision, type EtatConvention } from '@tdt/domaine';
import type { AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Convention } from './convention.entity.js';
import { prendreEffet } from './effet-avenant.js';

/** SHA-256 of the file that people download: the frozen bytes, and the cachet behind them when there is one. */
export function empreinteDuDocument({ scelleEmpreinte, pdfEmpreinte }: Convention): Buffer | null {
  return scelleEmpreinte ?? pdfEmpreinte;
}

/**
 * What one more signature, of whatever kind and recorded by whomever, does to its convention: with the last one it is SIGNEE at this instant, and an
 * avenant takes effect. Refusals: those of `prendreEffet`.
 * @returns what the line of the journal says of it
 */
export async function faireAvancer(
  tx: EntityManager,
  agent: Pick<AgentConnu, 'utilisateurId'>,
  cle: string,
  convention: Convention,
  etat: EtatConvention,
  instant: Date,
): Promise<Decision<Record<string, unknown>>> {
  const signee = etat === 'SIGNEE';
  const remplace = signee ? convention.avenantDeId : null;
  if (remplace !== null) {
    const effet = await prendreEffet(tx, agent, cle, convention, instant);
    if (!effet.ok) return effet;
  }
  await tx.update(Convention, { id: convention.id }, { etat, ...(signee && { signeeLe: instant }) });
  return accepter({ etat, ...(remplace !== null && { remplace }) });
}
