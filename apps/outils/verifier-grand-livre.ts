import { verifierGrandLivre, type LigneFautive } from '@tdt/appels';
import pg from 'pg';

const LIGNES_MONTREES = 20;

const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await client.connect();
try {
  // One instant for the sixteen answers, even while people work.
  await client.query('begin isolation level repeatable read read only');
  const constats = await verifierGrandLivre(async (sql) => (await client.query<LigneFautive>(sql)).rows);
  for (const { code, phrase, lignes } of constats) {
    console.log(`${lignes.length === 0 ? '✔' : '✘'} ${code.padEnd(3)} ${phrase}`);
    for (const l of lignes.slice(0, LIGNES_MONTREES)) console.log(`      ${l.objet} ${l.ligne} : ${l.detail}`);
    if (lignes.length > LIGNES_MONTREES) console.log(`      … et ${lignes.length - LIGNES_MONTREES} autres lignes.`);
  }
  const { rows } = await client.query<{ n: string }>('select count(*)::text as n from ecriture');
  const fautes = constats.filter((c) => c.lignes.length > 0).length;
  console.log(
    `Grand livre : ${rows[0]?.n ?? 0} écritures relues, ${fautes === 0 ? 'tous les invariants tiennent' : `${fautes} invariants rompus`}.`,
  );
  process.exitCode = fautes === 0 ? 0 : 1;
} finally {
  await client.end();
}
