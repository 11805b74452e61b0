import { DataSource } from 'typeorm';
import { optionsBase } from '@tdt/socle';
import { ENTITES } from '../apps/api/src/app.module.js';
import { MIGRATIONS, NOMS_MIGRATIONS } from '../migrations/index.js';
import { nouvelleBase, type BaseDeTest } from './outillage/base.js';

interface ColonneSql {
  table_name: string;
  column_name: string;
  data_type: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
}

/**
 * The schema is written by hand, with guards that TypeORM cannot describe (composite foreign keys to partial keys, generated
 * columns, CHECKs read by name): comparing `createSchemaBuilder().log()` with nothing would mean giving them up. What must
 * agree is compared here instead: every column and every relation of every entity exists, with its type and nullability.
 */
describe('Le schéma écrit à la main', () => {
  let base: BaseDeTest;
  let source: DataSource;

  beforeAll(async () => {
    base = await nouvelleBase('structure');
    source = await new DataSource(optionsBase(base.url, ENTITES, 2)).initialize();
  }, 60_000);
  afterAll(async () => {
    await source?.destroy();
    await base?.fermer();
  });

  it('porte chaque colonne de chaque entité, avec son type et son caractère obligatoire', async () => {
    const lignes = await source.query<ColonneSql[]>(
      "select * from information_schema.columns where table_schema = 'public'",
    );
    const colonnes = new Map(lignes.map((c) => [`${c.table_name}.${c.column_name}`, c]));
    const ecarts = source.entityMetadatas.flatMap((entite) =>
      entite.columns.flatMap((c) => {
        const sql = colonnes.get(`${entite.tableName}.${c.databaseName}`);
        const nom = `${entite.name}.${c.propertyName}`;
        if (!sql) return [`${nom} : pas de colonne`];
        const type = sql.data_type === 'ARRAY' ? sql.udt_name.slice(1) : sql.data_type;
        const attendu = source.driver.normalizeType(c);
        const memeType = attendu === type || (attendu === 'integer' && type === 'int4');
        const memeNul = c.isNullable === (sql.is_nullable === 'YES');
        return [
          ...(memeType ? [] : [`${nom} : ${attendu}, en base ${type}`]),
          ...(memeNul ? [] : [`${nom} : nullité`]),
        ];
      }),
    );
    expect(ecarts).toEqual([]);
  });

  it('porte une clé étrangère pour chaque relation', async () => {
    const cles = await source.query<{ cle: string }[]>(
      `select c.conrelid::regclass::text || ' ' || string_agg(a.attname, ',' order by a.attname) as cle
       from pg_constraint c join unnest(c.conkey) k on true join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
       where c.contype = 'f' group by c.oid, c.conrelid`,
    );
    const connues = new Set(cles.map((c) => c.cle));
    const manquantes = source.entityMetadatas.flatMap((entite) =>
      entite.manyToOneRelations
        .map(
          (r) =>
            `${entite.tableName} ${r.joinColumns
              .map((j) => j.databaseName)
              .sort()
              .join(',')}`,
        )
        .filter((cle) => !connues.has(cle)),
    );
    expect(manquantes).toEqual([]);
  });

  it('nomme chaque contrainte et chaque index', async () => {
    const anonymes = await source.query<{ nom: string }[]>(
      `select conname as nom from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
         and conrelid <> 0 and conrelid::regclass::text <> 'migrations' and conname ~ '_(fkey|check|pkey|key)[0-9]*$'`,
    );
    expect(anonymes).toEqual([]);
  });

  it('redescend jusqu’à une base vide, puis remonte', async () => {
    const autre = await nouvelleBase('descente');
    const descente = await new DataSource({ type: 'postgres', url: autre.url, migrations: MIGRATIONS }).initialize();
    try {
      for (let i = 0; i < NOMS_MIGRATIONS.length; i += 1) await descente.undoLastMigration({ transaction: 'all' });
      const [reste] = await descente.query<{ n: string }[]>(
        `select count(*) as n from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and relname <> 'migrations'`,
      );
      expect(Number(reste?.n)).toBe(0);
      const [fonctions] = await descente.query<{ n: string }[]>(
        "select count(*) as n from pg_proc where pronamespace = 'public'::regnamespace",
      );
      expect(Number(fonctions?.n)).toBe(0);
      expect(await descente.runMigrations({ transaction: 'all' })).toHaveLength(NOMS_MIGRATIONS.length);
    } finally {
      await descente.destroy();
      await autre.fermer();
    }
  }, 60_000);
});
