import { jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { empreintesExemples } from '../../../../../../test/documents/composer-exemples.js';
import { EMIS_LE_EXEMPLE, EMPREINTE_EXEMPLE } from './exemple-e1.js';
import { EXEMPLE_LONG } from './exemple-long.js';
import { composerConvention } from './index.js';

jest.setTimeout(180_000);

const racine = join(import.meta.dirname, '../../../../../..');

/** The same documents made by a process of its own, elsewhere in the world. */
function ailleurs(TZ: string, LANG: string): string[] {
  const arguments_ = ['--import', './test/documents/chargeur-ts.mjs', 'test/documents/imprimer-empreintes.ts'];
  const env = { ...process.env, TZ, LANG, LC_ALL: LANG, NODE_OPTIONS: '' };
  return JSON.parse(execFileSync(process.execPath, arguments_, { cwd: racine, env, encoding: 'utf8' })) as string[];
}

test('les mêmes données donnent les mêmes octets dans un autre processus, fuseau et langue', async () => {
  const ici = await empreintesExemples();
  expect(new Set(ici).size).toBe(4);
  expect(ailleurs('Pacific/Auckland', 'tr_TR.UTF-8')).toEqual(ici);
});

test('un document ne dépend pas de ceux composés avant lui dans le même processus', async () => {
  const avant = await empreintesExemples();
  // Ligatures pasted from a PDF, combining accents and rare signs leave traces in the shared fonts.
  const titre = 'e\u0301 \uFB01n \u00A0 \u202F i\u0307 ﬂ → ☑ 😀 ﷽';
  await composerConvention(
    { ...EXEMPLE_LONG, entete: { ...EXEMPLE_LONG.entete, titre } },
    { projet: true, empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE },
  );
  expect(await empreintesExemples()).toEqual(avant);
});

test('un autre instant d’émission donne d’autres octets', async () => {
  const composer = (emisLe: Date) =>
    composerConvention(EXEMPLE_LONG, { projet: true, empreinte: EMPREINTE_EXEMPLE, emisLe });
  const a = await composer(EMIS_LE_EXEMPLE);
  const b = await composer(new Date(EMIS_LE_EXEMPLE.getTime() + 1000));
  expect(a.equals(b)).toBe(false);
});
