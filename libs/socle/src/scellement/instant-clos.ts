import { maintenant, type Executeur } from '../horloge.js';

const PAUSE_MS = 20;

function attendre(ms: number): Promise<void> {
  return new Promise((suite) => setTimeout(suite, ms));
}

/**
 * An instant before which no line of the journal can appear any more: now, once every transaction that had a number by then
 * is over. A line takes its date after its transaction has its number, so a transaction that gets one later dates its lines
 * later. Waits for the transactions that are open, `delaiMs` at most.
 * @returns null when one of them outlives the wait: nothing can then be said to be closed.
 */
export async function instantClos(base: Executeur, delaiMs: number): Promise<Date | null> {
  const instant = await maintenant(base);
  const [borne] = await base.query<{ numero: string }[]>('select pg_current_xact_id()::text as numero');
  for (let attendu = 0; ; attendu += PAUSE_MS) {
    const [vue] = await base.query<{ clos: boolean }[]>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 as clos',
      [borne?.numero],
    );
    if (vue?.clos) return instant;
    if (attendu >= delaiMs) return null;
    await attendre(PAUSE_MS);
  }
}
