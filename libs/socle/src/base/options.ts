import type { PoolClient } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { NommageSql } from './nommage.js';

/**
 * Settings of every connection of the application. Short limits: a lock that is not obtained in two seconds is retried by
 * `UniteDeTravail`, a transaction forgotten by a bug is ended by the database instead of holding an enveloppe.
 * `synchronous_commit=on` is stated, not assumed: with `off`, acknowledged writes are lost on a crash (trust.md, finding 3).
 */
const REGLAGES_SESSION = [
  '-c timezone=UTC',
  '-c synchronous_commit=on',
  '-c lock_timeout=2s',
  '-c statement_timeout=5s',
  '-c idle_in_transaction_session_timeout=10s',
].join(' ');

/** Ten connections beat thirty-two on two cores (measured, stack.md). */
export const CONNEXIONS_MAX = 10;

/** A connection keeps its prepared statements: closed after the driver's ten seconds, it would plan all of them again. */
const INACTIVITE_MS = 300_000;

/**
 * A connection that the server ends in the very instant of its opening has no owner to tell yet, and an error that nobody
 * listens to ends the process. Whoever is given it learns of it from his first query.
 */
function veiller(connexion: PoolClient, suite: (erreur?: Error) => void): void {
  connexion.on('error', () => undefined);
  suite();
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- an entity is a class, and TypeORM types it so
export function optionsBase(url: string, entites: Function[], connexions = CONNEXIONS_MAX): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: entites,
    namingStrategy: new NommageSql(),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    extra: {
      max: connexions,
      idleTimeoutMillis: INACTIVITE_MS,
      options: REGLAGES_SESSION,
      application_name: 'tour-de-table',
      verify: veiller,
    },
  };
}
