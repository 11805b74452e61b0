import type { ModeleLineaire, ProgresSolveur, RangeeLineaire } from '@tdt/domaine';
import { hasard } from '../../../domaine/essais/hasard.js';
import { PanneSolveur, SolveurHighs } from './index.js';

const DELAI = 60_000;
const ouverts: SolveurHighs[] = [];
afterEach(async () => {
  for (const solveur of ouverts.splice(0)) await solveur.fermer();
});

function ouvrir(script?: string): SolveurHighs {
  const solveur = new SolveurHighs(script === undefined ? undefined : new URL(`data:text/javascript,${script}`));
  ouverts.push(solveur);
  return solveur;
}

const colonne = (gain: number, entiere: boolean, haut = Infinity) => ({ gain, bas: 0, haut, entiere });
const rangee = (valeurs: number[], haut: number, bas = -Infinity): RangeeLineaire => ({
  colonnes: valeurs.map((_, j) => j),
  valeurs,
  bas,
  haut,
});

/** Chairs and tables: 20 and 10 are worth 1100; in fractions, a third of a chair more and a sixth of a table less. */
const atelier = (entiere: boolean): ModeleLineaire => ({
  colonnes: [colonne(30, entiere), colonne(50, entiere)],
  rangees: [rangee([1, 2], 40), rangee([2, 1], 50.5)],
});

/** Sixty objects, each worth what it weighs, in thirty bags at once: hours of work. */
function interminable(): ModeleLineaire {
  const tirer = hasard(7);
  const poids = Array.from({ length: 30 }, () => Array.from({ length: 60 }, () => 1_000 + Math.floor(tirer() * 9_000)));
  return {
    colonnes: Array.from({ length: 60 }, (_, j) =>
      colonne(
        poids.reduce((t, sac) => t + (sac[j] ?? 0), 0),
        true,
        1,
      ),
    ),
    rangees: poids.map((sac) => rangee(sac, sac.reduce((a, b) => a + b, 0) / 2)),
  };
}

function exigerPossible({ rangees }: ModeleLineaire, valeurs: readonly number[] | null): void {
  expect(valeurs).not.toBeNull();
  for (const { colonnes, valeurs: coefficients, haut } of rangees) {
    const total = colonnes.reduce((t, j, k) => t + (valeurs?.[j] ?? 0) * (coefficients[k] ?? 0), 0);
    expect(total).toBeLessThanOrEqual(haut + 1e-6);
  }
}

describe('HiGHS dans son fil', () => {
  test('un modèle entier, le même en fractions, avec un départ', async () => {
    const solveur = ouvrir();
    const entier = { statut: 'OPTIMAL', meilleur: 1100, borne: 1100, valeurs: [20, 10] };
    expect(await solveur.resoudre(atelier(true))).toEqual(entier);
    expect(await solveur.resoudre(atelier(true), { depart: [20, 10], ecartRelatif: 0 })).toEqual(entier);
    const fractions = await solveur.resoudre(atelier(false));
    expect(fractions).toMatchObject({ statut: 'OPTIMAL', borne: fractions.meilleur });
    expect(fractions.meilleur).toBeCloseTo(1101.6667, 3);
    expect(fractions.valeurs?.[0]).toBeCloseTo(20.3333, 3);
  });

  test('sans solution, sans limite, sans colonne', async () => {
    const solveur = ouvrir();
    const vide = { colonnes: [colonne(1, true, 3)], rangees: [rangee([1], Infinity, 4)] };
    expect(await solveur.resoudre(vide)).toMatchObject({ statut: 'INFAISABLE', meilleur: null, valeurs: null });
    const libre = { colonnes: [colonne(1, false)], rangees: [] };
    expect(await solveur.resoudre(libre)).toMatchObject({ statut: 'NON_BORNE' });
    expect(await solveur.resoudre({ colonnes: [], rangees: [] })).toMatchObject({ borne: null });
  });

  test('les demandes attendent leur tour, et chacune a sa réponse', async () => {
    const solveur = ouvrir();
    const hauts = [1, 2, 3, 4, 5, 6];
    const reponses = await Promise.all(
      hauts.map((haut) => solveur.resoudre({ colonnes: [colonne(1, true)], rangees: [rangee([1], haut)] })),
    );
    expect(reponses.map(({ meilleur }) => meilleur)).toEqual(hauts);
  });
});

