import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EMIS_LE_EXEMPLE, EMPREINTE_EXEMPLE, EXEMPLE_E1 } from './exemple-e1.js';
import { EXEMPLE_LONG } from './exemple-long.js';
import { composerExemples } from '../../../../essais/exemples-composes.js';
import { composerConvention } from './index.js';

const racine = join(import.meta.dirname, '../../../../../..');

async function empreintes(): Promise<string[]> {
  return (await composerExemples()).map((pdf) => createHash('sha256').update(pdf).digest('hex'));
}

/** Composed before anything else in this file. */
const dAbord = empreintes();

/** The same documents made by a process of its own, elsewhere in the world. */
function ailleurs(TZ: string, LANG: string): string[] {
  const exemples = join(racine, 'libs/conventions/essais/exemples-composes.ts');
  const arguments_ = [
    '--import',
    './test/outillage/chargeur-ts.mjs',
    'test/documents/imprimer-empreintes.mjs',
    exemples,
  ];
  const env = { ...process.env, TZ, LANG, LC_ALL: LANG, NODE_OPTIONS: '' };
  return JSON.parse(execFileSync(process.execPath, arguments_, { cwd: racine, env, encoding: 'utf8' })) as string[];
}

test('les mêmes données donnent les mêmes octets dans un autre processus, fuseau et langue', async () => {
  const ici = await dAbord;
  expect(new Set(ici).size).toBe(3);
  expect(ailleurs('Pacific/Auckland', 'tr_TR.UTF-8')).toEqual(ici);
});

test('un document ne dépend pas de ceux composés avant lui dans le même processus', async () => {
  const avant = await dAbord;
  // Ligatures pasted from a PDF, combining accents and rare signs leave traces in the shared fonts.
  const titre = 'e\u0301 \uFB01n \u00A0 \u202F i\u0307 ﬂ → ☑ 😀 ﷽';
  await composerConvention(
    { ...EXEMPLE_LONG, entete: { ...EXEMPLE_LONG.entete, titre } },
    { projet: true, empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE },
  );
  expect(await empreintes()).toEqual(avant);
});

test('un autre instant d’émission donne d’autres octets', async () => {
  const plusTard = { projet: true, empreinte: EMPREINTE_EXEMPLE, emisLe: new Date(EMIS_LE_EXEMPLE.getTime() + 1000) };
  const autre = createHash('sha256').update(await composerConvention(EXEMPLE_E1, plusTard));
  expect(await dAbord).not.toContain(autre.digest('hex'));
});
