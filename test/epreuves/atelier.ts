import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { demarrerBase, type BaseEmbarquee } from '../../apps/outils/base-embarquee.mjs';
import { appliquerMigrations } from '../../migrations/index.js';
import type { BaseJetable, Lieu } from './outils.js';

/** A PostgreSQL server of one's own, in a temporary folder, and its migrated template. */
export interface Atelier extends Lieu {
  readonly urlAdmin: string;
  readonly fermer: () => Promise<void>;
}

/** Runs statements one by one (`create database` cannot share a transaction). */
export async function executerSql(url: string, ...requetes: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const requete of requetes) await client.query(requete);
  } finally {
    await client.end();
  }
}

/** The address of another database of the same server. */
export function autreBase(url: string, nom: string): string {
  const autre = new URL(url);
  autre.pathname = `/${nom}`;
  return autre.href;
}

/** Starts the server. Full durability, as in production, unless `reglages` says otherwise. */
export async function ouvrirAtelier(reglages: Record<string, string> = {}): Promise<Atelier> {
  const dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'tour-de-table-epreuves-'));
  const base: BaseEmbarquee = await demarrerBase({ dossier, reglages: { max_connections: '150', ...reglages } });
  await executerSql(base.url, 'create database modele');
  await appliquerMigrations(autreBase(base.url, 'modele'));
  let numero = 0;
  const nouvelleBase = async (nom = 'epreuve'): Promise<BaseJetable> => {
    numero += 1;
    const propre = `${nom.replace(/[^a-z0-9]/g, '_')}_${numero}`;
    await executerSql(base.url, `create database ${propre} template modele`);
    return {
      url: autreBase(base.url, propre),
      fermer: () => executerSql(base.url, `drop database ${propre} with (force)`),
    };
  };
  const fermer = async () => {
    await base.arreter();
    fs.rmSync(dossier, { recursive: true, force: true });
  };
  return { urlAdmin: base.urlAdmin, nouvelleBase, fermer };
}
