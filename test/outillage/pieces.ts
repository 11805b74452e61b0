import { createHash } from 'node:crypto';
import { joindre, type Reponse } from '../monde-candidatures.js';
import type { ClePersonne } from '../monde-donnees.js';
import type { Serveur } from './serveur.js';

export const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');

/** What a REST route answered: its status, and its JSON when it has one. */
export interface Vu {
  statut: number;
  corps: { id?: string; errors?: { message: string; extensions: Reponse & { motif?: string; recu?: number } }[] };
}

/** Joins a document that must be accepted, and answers its id. */
export async function joindreBonne(
  s: Serveur,
  id: string,
  code: string,
  contenu: Uint8Array,
  nom: string,
): Promise<string> {
  const { statut, corps } = await joindre(s, 'hubBretagne', id, code, contenu, nom);
  if (statut !== 201 || !corps.id) throw new Error(JSON.stringify(corps));
  return corps.id;
}

export async function etatAnalyse(s: Serveur, pieceId: string): Promise<string | undefined> {
  const [ligne] = await s.sql<{ etat: string }>('select etat_analyse as etat from piece where id = $1', [pieceId]);
  return ligne?.etat;
}

const entetes = (s: Serveur, qui: ClePersonne | null): Record<string, string> =>
  qui ? { authorization: `Bearer ${s.monde.jetons[qui]}` } : {};

/** Asks for an address as this person, following nothing. */
export const demanderAdresse = (s: Serveur, qui: ClePersonne | null, chemin: string): Promise<Response> =>
  fetch(s.url + chemin, { headers: entetes(s, qui), redirect: 'manual' });

/** The signed link that this person gets for a document, or the status of the refusal. */
export async function lienDe(s: Serveur, qui: ClePersonne | null, pieceId: string): Promise<string | number> {
  const reponse = await demanderAdresse(s, qui, `/documents/pieces/${pieceId}`);
  return reponse.headers.get('location') ?? reponse.status;
}

/** Status that this person gets when she downloads a document from its address, link included. */
export async function telecharger(s: Serveur, qui: ClePersonne | null, pieceId: string): Promise<number> {
  const reponse = await fetch(`${s.url}/documents/pieces/${pieceId}`, { headers: entetes(s, qui) });
  await reponse.arrayBuffer();
  return reponse.status;
}

/** Every wait of the queue is over: failures are tried again at once. */
export const avancerLaFile = (s: Serveur) => s.sql('update analyse_piece set prochain_essai = clock_timestamp()');
