import type { ConstatInvariant, Invariant, LigneFautive } from './invariant.js';
import { INVARIANTS_LIENS } from './invariants-liens.js';
import { INVARIANTS_SOLDES } from './invariants-soldes.js';

/** The sixteen invariants, in their order. */
export const INVARIANTS: readonly Invariant[] = [...INVARIANTS_SOLDES, ...INVARIANTS_LIENS].sort(
  (a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)),
);

/**
 * Re-checks the whole ledger with plain SQL that shares nothing with the posting functions. Read-only; give it one
 * connection in a REPEATABLE READ transaction when the ledger is in use, so that the sixteen answers are of one instant.
 */
export async function verifierGrandLivre(query: (sql: string) => Promise<LigneFautive[]>): Promise<ConstatInvariant[]> {
  const constats: ConstatInvariant[] = [];
  for (const invariant of INVARIANTS) {
    constats.push({ ...invariant, lignes: await query(invariant.sql) });
  }
  return constats;
}