describe('arrêter un calcul trop long', () => {
  test(
    'au bout du délai : le meilleur connu, une borne, et des nouvelles en chemin',
    async () => {
      const progres: ProgresSolveur[] = [];
      const modele = interminable();
      const reponse = await ouvrir().resoudre(modele, { delaiMs: 1_500, surProgres: (p) => progres.push(p) });
      expect(reponse.statut).toBe('DELAI');
      exigerPossible(modele, reponse.valeurs);
      expect(reponse.borne ?? Infinity).toBeGreaterThanOrEqual(reponse.meilleur ?? Infinity);
      expect(progres.some(({ meilleur }) => meilleur !== null)).toBe(true);
    },
    DELAI,
  );

  test(
    'sur un signal, en cours ou avant de commencer',
    async () => {
      const solveur = ouvrir();
      const modele = interminable();
      const arret = new AbortController();
      const surProgres = ({ meilleur }: ProgresSolveur) => meilleur !== null && arret.abort();
      const reponse = await solveur.resoudre(modele, { signal: arret.signal, surProgres: (p) => void surProgres(p) });
      expect(reponse.statut).toBe('INTERROMPU');
      exigerPossible(modele, reponse.valeurs);
      expect(await solveur.resoudre(modele, { signal: arret.signal })).toEqual({
        statut: 'INTERROMPU',
        meilleur: null,
        borne: null,
        valeurs: null,
      });
      expect(await solveur.resoudre(atelier(true))).toMatchObject({ meilleur: 1100 });
    },
    DELAI,
  );

  test(
    'un fil qui n’entend rien est coupé ; ce qu’il avait dit est gardé',
    async () => {
      const sourd = `
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ numero }) => {
        const progres = { meilleur: 5, borne: 9, valeurs: Float64Array.of(1, 0) };
        parentPort.postMessage({ numero, progres });
        for (;;);
      });`;
      const solveur = ouvrir(encodeURIComponent(sourd));
      const arret = new AbortController();
      const options = { signal: arret.signal, surProgres: () => arret.abort() };
      expect(await solveur.resoudre(atelier(true), options)).toEqual({
        statut: 'INTERROMPU',
        meilleur: 5,
        borne: 9,
        valeurs: [1, 0],
      });
      expect(await solveur.resoudre(atelier(true), { delaiMs: 1 })).toMatchObject({ statut: 'DELAI' });
    },
    DELAI,
  );
});

describe('un solveur qui casse', () => {
  test('une demande malformée échoue, la suivante a un nouveau fil', async () => {
    const solveur = ouvrir();
    const malformee = { colonnes: [colonne(Number.NaN, true)], rangees: [] };
    await expect(solveur.resoudre(malformee)).rejects.toThrow(PanneSolveur);
    expect(await solveur.resoudre(atelier(true))).toMatchObject({ statut: 'OPTIMAL', meilleur: 1100 });
  });

  test.each([
    ['s’arrête', 'process.exit(3)', 'Le solveur s’est arrêté (code 3).'],
    ['lève une erreur', 'setTimeout(() => { throw new Error("abandon") })', 'Le solveur s’est arrêté : abandon'],
  ])('un fil qui %s', async (_, acte, message) => {
    const script = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ${acte}; });`;
    const solveur = ouvrir(encodeURIComponent(script));
    for (let essai = 0; essai < 2; essai++) {
      await expect(solveur.resoudre(atelier(true))).rejects.toThrow(new PanneSolveur(message));
    }
  });

  test('un script introuvable', async () => {
    const solveur = new SolveurHighs(new URL('./absent.mjs', import.meta.url));
    await expect(solveur.resoudre(atelier(true))).rejects.toThrow(PanneSolveur);
  });
});

test('fermé, il refuse : la demande en cours, celles qui attendent, les suivantes', async () => {
  const solveur = new SolveurHighs();
  const demandes = [solveur.resoudre(interminable()), solveur.resoudre(atelier(true))];
  await new Promise((suite) => setTimeout(suite, 50));
  await solveur.fermer();
  for (const demande of demandes) await expect(demande).rejects.toThrow('Le solveur est fermé.');
  await expect(solveur.resoudre(atelier(true))).rejects.toThrow(PanneSolveur);
  await solveur.fermer();
});
