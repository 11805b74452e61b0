import { ouvrirAtelier } from './epreuves/atelier.js';
import { mesurerCorruption } from './epreuves/corruption.js';
import { mesurerPannes } from './epreuves/pannes.js';
import { SABOTEURS } from './epreuves/sabotages.js';

/** The short versions of `npm run epreuves`, on servers of their own: these are made to be killed. */
describe('kill -9 sous charge', () => {
  it('d’une session, du serveur entier, de l’API, du client : rien d’acquitté ne se perd ni ne se double', async () => {
    const mesure = await mesurerPannes(4, 60);
    expect(mesure).toMatchObject({
      victimes: { session: 1, serveur: 1, application: 1, client: 1 },
      perdues: 0,
      doublees: 0,
      sansEffet: 0,
      refusees: 0,
      fautives: 0,
      applicationTombee: 0,
      pret: 200,
    });
    expect(mesure.acquises).toBeGreaterThanOrEqual(240);
    expect(mesure.rejouees).toBeGreaterThan(0);
  }, 180_000);

  it('témoin : avec synchronous_commit=off des écritures acquittées disparaissent, et /pret dit non', async () => {
    const mesure = await mesurerPannes(3, 60, true);
    expect(mesure.perdues).toBeGreaterThan(0);
    expect(mesure.pret).toBe(503);
  }, 180_000);
});

describe('Corruption par un superutilisateur', () => {
  it('chaque espèce est signalée avec sa ligne ; ne lire que les soldes ne suffit pas', async () => {
    const atelier = await ouvrirAtelier({ fsync: 'off' });
    try {
      const especes = Object.keys(SABOTEURS).length;
      const mesure = await mesurerCorruption(atelier, especes);
      expect(mesure.manquees).toEqual([]);
      expect(mesure).toMatchObject({ corruptions: especes, signalees: especes });
      expect(mesure.signaleesParSoldes).toBeLessThan(especes);
    } finally {
      await atelier.fermer();
    }
  }, 120_000);
});
