import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { controlerContenu, type Verdict } from '../src/pieces/controle/controler.js';

/** The verdict on a content, from a file that lives as long as the question. */
export async function verdictDe(contenu: Uint8Array): Promise<Verdict> {
  const dossier = await mkdtemp(path.join(tmpdir(), 'tdt-controle-'));
  try {
    const chemin = path.join(dossier, 'piece');
    await writeFile(chemin, contenu);
    return await controlerContenu(chemin);
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}

/** The reason of a refusal; the type of what is accepted. */
export async function issueDe(contenu: Uint8Array): Promise<string> {
  const verdict = await verdictDe(contenu);
  return verdict.ok ? verdict.type : verdict.motif;
}

/** Runs a function as on a machine where no program is installed: our own reading alone. */
export async function sansProgramme<Resultat>(acte: () => Promise<Resultat>): Promise<Resultat> {
  const avant = process.env['PATH'];
  process.env['PATH'] = '/nulle/part';
  try {
    return await acte();
  } finally {
    process.env['PATH'] = avant;
  }
}
