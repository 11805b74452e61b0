import { SolveurHighs, PanneSolveur } from './index.js';

test('essai', async () => {
  const s = new SolveurHighs();
  const r = await s.resoudre({
    colonnes: [
      { gain: 30, bas: 0, haut: Infinity, entiere: true },
      { gain: 50, bas: 0, haut: Infinity, entiere: true },
    ],
    rangees: [
      { colonnes: [0, 1], valeurs: [1, 2], bas: -Infinity, haut: 40 },
      { colonnes: [0, 1], valeurs: [2, 1], bas: -Infinity, haut: 50 },
    ],
  });
  expect(r).toEqual({ statut: 'OPTIMAL', meilleur: 1100, borne: 1100, valeurs: [20, 10] });
  await s.fermer();
  await expect(s.resoudre({ colonnes: [], rangees: [] })).rejects.toBeInstanceOf(PanneSolveur);
});
