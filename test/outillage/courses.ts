import { SelectQueryBuilder } from 'typeorm';
import type { Serveur } from './serveur.js';

/** Plays something on the same services, whose rows are no longer locked by anybody: the control of a race. */
export async function sansVerrous(geste: () => Promise<void>): Promise<void> {
  const requetes = SelectQueryBuilder.prototype as unknown as { createLockExpression: () => string };
  const verrou = requetes.createLockExpression;
  requetes.createLockExpression = () => '';
  try {
    await geste();
  } finally {
    requetes.createLockExpression = verrou;
  }
}

/**
 * Half a second between what a proposal has read and what it writes: everybody has read before anybody writes, unless a lock
 * keeps them apart. @returns what takes the delay away
 */
export async function ralentirAvenants(s: Serveur): Promise<() => Promise<unknown>> {
  await s.sql(`create function ralentir() returns trigger language plpgsql as
    $$ begin perform pg_sleep(0.5); return new; end $$`);
  await s.sql(`create trigger ralentie before insert on convention for each row
    when (new.avenant_de_id is not null) execute function ralentir()`);
  return () => s.sql('drop trigger ralentie on convention; drop function ralentir()');
}
