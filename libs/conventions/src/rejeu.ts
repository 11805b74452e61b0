import { createHash } from 'node:crypto';
import { canoniser, refuser, type Decision } from '@tdt/domaine';
import type { AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';

/** Fingerprint of a request: two requests with the same key are the same act only if they ask the same thing. */
export function empreinteDemande(demande: object): string {
  return createHash('sha256')
    .update(canoniser(enDonnees(demande)))
    .digest('hex');
}

/** Inputs are instances of their classes; the canonical text is that of their plain values. */
function enDonnees(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(enDonnees);
  if (valeur === null || typeof valeur !== 'object' || valeur instanceof Date) return valeur;
  return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, enDonnees(v)]));
}

/**
 * Was this act already done on this object with this key? To be asked under the lock of the object, after its rights and
 * before its state, which the first time has changed. `null`: not yet. A decision: the answer of the first time, or
 * CONFLIT_IDEMPOTENCE when the key served for something else. The journal remembers (rule 15).
 */
export async function rejouer(
  tx: EntityManager,
  agent: AgentConnu,
  acte: { action: string; objetId: string; cle: string; empreinte: string },
): Promise<Decision<string> | null> {
  const [ligne] = await tx.query<{ acteur: string; empreinte: string; reponse: string }[]>(
    `select acteur_id as acteur, donnees ->> 'empreinte' as empreinte, donnees ->> 'reponse' as reponse
       from journal where objet_id = $1 and action = $2 and donnees ->> 'cle' = $3`,
    [acte.objetId, acte.action, acte.cle],
  );
  if (!ligne) return null;
  if (ligne.acteur === agent.utilisateurId && ligne.empreinte === acte.empreinte)
    return { ok: true, fait: ligne.reponse };
  return refuser('CONFLIT_IDEMPOTENCE', 'Cette clé a déjà servi pour une opération différente.', 'cle');
}
