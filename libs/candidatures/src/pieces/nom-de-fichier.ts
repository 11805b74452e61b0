import type { MotifRejet } from './controle/motifs.js';
import type { TypeMime } from './controle/types.js';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The extensions that may be sent, each with the only content that it may name. */
const EXTENSIONS: Readonly<Record<string, TypeMime>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: WORD,
  xlsx: EXCEL,
};

/** A second extension before the last one, by which the name of a program or of a page passes for that of a document. */
const DOUBLE =
  /\.(exe|scr|bat|cmd|msi|dll|jar|js|mjs|vbs|vbe|wsf|ps1|psm1|sh|py|php|pl|rb|hta|html?|xhtml|svg|lnk|url|iso|img|zip|rar|7z|docm|xlsm|dotm|xltm)\./i;

const LONGUEUR_MAX = 120;
/** Allowed in a name by some systems, by no other. */
const GENANTS = /[:*?"<>|]/g;

/** A name as its sender gave it, fit to be shown and downloaded, with the type that its extension announces. */
export interface NomDeFichier {
  nom: string;
  type: TypeMime;
}

/**
 * Reads the name of a file: in NFC, without a path nor an invisible character (a bidirectional mark turns `fdp.exe` into
 * `exe.pdf`), with one of our extensions and no hidden second one. It names nothing in the store, which draws its own keys.
 */
export function lireNom(recu: string): NomDeFichier | { motif: MotifRejet } {
  const nom = recu.normalize('NFC').trim();
  if (/[/\\]|[\p{C}\p{Zl}\p{Zp}]/u.test(nom)) return { motif: 'NOM_REFUSE' };
  const [, base = '', extension = ''] = /^(.*)\.([^.]*)$/su.exec(nom) ?? [];
  const type = Object.hasOwn(EXTENSIONS, extension.toLowerCase()) ? EXTENSIONS[extension.toLowerCase()] : undefined;
  if (!type || DOUBLE.test(nom)) return { motif: 'EXTENSION_REFUSEE' };
  const propre = base.replace(GENANTS, '-').replace(/^[.\s]+/, '');
  // By characters and not by code units: half of a surrogate pair is no text.
  const court = [...propre].slice(0, LONGUEUR_MAX).join('').trim();
  return { nom: `${court === '' ? 'piece' : court}.${extension.toLowerCase()}`, type };
}
