import { mesurerPannes, NON_DURABLE, type ChiffresPannes } from './epreuves/pannes.js';

/** The short version of `npm run epreuves`, where the client and the postman are killed too, on a server of its own: it is made to be killed. */
describe('kill -9 sous charge', () => {
  let mesure: ChiffresPannes;
  beforeAll(async () => {
    mesure = await mesurerPannes({
      coups: ['session', 'serveur', 'application'],
      acquitsParCoup: 15,
      tailles: { depots: 10, scrutins: 10, parts: 50 },
      separes: false,
      coupsTemoin: 3,
    });
  }, 180_000);

  it('d’une session, du serveur entier, de l’application : rien d’acquitté ne se perd ni ne se double', () => {
    expect(mesure).toMatchObject({
      coups: 3,
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
    expect(mesure.acquises).toBeGreaterThanOrEqual(45);
    expect(mesure.rejouees).toBeGreaterThan(0);
    expect(Object.keys(mesure.parGenre).toSorted()).toEqual(['acte', 'brouillon', 'depot', 'dotation', 'vote']);
  });

  it('témoin : avec synchronous_commit=off des écritures acquittées disparaissent, et /pret dit non', () => {
    expect(mesure.temoin.perdues).toBeGreaterThan(0);
    expect(mesure.temoin.pret).toBe(NON_DURABLE);
  });
});
