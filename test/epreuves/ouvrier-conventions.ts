/*
 * Run in a process of its own by the proof of regenerations, in some time zone and language: makes the same convention so many
 * times, others in between, and prints the hashes, which are the only output.
 */
import { createHash } from 'node:crypto';
import {
  composerConvention,
  EMIS_LE_EXEMPLE,
  EXEMPLE_E1,
  EXEMPLE_LONG,
} from '../../libs/conventions/essais/convention-scellee.js';
import type { Fabrication } from './conventions.js';

const EMPREINTE = '9f'.repeat(32);
const SCEAU = `https://tour-de-table.exemple.fr/verifier#${'Ab3_'.repeat(50)}`;

async function fabriquer(emisLe: Date): Promise<string> {
  const pdf = await composerConvention(EXEMPLE_E1, { projet: false, empreinte: EMPREINTE, sceau: SCEAU, emisLe });
  return createHash('sha256').update(pdf).digest('hex');
}

const fois = Number(process.argv[2]);
const empreintes: string[] = [];
for (let n = 0; n < fois; n += 1) {
  // What another document leaves in the shared fonts must not show in this one.
  if (n % 3 === 1)
    await composerConvention(EXEMPLE_LONG, { projet: true, empreinte: EMPREINTE, emisLe: EMIS_LE_EXEMPLE });
  empreintes.push(await fabriquer(EMIS_LE_EXEMPLE));
}
const temoin = await fabriquer(new Date(2024, 2, 4, 9, 30));
const fabrication: Fabrication = { empreintes, temoin };
process.stdout.write(JSON.stringify(fabrication));
