import { ouvrirAtelier, type Atelier } from './epreuves/atelier.js';
import { FALSIFICATIONS } from './epreuves/falsifications.js';
import { mesurerFalsifications } from './epreuves/journal.js';

/** The short version of `npm run epreuves -- journal`, on a server of its own: it takes a superuser. */
describe('Avec un superutilisateur', () => {
  let atelier: Atelier;

  beforeAll(async () => {
    atelier = await ouvrirAtelier({ fsync: 'off' });
  }, 60_000);
  afterAll(() => atelier?.fermer());

  it('chaque espèce de falsification du journal est signalée avec sa ligne, par le vérificateur seul', async () => {
    const especes = Object.keys(FALSIFICATIONS);
    expect(especes).toHaveLength(9);
    const mesure = await mesurerFalsifications(atelier, especes.length * 2);
    expect(mesure.manquees).toEqual([]);
    expect(mesure).toMatchObject({ falsifications: 18, signalees: 18 });
    // The control: without the seals, a last line that goes is not missed by anybody.
    expect(mesure.dernieresSupprimees).toBeGreaterThan(0);
    expect(mesure.dernieresVuesSansSceaux).toBe(0);
  }, 120_000);
});
