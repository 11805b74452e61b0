import type { FichierLu } from './fichier-lu.js';
import { Rejet } from './motifs.js';
import type { TypeMime } from './types.js';

const DEBUT = 4_096;
/** Readers look for a PDF's head this far. */
const ENTETE_PDF_MAX = 1_024;
const FIN_ZIP = Buffer.from('PK\x05\x06', 'latin1');
const FIN_ZIP_TAILLE = 22;
const COMMENTAIRE_ZIP_MAX = 65_535;
const PAGE = /<\s*(!doctype\s+html|html|head|body|script|svg|iframe)[\s>/]|<\?php/i;

/** True when a ZIP directory ends exactly where the file ends: a reader of archives starts there and ignores the rest. */
export async function finitEnZip(fichier: FichierLu): Promise<boolean> {
  const taille = Math.min(fichier.taille, FIN_ZIP_TAILLE + COMMENTAIRE_ZIP_MAX);
  const fin = await fichier.lire(fichier.taille - taille, taille);
  for (let i = fin.indexOf(FIN_ZIP); i >= 0; i = fin.indexOf(FIN_ZIP, i + 1)) {
    const reste = fin.length - i - FIN_ZIP_TAILLE;
    if (reste >= 0 && fin.readUInt16LE(i + 20) === reste) return true;
  }
  return false;
}

/** Rejects a file that another program would open as something else than its type: page, archive or PDF inside an image. */
export async function refuserPolyglotte(fichier: FichierLu, type: TypeMime): Promise<void> {
  const debut = (await fichier.lire(0, DEBUT)).toString('latin1');
  const zip = type.startsWith('application/vnd.');
  // What an archive compresses may spell anything by chance; nothing of it is read as a page.
  if (!zip && PAGE.test(debut)) throw new Rejet('POLYGLOTTE');
  if (type !== 'application/pdf' && debut.slice(0, ENTETE_PDF_MAX).includes('%PDF-')) throw new Rejet('POLYGLOTTE');
  if (!zip && (await finitEnZip(fichier))) throw new Rejet('POLYGLOTTE');
}
