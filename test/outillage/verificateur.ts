import type pg from 'pg';
import {
  lireBase,
  verifierJournal,
  type LigneLue,
  type OptionsVerification,
  type Rapport,
} from '../../apps/verificateur-journal/index.mjs';

/** All rows of the journal at one instant. */
export async function lireJournal(client: pg.Client): Promise<LigneLue[]> {
  const lignes: LigneLue[] = [];
  await client.query('begin isolation level repeatable read');
  try {
    for await (const ligne of lireBase(client)) lignes.push(ligne);
  } finally {
    await client.query('rollback');
  }
  return lignes;
}

/** What the independent verifier says of this database. */
export async function verifier(client: pg.Client, options: OptionsVerification = {}): Promise<Rapport> {
  return verifierJournal(await lireJournal(client), options);
}
