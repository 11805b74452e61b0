import { mesurerPannes, NON_DURABLE } from './epreuves/pannes.js';

const TAILLES = { depots: 20, scrutins: 20, parts: 100 };

/** The short version of `npm run epreuves`, where the client is killed too, on servers of their own: these are made to be killed. */
describe('kill -9 sous charge', () => {
  it('d’une session, du serveur entier, de l’API, du facteur : rien d’acquitté ne se perd ni ne se double', async () => {
    const mesure = await mesurerPannes(['session', 'serveur', 'application', 'facteur'], 40, TAILLES);
    expect(mesure).toMatchObject({
      coups: 4,
      perdues: 0,
      doublees: 0,
      sansEffet: 0,
      refusees: 0,
      fautives: 0,
      journal: 0,
      applicationTombee: 0,
      pret: 'pret',
      avis: { perdus: 0, doubles: 0 },
    });
    expect(mesure.avis.ecrits).toBeGreaterThan(0);
    expect(mesure.acquises).toBeGreaterThanOrEqual(160);
    expect(mesure.rejouees).toBeGreaterThan(0);
    expect(Object.keys(mesure.parGenre).toSorted()).toEqual(['acte', 'brouillon', 'depot', 'dotation', 'vote']);
  }, 180_000);

  it('témoin : avec synchronous_commit=off des écritures acquittées disparaissent, et /pret dit non', async () => {
    const mesure = await mesurerPannes(['serveur', 'serveur'], 60, TAILLES, true);
    expect(mesure.perdues).toBeGreaterThan(0);
    expect(mesure.pret).toBe(NON_DURABLE);
  }, 180_000);
});
