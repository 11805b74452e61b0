import pg from 'pg';
import { nouvelleBase } from './base.js';

async function valeur(url: string, requete: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ valeur: unknown }>(requete)).rows[0]?.valeur;
  } finally {
    await client.end();
  }
}

describe("L'outillage des tests", () => {
  it('donne à chaque fichier une base migrée qui ne voit pas les autres', async () => {
    const [une, autre] = await Promise.all([nouvelleBase('une'), nouvelleBase('autre')]);
    try {
      await valeur(une.url, 'create table temoin (id int)');
      expect(await valeur(autre.url, "select to_regclass('temoin') as valeur")).toBeNull();
      expect(await valeur(une.url, "select to_regclass('lot')::text as valeur")).toBe('lot');
    } finally {
      await Promise.all([une.fermer(), autre.fermer()]);
    }
  });

  it('compte les instants en UTC sur un PostgreSQL 15 ou plus récent', async () => {
    const base = await nouvelleBase('version');
    try {
      expect(await valeur(base.url, "select current_setting('TimeZone') as valeur")).toBe('UTC');
      expect(
        Number(await valeur(base.url, "select current_setting('server_version_num') as valeur")),
      ).toBeGreaterThanOrEqual(150000);
    } finally {
      await base.fermer();
    }
  });
});
