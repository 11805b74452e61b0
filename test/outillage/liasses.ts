import type { Serveur } from './serveur.js';
import type { ClePersonne } from '../monde-donnees.js';

/** What somebody gets when he asks for all the conventions of a session. */
export interface LiasseRecue {
  statut: number;
  type: string | null;
  /** Names in the central directory of the ZIP, in order. */
  noms: string[];
  contenu: Buffer;
}

function nomsDuZip(zip: Buffer): string[] {
  const noms: string[] = [];
  for (let debut = zip.indexOf('PK\x01\x02'); debut >= 0; debut = zip.indexOf('PK\x01\x02', debut + 46)) {
    noms.push(zip.toString('utf8', debut + 46, debut + 46 + zip.readUInt16LE(debut + 28)));
  }
  return noms;
}

export async function recevoirLiasse(s: Serveur, qui: ClePersonne | null, seanceId: string): Promise<LiasseRecue> {
  const entetes = qui ? { authorization: `Bearer ${s.monde.jetons[qui]}` } : undefined;
  const reponse = await fetch(`${s.url}/documents/seances/${seanceId}/conventions.zip`, { headers: entetes });
  const contenu = Buffer.from(await reponse.arrayBuffer());
  return { statut: reponse.status, type: reponse.headers.get('content-type'), noms: nomsDuZip(contenu), contenu };
}

/** How many shares the list of what is missing, alone in the ZIP, says to be without their act. */
export async function manquesDeLiasse(s: Serveur, qui: ClePersonne, seanceId: string): Promise<number> {
  const { type, noms, contenu } = await recevoirLiasse(s, qui, seanceId);
  if (type !== 'application/zip' || noms.join() !== 'a-completer.txt')
    throw new Error(`reçu : ${type}, ${noms.join()}`);
  const [, ...lignes] = contenu.toString().split('\n– ');
  return lignes.filter((ligne) => /^La part \d attend encore l’acte de son financeur\./.test(ligne)).length;
}

/** Statuses of those who may read no convention of this session, of one that does not exist and of a text that is no id. */
export async function liassesRefusees(s: Serveur, seanceIds: readonly string[]): Promise<number[]> {
  const statuts: number[] = [];
  for (const qui of ['fdj', 'hubNormandie', null] as const) {
    for (const id of seanceIds) statuts.push((await recevoirLiasse(s, qui, id)).statut);
  }
  return [...new Set(statuts)];
}
