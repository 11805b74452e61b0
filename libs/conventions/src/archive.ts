import { once } from 'node:events';
import type { PassThrough, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { ZipFile } from 'yazl';

export interface FichierArchive {
  nom: string;
  contenu: Buffer;
  /** Date of the file in the archive. */
  le: Date;
}

/**
 * Writes files into a ZIP as they come, without compressing them (a PDF already is), and waits for whoever reads: never more
 * than a few files in memory. A reader that goes away stops the making, and is told nothing; what the making throws cuts the
 * archive short and is thrown once both have ended.
 */
export async function ecrireArchive(fichiers: AsyncIterable<FichierArchive>, sortie: Writable): Promise<void> {
  const zip = new ZipFile();
  const tampon = zip.outputStream as PassThrough;
  const depart = new AbortController();
  for (const flux of [tampon, sortie]) flux.once('close', () => depart.abort());
  const remplir = async () => {
    for await (const { nom, contenu, le } of fichiers) {
      if (depart.signal.aborted) return;
      zip.addBuffer(contenu, nom, { mtime: le, compress: false });
      await setImmediate();
      if (tampon.writableNeedDrain) await once(tampon, 'drain', { signal: depart.signal });
    }
    zip.end();
  };
  const fabrication = remplir().catch((erreur: Error) => {
    tampon.destroy(erreur);
    if (erreur.name !== 'AbortError') throw erreur;
  });
  const [issue] = await Promise.allSettled([fabrication, pipeline(tampon, sortie)]);
  if (issue.status === 'rejected') throw issue.reason;
}
