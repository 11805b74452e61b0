import { createHash, sign } from 'node:crypto';
import { canoniser, jourDeParis, type Jour } from '@tdt/domaine';
import type { CleScellement } from './cle.js';

/** Why a seal was made: the clock, the approval of minutes, a convention put to signature. */
export const CAUSES_SCELLEMENT = ['PERIODE', 'PV', 'CONVENTION'] as const;
export type CauseScellement = (typeof CAUSES_SCELLEMENT)[number];

/** What a seal says, before it is signed. */
export interface ContenuSceau {
  /** Number of the seal, from 1, without gap. */
  rang: bigint;
  cause: CauseScellement;
  /** What was approved or put to signature. */
  objetId: string | null;
  /** Every line of the journal dated before this instant is under the seal. */
  arreteLe: Date;
  scelleLe: Date;
  /** Number of chains, and of lines over all of them. */
  chaines: bigint;
  lignes: bigint;
  /** Merkle root of the heads of all chains. */
  racine: Buffer;
  /** Hash of the seal before; empty for the first. */
  prec: Buffer;
}

export interface Sceau extends ContenuSceau {
  jour: Jour;
  empreinte: Buffer;
  kid: string;
  signature: Buffer;
}

/** What is signed names its use: a signature made for something else can never pass for a seal. */
const USAGE = Buffer.from('Tour de table : sceau du journal\n');

/** The text that the hash of a seal covers: JSON with sorted keys and no space, numbers and instants as text. */
function texteDuSceau(c: ContenuSceau, jour: Jour, kid: string): string {
  return canoniser({
    rang: c.rang,
    cause: c.cause,
    objet: c.objetId,
    jour,
    arreteLe: c.arreteLe,
    scelleLe: c.scelleLe,
    chaines: c.chaines,
    lignes: c.lignes,
    racine: c.racine.toString('hex'),
    kid,
  });
}

/** Hashes (SHA-256 of the seal before and of the text) and signs (Ed25519 of the use and of that hash). */
export function signerSceau(contenu: ContenuSceau, cle: CleScellement): Sceau {
  const jour = jourDeParis(contenu.scelleLe);
  const texte = texteDuSceau(contenu, jour, cle.kid);
  const empreinte = createHash('sha256').update(contenu.prec).update(texte).digest();
  const signature = sign(null, Buffer.concat([USAGE, empreinte]), cle.privee);
  return { ...contenu, jour, empreinte, kid: cle.kid, signature };
}
