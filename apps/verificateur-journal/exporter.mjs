#!/usr/bin/env node
// Writes the journal of the database of DATABASE_URL to a file that verifier.mjs reads: node exporter.mjs <fichier.jsonl | ->.
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { lireAdresse } from './lire-base.mjs';

/** @returns {AsyncIterable<string>} one JSON line a row */
export async function* enLignes(lignes) {
  for await (const ligne of lignes) yield `${JSON.stringify(ligne)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const url = process.env.DATABASE_URL;
  const chemin = process.argv[2];
  if (!url || !chemin) {
    console.error('Usage : DATABASE_URL=postgres://… node exporter.mjs <fichier.jsonl | ->');
    process.exit(2);
  }
  const sortie = chemin === '-' ? process.stdout : fs.createWriteStream(chemin, { mode: 0o600 });
  await pipeline(Readable.from(enLignes(lireAdresse(url))), sortie);
  console.error(`Journal exporté dans ${chemin}.`);
}
