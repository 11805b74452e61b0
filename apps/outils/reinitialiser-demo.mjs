// `npm run demo:reset`: the demonstration world as on the first day. Works whether the server runs or not.
import fs from 'node:fs';
import path from 'node:path';
import { adresseApi, occuperBase, oublierPreparation, preparer } from './base-demo.mjs';
import { construire } from './construire.mjs';
import { dire, DONNEES, Echec, executer } from './communs.mjs';
import { installerDependances } from './dependances.mjs';

/** Deletes the embedded database and makes it anew: sessions still open on it are ended. */
async function recreerBase(url) {
  const { default: pg } = await import('pg');
  const cible = new URL(url);
  const nom = decodeURIComponent(cible.pathname.slice(1));
  cible.pathname = '/postgres';
  const client = new pg.Client({ connectionString: cible.href });
  await client.connect();
  try {
    const identifiant = client.escapeIdentifier(nom);
    await client.query(`drop database if exists ${identifiant} with (force)`);
    await client.query(`create database ${identifiant}`);
  } finally {
    await client.end();
  }
}

/** A database that somebody gave us is emptied, not deleted: the account may lack the right to make databases. */
async function viderSchema(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('drop schema public cascade; create schema public');
  } finally {
    await client.end();
  }
}

await executer(async () => {
  if (process.env.DATABASE_URL && !process.argv.includes('--oui-je-sais')) {
    throw new Echec(
      'DATABASE_URL est défini : « npm run demo:reset -- --oui-je-sais » effacera TOUTE cette base ; sinon, retirez DATABASE_URL.',
    );
  }
  await installerDependances();
  await construire({ web: false });
  const base = await occuperBase();
  try {
    dire('Effacement de la base de démonstration…');
    oublierPreparation();
    await (base.embarquee ? recreerBase(base.url) : viderSchema(base.url));
    if (base.embarquee) fs.rmSync(path.join(DONNEES, 'pieces'), { recursive: true, force: true });
    await preparer(base);
    const enMarche = adresseApi();
    dire(
      `Monde de démonstration rétabli.${enMarche ? ` Le serveur ${enMarche} tourne : arrêtez-le (Ctrl-C) et relancez npm start pour les nouveaux jetons.` : ' Lancez npm start.'}`,
    );
  } finally {
    await base.liberer();
  }
});
