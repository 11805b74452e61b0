import { controlerContenu, type Verdict } from './controler.js';

type Sain = Extract<Verdict, { ok: true }>;

/** How many contents are remembered. */
const RETENUS = 200;
const sains = new Map<string, Sain>();

/**
 * What this file is, or why it is turned away. A structure joins the same statutes to each of its files: a content that this
 * process has found sound is not read again. One that was turned away is, since a busy machine may have been the reason.
 * @param empreinte SHA-256 of the file
 */
export async function jugerContenu(chemin: string, empreinte: Buffer): Promise<Verdict> {
  const cle = empreinte.toString('base64');
  const connu = sains.get(cle);
  const verdict = connu ?? (await controlerContenu(chemin));
  if (!verdict.ok) return verdict;
  // Last again: the one that has not come for longest is the first to be forgotten.
  sains.delete(cle);
  sains.set(cle, verdict);
  const [oublie] = sains.size > RETENUS ? sains.keys() : [];
  if (oublie !== undefined) sains.delete(oublie);
  return verdict;
}
