import { mesurerDerniers } from './epreuves/derniers.js';
import { mesurerLectures } from './epreuves/lectures.js';
import { jouerModele, SABOTAGES } from './epreuves/modele.js';
import { mesurerSurdepense } from './epreuves/surdepense.js';
import { nouvelleBase } from './outillage/base.js';

/** The short versions of `npm run epreuves`: same code, smaller numbers, and each control has to fail. */
const lieu = { nouvelleBase };

describe('Simultanéité', () => {
  it('aucune enveloppe n’est dépassée, et la voie naïve la dépasse', async () => {
    const { livre, temoin, fautives } = await mesurerSurdepense(lieu, 8, 5);
    expect(livre).toMatchObject({ demandes: 320, depasses: 0, refusAbusifs: 0 });
    expect(livre.accordees).toBeGreaterThan(8 * 5);
    expect(fautives).toEqual([]);
    expect(temoin.depasses).toBeGreaterThan(0);
  }, 60_000);

  it('E2 : les derniers 50 000 € ont un seul gagnant, deux sans verrou', async () => {
    const mesure = await mesurerDerniers(lieu, 20, 20);
    expect(mesure).toMatchObject({ justes: 20, soldesNonNuls: 0 });
    expect(mesure.justesTemoin).toBeLessThan(20);
  }, 60_000);

  it('toute lecture faite pendant les écritures redonne la dotation, en deux requêtes non', async () => {
    const { livre, temoin } = await mesurerLectures(lieu, 1_000, 1_000);
    expect(livre).toMatchObject({ lectures: 1_000, fausses: 0 });
    expect(livre.ecritures).toBeGreaterThan(0);
    expect(temoin.fausses).toBeGreaterThan(0);
  }, 60_000);
});

describe('Le grand livre et son modèle', () => {
  const GRAINE = 2021;

  it('donnent le même verdict et les mêmes soldes, opération après opération', async () => {
    const verdict = await jouerModele(lieu, 25, GRAINE);
    expect(verdict).toMatchObject({ echec: false, cause: '', essais: 25 });
    expect(verdict.operations).toBeGreaterThan(250);
  }, 120_000);

  it.each(Object.entries(SABOTAGES))(
    'bogue planté : %s, trouvé et réduit',
    async (_nom, sql) => {
      const verdict = await jouerModele(lieu, 300, GRAINE, sql);
      expect(verdict.echec).toBe(true);
      expect(verdict.reduitA).toBeGreaterThanOrEqual(1);
      expect(verdict.reduitA).toBeLessThanOrEqual(7);
    },
    120_000,
  );
});
