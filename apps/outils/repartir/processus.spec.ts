import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CAS = path.resolve('libs/domaine/essais/cas/C10-plan-quatre-financeurs.json');

/** The command as `npm run -s repartir` starts it, build included. */
function lancer(...args: string[]): Promise<{ code: number | null; sortie: string; erreur: string }> {
  const enfant = spawn(process.execPath, [path.resolve('apps/outils/lancer.mjs'), '--filtre', 'repartir', ...args]);
  const [sortie, erreur]: Buffer[][] = [[], []];
  enfant.stdout.on('data', (morceau: Buffer) => sortie?.push(morceau));
  enfant.stderr.on('data', (morceau: Buffer) => erreur?.push(morceau));
  return new Promise((resolve, reject) => {
    enfant.on('error', reject);
    enfant.on('close', (code) =>
      resolve({
        code,
        sortie: Buffer.concat(sortie ?? []).toString('utf8'),
        erreur: Buffer.concat(erreur ?? []).toString('utf8'),
      }),
    );
  });
}

/** The same value, every list and every object written the other way round. */
function aLEnvers(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(aLEnvers).reverse();
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  return Object.fromEntries(
    Object.entries(valeur)
      .map(([cle, v]) => [cle, aLEnvers(v)] as const)
      .reverse(),
  );
}

describe('la commande, dans son processus', () => {
  let dossier = '';
  beforeAll(() => (dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'repartir-'))));
  afterAll(() => fs.rmSync(dossier, { recursive: true }));

  const ecrire = (nom: string, contenu: string) => {
    const fichier = path.join(dossier, nom);
    fs.writeFileSync(fichier, contenu);
    return fichier;
  };

  test('deux processus, deux façons d’écrire la même instance : un seul plan, une seule empreinte', async () => {
    const { input, ...reste } = JSON.parse(fs.readFileSync(CAS, 'utf8')) as { input: object };
    const envers = ecrire('envers.json', JSON.stringify({ ...reste, input: aLEnvers(input) }));
    const [un, deux] = await Promise.all([lancer(CAS, '--empreinte'), lancer(envers, '--empreinte')]);
    expect([un.code, deux.code]).toEqual([0, 0]);
    const [premier, second] = [un, deux].map(
      ({ sortie }) => JSON.parse(sortie) as { empreinte: string; score: number },
    );
    expect(premier?.score).toBe(144);
    expect(premier?.empreinte).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toEqual(premier);

    const autre = ecrire('autre.json', fs.readFileSync(CAS, 'utf8').replace('7000000', '7000001'));
    const { empreinte } = JSON.parse((await lancer(autre, '--empreinte')).sortie) as { empreinte: string };
    expect(empreinte).not.toBe(premier?.empreinte);
  }, 120_000);

  test('un fichier fautif : une phrase sur la sortie d’erreur, rien sur l’autre, code 1', async () => {
    const fichier = ecrire('faute.json', '{"kind":"plan","input":{"classTree":[],"envelopes":[{"id":"E"}]}}');
    const { code, sortie, erreur } = await lancer(fichier);
    expect({ code, sortie }).toEqual({ code: 1, sortie: '' });
    expect(erreur).toBe(`${fichier} : input.envelopes[0].amount : ce champ manque.\n`);
  }, 60_000);
});
