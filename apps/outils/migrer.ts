import { chargerTerritoires } from '@tdt/acteurs';
import pg from 'pg';
import { appliquerMigrations } from '../../migrations/index.js';
import { executeurPg } from './executeur-pg.js';

const url = process.env['DATABASE_URL'] ?? '';
const faites = await appliquerMigrations(url);
const client = new pg.Client({ connectionString: url });
await client.connect();
try {
  const base = executeurPg(client);
  const [{ connus } = { connus: '0' }] = await base.query<{ connus: string }[]>(
    'select count(*)::text as connus from territoire',
  );
  // The découpage takes a second to load: only when the schema has just changed or the table is empty.
  if (faites.length > 0 || connus === '0') await chargerTerritoires(base);
} finally {
  await client.end();
}
console.log(faites.length > 0 ? `Base migrée : ${faites.join(', ')}.` : 'Base à jour.');
