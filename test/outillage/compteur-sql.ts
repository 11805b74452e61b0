import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** Tells the statements of the act from those of the application's own timers, which run beside it. */
const pendantLActe = new AsyncLocalStorage<true>();

/**
 * Counts the SQL statements that the application sends while `acte` runs. It listens where every one of them passes, the
 * `query` of a pg connection, so that nothing can be forgotten; the connections of the test itself are left out.
 */
export async function compterRequetes<T>(
  exclus: pg.Client[],
  acte: () => Promise<T>,
): Promise<{ resultat: T; requetes: string[] }> {
  const requetes: string[] = [];
  const origine = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [premier] = args;
    if (pendantLActe.getStore() && !exclus.includes(this))
      requetes.push(typeof premier === 'string' ? premier : ((premier as { text?: string }).text ?? ''));
    return (origine as (...a: unknown[]) => unknown).apply(this, args);
  } as typeof origine;
  try {
    return { resultat: await pendantLActe.run(true, acte), requetes };
  } finally {
    pg.Client.prototype.query = origine;
  }
}
