import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

/** The name of a stored object: 192 random bits. Nobody guesses one, no two meet, and no name given by a person is in it. */
export function nouvelleCle(): string {
  return randomBytes(24).toString('hex');
}

/** A key is made by `nouvelleCle` and by nothing else: any other text could lead out of the store. Throws. */
export function exigerCle(cle: string): void {
  if (!/^[0-9a-f]{48}$/.test(cle)) throw new Error('clé de dépôt mal formée');
}

/** The store does not hold this object (or not any more). */
export class ObjetAbsent extends Error {
  constructor(cle: string) {
    super(`objet absent du dépôt : ${cle}`);
  }
}

/** Where the bytes of attachments live, outside the database: a folder, or any store that speaks S3. */
export abstract class Depot {
  /** Stores the content of a file of ours, which is consumed. Resolved once a crash cannot lose it any more. */
  abstract deposer(cle: string, chemin: string): Promise<void>;

  /** The content, as a stream; fails with `ObjetAbsent` before the first byte. */
  abstract lire(cle: string): Promise<Readable>;

  /** Removes an object; one that is absent is removed already. */
  abstract supprimer(cle: string): Promise<void>;
}
