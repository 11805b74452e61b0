import { randomBytes } from 'node:crypto';

/** Anything that runs SQL: a TypeORM DataSource, EntityManager or QueryRunner. */
export interface Executeur {
  query<T = unknown>(sql: string, parametres?: unknown[]): Promise<T>;
}

/**
 * The instant that decides, in UTC, to the millisecond. It comes from the database: n instances and their clocks then
 * agree on every deadline (R1), and a test moves time by replacing one SQL function in its own database.
 */
export async function maintenant(base: Executeur): Promise<Date> {
  const [ligne] = await base.query<{ maintenant: Date }[]>('select maintenant()');
  if (!ligne) throw new Error('maintenant() n’a rien répondu');
  return ligne.maintenant;
}

/** Clock of this process. Only for logs, waiting times and identifiers: a deadline is decided by `maintenant`. */
export function horlogeDuProcessus(): number {
  return Date.now();
}

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds then 74 random bits, so that ids sort by age and indexes stay compact. */
export function nouvelId(): string {
  const octets = randomBytes(16);
  octets.writeUIntBE(horlogeDuProcessus(), 0, 6);
  octets.writeUInt8((octets.readUInt8(6) & 0x0f) | 0x70, 6);
  octets.writeUInt8((octets.readUInt8(8) & 0x3f) | 0x80, 8);
  const hexa = octets.toString('hex');
  return [hexa.slice(0, 8), hexa.slice(8, 12), hexa.slice(12, 16), hexa.slice(16, 20), hexa.slice(20)].join('-');
}

/** A text that can be compared with a uuid column: anything else names nothing. */
export function estUuid(valeur: unknown): valeur is string {
  return typeof valeur === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(valeur);
}
