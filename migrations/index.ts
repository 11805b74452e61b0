import { readFileSync } from 'node:fs';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

/** The explicit ordered list: nothing is discovered, so what runs is what a reviewer reads here. */
export const NOMS_MIGRATIONS = [
  '0001-socle',
  '0002-acteurs-appels',
  '0003-grand-livre',
  '0004-candidatures',
  '0005-conference',
  '0006-conventions',
  '0007-repartition',
  '0008-journal',
  '0009-sessions',
  '0010-pieces',
  '0011-debit',
  '0012-quatre-yeux',
  '0013-avis',
  '0014-rejeu',
  '0015-direct',
  '0016-suspension',
  '0017-gestion',
  '0018-donnees-essentielles',
  '0019-preuve',
  '0020-signatures',
  '0021-avenants',
  '0022-generations',
  '0023-parties-libres',
  '0024-signature-papier',
  '0025-ensembles',
  '0026-logos',
  '0027-prestataire',
  '0028-arrivee',
  '0029-version-regles',
] as const;

/** Any fixed number: it only has to be the same in every instance that migrates the same database. */
const VERROU_MIGRATIONS = 7_264_018;

function lireSql(nom: string, sens: 'up' | 'down'): string {
  return readFileSync(new URL(`./${nom}.${sens}.sql`, import.meta.url), 'utf8');
}

/** TypeORM orders and records migrations by the 13 digits that end their name: those of the file's own number. */
function migration(nom: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${nom}${1_600_000_000_000 + Number(nom.slice(0, 4)) - 1}`;
    async up(executeur: QueryRunner): Promise<void> {
      await executeur.query(lireSql(nom, 'up'));
    }
    async down(executeur: QueryRunner): Promise<void> {
      await executeur.query(lireSql(nom, 'down'));
    }
  };
}

export const MIGRATIONS = NOMS_MIGRATIONS.map(migration);

/**
 * Brings a database to the expected version, all or nothing, one instance at a time: several instances that start together
 * wait for the advisory lock and then find nothing left to do.
 * @returns the names of the migrations that were run.
 */
export async function appliquerMigrations(url: string): Promise<string[]> {
  const source = new DataSource({ type: 'postgres', url, migrations: MIGRATIONS, extra: { max: 2 } });
  await source.initialize();
  const verrou = source.createQueryRunner();
  try {
    await verrou.query('select pg_advisory_lock($1)', [VERROU_MIGRATIONS]);
    const faites = await source.runMigrations({ transaction: 'all' });
    return faites.map((m) => m.name);
  } finally {
    await verrou.query('select pg_advisory_unlock($1)', [VERROU_MIGRATIONS]).catch(() => undefined);
    await verrou.release();
    await source.destroy();
  }
}
