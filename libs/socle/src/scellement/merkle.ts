import { createHash } from 'node:crypto';

function sha256(...morceaux: Uint8Array[]): Buffer {
  const h = createHash('sha256');
  for (const morceau of morceaux) h.update(morceau);
  return h.digest();
}

const FEUILLE = Buffer.from([0]);
const NOEUD = Buffer.from([1]);

/** The last line of a chain. */
export interface Tete {
  chaine: string;
  /** Number of lines of the chain, as decimal text. */
  rang: string;
  empreinte: Buffer;
}

/** Leaf of a chain: SHA-256 of 0x00 and of the JSON array of its name, its rank and its hash in hexadecimal. */
export function feuille({ chaine, rang, empreinte }: Tete): Buffer {
  return sha256(FEUILLE, Buffer.from(JSON.stringify([chaine, rang, empreinte.toString('hex')])));
}

/**
 * Root of the Merkle tree of RFC 6962 (§2.1) over these leaves: a node is SHA-256 of 0x01 and of its two children, a last
 * node without a neighbour goes up as it is, no leaf at all gives SHA-256 of nothing.
 */
export function racine(feuilles: readonly Buffer[]): Buffer {
  if (feuilles.length === 0) return sha256();
  let niveau = feuilles;
  while (niveau.length > 1) {
    niveau = niveau.flatMap((gauche, i) => {
      if (i % 2 === 1) return [];
      const droite = niveau[i + 1];
      return [droite ? sha256(NOEUD, gauche, droite) : gauche];
    });
  }
  return niveau[0] ?? sha256();
}
