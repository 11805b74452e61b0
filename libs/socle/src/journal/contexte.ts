import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { portee, type Action, type AgentHabilite } from '@tdt/domaine';
import { estUuid, type Executeur } from '../horloge.js';

/** The request that an act belongs to: it follows the act through the calls, so that no signature has to carry it. */
export interface ContexteActe {
  /** Number of the request, the same as in the answer and in the technical log. */
  requeteId: string | null;
  agent: AgentHabilite | null;
  action: Action | null;
}

const AUCUN: ContexteActe = { requeteId: null, agent: null, action: null };

const contextes = new AsyncLocalStorage<ContexteActe>();

/** Runs `suite` in the context of a request, completed by what is known at this point. */
export function dansActe<T>(ajout: Partial<ContexteActe>, suite: () => T): T {
  return contextes.run({ ...(contextes.getStore() ?? AUCUN), ...ajout }, suite);
}

/** A uuid, even when the caller chose another name for its request: whoever has the log can work it out again. */
function enUuid(requeteId: string): string {
  if (estUuid(requeteId)) return requeteId.toLowerCase();
  const h = createHash('sha256').update(requeteId).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

function unique(valeurs: string[]): string | null {
  const [premiere, ...autres] = new Set(valeurs);
  return autres.length === 0 ? (premiere ?? null) : null;
}

/**
 * As what, and for which organisation, the agent acts: null when several of his habilitations allow the same act. Whoever
 * says for which organisation he acts comes with the habilitations of that one alone.
 */
export function qualite({ agent, action }: ContexteActe): { role: string | null; organisationId: string | null } {
  const raisons = agent === null ? [] : action === null ? agent.habilitations : portee(agent, action);
  return {
    role: unique(raisons.map((r) => r.role)),
    organisationId: unique(raisons.flatMap((r) => r.organismeId ?? [])),
  };
}

/** Hands the context over to the lines that this transaction will write, those of the ledger's SQL included. */
export async function poserContexte(tx: Executeur): Promise<void> {
  const contexte = contextes.getStore();
  if (!contexte) return;
  const { role, organisationId } = qualite(contexte);
  const requete = contexte.requeteId === null ? null : enUuid(contexte.requeteId);
  // Local to the transaction: a setting of the session would leak to the next request of the pool (trust.md, finding 4).
  await tx.query(
    `select set_config('tdt.requete', $1, true), set_config('tdt.role', $2, true), set_config('tdt.organisation', $3, true)`,
    [requete ?? '', role ?? '', organisationId ?? ''],
  );
}
