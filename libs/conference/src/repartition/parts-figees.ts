import { GrandLivre, type EcritureAPoster } from '@tdt/appels';
import { accepter, ETAPES_PART, remplacerParts, type Decision, type LigneDePlan, type NaturePart } from '@tdt/domaine';
import { journaliser, maintenant, nouvelId, type AgentConnu } from '@tdt/socle';
import { In, type EntityManager } from 'typeorm';
import { Part } from '../part.entity.js';

/** A line of the frozen plan, with what a share needs beside its amount. */
export interface LigneAFiger extends LigneDePlan {
  nature: NaturePart;
  condition: string | null;
}

/** Shares that funders have prepared on these files and that no vote has settled, locked. */
export function verrouillerParts(tx: EntityManager, candidatureIds: readonly string[]): Promise<Part[]> {
  return tx.find(Part, {
    where: { candidatureId: In([...candidatureIds]), etat: In([...ETAPES_PART]) },
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
}

/**
 * Puts the shares of a frozen plan to the session, in place of those that were prepared (none is overwritten); what these had
 * reserved follows, or goes back to its envelope. Refusals: those of the ledger.
 */
export async function poserLesParts(
  tx: EntityManager,
  agent: AgentConnu,
  propositionId: string,
  parts: readonly Part[],
  lignes: readonly LigneAFiger[],
): Promise<Decision<unknown>> {
  const avant = parts.map((p) => ({ ...p, enveloppeId: p.enveloppeId ?? '' }));
  const { fins, creees } = remplacerParts(avant, lignes);
  for (const { partId, etat } of fins) {
    const part = parts.find((p) => p.id === partId);
    await tx.update(Part, { id: partId }, { etat, version: (part?.version ?? 0) + 1 });
    await tracer(tx, agent, partId, { propositionId, etat });
  }
  const creeeLe = await maintenant(tx);
  const nouvelles = creees.map((ligne) => {
    const suite = { etat: 'PROPOSEE' as const, version: 1, creeeLe, assiette: null };
    return { ligne, part: { ...ligne, ...suite, id: nouvelId() } };
  });
  for (const { part } of nouvelles) {
    await tx.insert(Part, part);
    const { candidatureId, montant, etat } = part;
    await tracer(tx, agent, part.id, { propositionId, candidatureId, montant, etat });
  }
  const remplacees = fins.map(({ partId, parLigne }) => {
    return { partId, suivante: nouvelles.find(({ ligne }) => ligne === parLigne)?.part ?? null };
  });
  return suivreReserves(tx, agent, parts, remplacees);
}

/** One lot: what a share that stops had reserved is freed, and kept again for the one that takes its place. */
async function suivreReserves(
  tx: EntityManager,
  agent: AgentConnu,
  parts: readonly Part[],
  remplacees: readonly { partId: string; suivante: Pick<Part, 'id' | 'enveloppeId' | 'montant'> | null }[],
): Promise<Decision<unknown>> {
  const grandLivre = new GrandLivre(tx);
  const ecritures: EcritureAPoster[] = [];
  for (const { partId, suivante } of remplacees) {
    const { RESERVE: reserve = 0n } = await grandLivre.soldesPart(partId);
    const enveloppeId = parts.find((p) => p.id === partId)?.enveloppeId ?? null;
    if (reserve === 0n) continue;
    const motif = 'Part remplacée par la proposition figée';
    ecritures.push({
      type: 'LIBERER',
      enveloppeId,
      partId,
      de: 'RESERVE',
      vers: 'DISPONIBLE',
      montant: reserve,
      motif,
    });
    if (!suivante) continue;
    const { id, montant } = suivante;
    const commun = { enveloppeId: suivante.enveloppeId, partId: id, montant };
    ecritures.push({ ...commun, type: 'RESERVER', de: 'DISPONIBLE', vers: 'RESERVE' });
  }
  if (ecritures.length === 0) return accepter();
  const acte = { cle: nouvelId(), acteurId: agent.utilisateurId, operation: 'figerProposition' };
  return grandLivre.poster(acte, ecritures);
}

function tracer(tx: EntityManager, agent: AgentConnu, id: string, donnees: Record<string, unknown>): Promise<void> {
  return journaliser(tx, {
    chaine: `part:${id}`,
    action: 'figerProposition',
    acteurId: agent.utilisateurId,
    objetType: 'part',
    objetId: id,
    donnees,
  });
}
