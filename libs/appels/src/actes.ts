import { createHash } from 'node:crypto';
import { accepter, canoniser, refuser, type Decision } from '@tdt/domaine';
import { maintenant, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';

/** An act that the client names by a key, so that repeating it does nothing more. */
export interface ActeAvecCle {
  operation: string;
  cle: string;
  /** What was asked: the same key with another content is refused. */
  demande: object;
}

interface LotInscrit {
  operation: string;
  acteur: string | null;
  empreinte: Buffer;
  reponse: string | null;
}

/** Inputs are instances of their classes; the canonical text is that of their plain values. */
function enDonnees(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(enDonnees);
  if (valeur === null || typeof valeur !== 'object' || valeur instanceof Date) return valeur;
  return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, enDonnees(v)]));
}

function empreinteDe(demande: object): Buffer {
  return createHash('sha256')
    .update(canoniser(enDonnees(demande)))
    .digest();
}

/**
 * Does an act once for its key. The register of lots is asked first: a key already used gives the first answer, or
 * CONFLIT_IDEMPOTENCE when it served another person or another content. Two requests with one key follow one another on
 * the register's row. Call it after the right has been checked, and before the state, which the first time has changed.
 */
export async function uneSeuleFois(
  tx: EntityManager,
  agent: AgentConnu,
  acteAvecCle: ActeAvecCle,
  acte: () => Promise<Decision<string>>,
): Promise<Decision<string>> {
  const { operation, cle, demande } = acteAvecCle;
  const nouveau = await tx.query<{ id: string }[]>(
    `insert into lot (id, operation, acteur_id, empreinte, fait_le) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing returning id`,
    [cle, operation, agent.utilisateurId, empreinteDe(demande), await maintenant(tx)],
  );
  if (nouveau.length === 0) return (await premiereReponse(tx, agent, acteAvecCle)) ?? CLE_DEJA_PRISE;
  const fait = await acte();
  if (fait.ok) {
    const resultat = JSON.stringify({ lot: cle, operation, reponse: fait.fait });
    await tx.query('update lot set resultat = $2 where id = $1', [cle, resultat]);
  }
  return fait;
}

const CLE_DEJA_PRISE = refuser('CONFLIT_IDEMPOTENCE', 'Cette clé a déjà servi pour une opération différente.', 'cle');

/** What this key answered the first time, or CONFLIT_IDEMPOTENCE; `null` when it is new. */
export async function premiereReponse(
  tx: EntityManager,
  agent: AgentConnu,
  { operation, cle, demande }: ActeAvecCle,
): Promise<Decision<string> | null> {
  const [lot] = await tx.query<LotInscrit[]>(
    `select operation, acteur_id as acteur, empreinte, resultat ->> 'reponse' as reponse from lot where id = $1`,
    [cle],
  );
  if (!lot) return null;
  const meme = lot.operation === operation && lot.acteur === agent.utilisateurId;
  if (meme && lot.empreinte.equals(empreinteDe(demande)) && lot.reponse !== null) return accepter(lot.reponse);
  return CLE_DEJA_PRISE;
}
