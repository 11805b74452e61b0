import { createHash } from 'node:crypto';

/** SHA-256 of the canonical data: what the PDF prints, what the journal keeps. */
export function empreinteDonnees(texte: string): Buffer {
  return createHash('sha256').update(texte, 'utf8').digest();
}
