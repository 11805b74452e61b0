import fs from 'node:fs';
import path from 'node:path';
import { lancerNode, RACINE } from '../../apps/outils/communs.mjs';
import type { Bilan } from './outils.js';

/** What Jest and the files that it plays write on the console, without its colours. */
const lisible = (sortie: string) => sortie.replaceAll(/\u001B\[[\d;]*m/g, '').split('\n');

/** How many test files this path names: one, or those of a folder. */
function combien(chemin: string): number {
  const ici = path.join(RACINE, chemin);
  return fs.existsSync(ici) ? fs.readdirSync(ici).filter((f) => f.endsWith('.e2e-spec.ts')).length : 1;
}

/**
 * (p) Files of the tests played at their full size, controls included. `npm test` plays the same at the size that `ampleur` gives them.
 * The figures are the lines that these files write under their subject, one each at least.
 */
export async function epreuveDeFichiers(sujet: string, chemin: string): Promise<Bilan> {
  const debut = performance.now();
  const essais = ['apps/outils/tester.mjs', chemin];
  const { code, sortie } = await lancerNode(essais, { muet: true, env: { EPREUVE: 'oui' } });
  const lignes = lisible(sortie);
  const chiffres = lignes.filter((l) => l.startsWith(`${sujet} : `)).map((l) => l.slice(sujet.length + 3));
  const tombes = lignes.filter((l) => l.startsWith('FAIL '));
  const bilan = lignes.findLast((l) => /^\d+ passed, \d+ failed$/.test(l)) ?? 'aucun test joué';
  const secondes = ((performance.now() - debut) / 1000).toFixed(0);
  return {
    reussie: code === 0 && chiffres.length >= combien(chemin),
    ligne: `${sujet} : ${[...chiffres, ...new Set(tombes), bilan, `${secondes} s`].join(' ; ')}`,
  };
}
