import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac, hkdfSync } from 'node:crypto';
import { canoniser } from '@tdt/domaine';
import { entreeInvalide } from '../graphql/erreurs.js';

const FORME = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAL_FORMEE = 'La clé d’un acte est un UUID de version 4 ou 7, tiré au sort par votre client.';

/**
 * One act under its key, as the register of keys holds it. Of the key itself the register keeps nothing: what it holds is
 * derived from it, so whoever reads the database can neither replay an act nor read its answer, which may be a link that is
 * shown once (`inviterUtilisateur`), nor try amounts against the fingerprint of a sealed announcement.
 */
export interface CleActe {
  acteurId: string;
  /** Name of the key in the register: 32 bytes. */
  inscription: Buffer;
  /** Fingerprint of the operation and of what it was asked, the key left out: 32 bytes. */
  demande: Buffer;
  /** Key under which the answer is encrypted. */
  secret: Buffer;
  /** Has the unit of work of this act begun? Only one may carry the key. */
  prise: boolean;
}

function deriver(cle: string, usage: string): Buffer {
  return Buffer.from(hkdfSync('sha256', cle, '', usage, 32));
}

/** Under which name the register holds a key. */
export function inscriptionDe(cle: string): Buffer {
  return deriver(cle.toLowerCase(), 'registre');
}

/** The arguments of a mutation, apart from its key: inside `demande` where there is one. */
function separer(args: Record<string, unknown>): { cle: unknown; chemin: string; reste: object } {
  const { cle, ...reste } = args;
  if (cle !== undefined) return { cle, chemin: 'cle', reste };
  const { cle: dedans, ...demande } = (reste['demande'] ?? {}) as Record<string, unknown>;
  return { cle: dedans, chemin: 'demande.cle', reste: { ...reste, demande } };
}

/** The key of a mutation. @throws ENTREE_INVALIDE when it is no UUID of version 4 or 7: it would not be unique enough. */
export function lireCle(acteurId: string, operation: string, args: Record<string, unknown>): CleActe {
  const { cle, chemin, reste } = separer(args);
  if (typeof cle !== 'string' || !FORME.test(cle)) throw entreeInvalide(MAL_FORMEE, chemin);
  const texte = cle.toLowerCase();
  const demande = createHmac('sha256', deriver(texte, 'demande'))
    .update(`${operation}\n${canoniser(reste)}`)
    .digest();
  return { acteurId, inscription: inscriptionDe(texte), demande, secret: deriver(texte, 'reponse'), prise: false };
}

const enCours = new AsyncLocalStorage<CleActe | null>();

/** Runs `suite` as an act under this key; without a key, apart from any act. */
export function sousCle<T>(cle: CleActe | null, suite: () => T): T {
  return enCours.run(cle, suite);
}

/** The key of the act that is running, for its unit of work alone: what follows in the same request has none. */
export function prendreCle(): CleActe | null {
  const cle = enCours.getStore();
  if (!cle || cle.prise) return null;
  cle.prise = true;
  return cle;
}
