import type { Executeur } from '@tdt/socle';
import type { Client } from 'pg';

/** A plain pg connection as an `Executeur`, for tools that need no ORM. */
export function executeurPg(client: Client): Executeur {
  return {
    async query<T>(sql: string, parametres?: unknown[]): Promise<T> {
      const { rows } = await client.query(sql, parametres);
      return rows as T;
    },
  };
}
