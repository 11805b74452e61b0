import { mesurerCentime, mesurerOptimum } from './epreuves/repartition.js';

const DELAI = 180_000;

/** The short versions of `npm run epreuves -- optimum centime`. */
describe('L’optimum cherché avec HiGHS', () => {
  it(
    'est celui de qui essaie tout ; ses certificats sont acceptés, les faux refusés ; témoin, la liste classée se trompe',
    async () => {
      const m = await mesurerOptimum(40);
      expect(m).toMatchObject({ justes: 40, acceptes: 40, refus: m.essais });
      expect(m.essais).toBeGreaterThan(20);
      expect(m.listesJustes).toBeLessThan(m.faisables);
    },
    DELAI,
  );

  it(
    'ne dépasse jamais d’un centime 20 à 120 M€ ; témoin, croire les flottants dépasse',
    async () => {
      const { naifsDepasses, ...mesure } = await mesurerCentime(30);
      expect(mesure).toEqual({ fois: 30, depasses: 0, justes: 30, prouves: 30 });
      expect(naifsDepasses).toBeGreaterThan(0);
    },
    DELAI,
  );
});
