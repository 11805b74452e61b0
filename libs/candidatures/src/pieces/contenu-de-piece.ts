import { Readable } from 'node:stream';
import type { Depot } from '@tdt/socle';
import type { DataSource } from 'typeorm';

/** The bytes of a document, from the store or, for those received before there was one, from the table. */
export async function lireContenuDePiece(
  source: DataSource,
  depot: Depot,
  { id, cle }: { id: string; cle: string | null },
): Promise<Readable> {
  if (cle !== null) return depot.lire(cle);
  const [ligne] = await source.query<{ contenu: Buffer | null }[]>('select contenu from piece where id = $1', [id]);
  if (!ligne?.contenu) throw new Error(`pièce ${id} : contenu introuvable`);
  return Readable.from([ligne.contenu]);
}
