import { validerCodeTerritoire, type TypeTerritoire } from './territoire.js';

describe('validerCodeTerritoire (domaine §9)', () => {
  test.each<[TypeTerritoire, string]>([
    ['REGION', '53'],
    ['REGION', '01'],
    ['REGION', '988'],
    ['DEPARTEMENT', '01'],
    ['DEPARTEMENT', '09'],
    ['DEPARTEMENT', '19'],
    ['DEPARTEMENT', '21'],
    ['DEPARTEMENT', '2A'],
    ['DEPARTEMENT', '2B'],
    ['DEPARTEMENT', '35'],
    ['DEPARTEMENT', '95'],
    ['DEPARTEMENT', '971'],
    ['DEPARTEMENT', '976'],
    ['DEPARTEMENT', '988'],
    ['COMMUNE', '56260'],
    ['COMMUNE', '01004'],
    ['COMMUNE', '2A004'],
    ['COMMUNE', '2B033'],
    ['COMMUNE', '97411'],
    ['COMMUNE', '98818'],
    ['EPCI', '200046977'],
    ['QPV', 'QP029001'],
    ['QPV', 'QP02A001'],
    ['QPV', 'QN00101M'],
    ['QPV', 'QN02A01M'],
    ['QPV', 'QN97101M'],
  ])('%s %s', (type, code) => {
    expect(validerCodeTerritoire(type, code)).toEqual({ ok: true, fait: code });
  });

  test.each<[TypeTerritoire, string, string]>([
    ['REGION', '5', 'région'],
    ['REGION', '530', 'région'],
    ['REGION', 'x53', 'région'],
    ['REGION', '979', 'région'],
    ['DEPARTEMENT', '00', 'département'],
    ['DEPARTEMENT', '20', 'département'],
    ['DEPARTEMENT', '2C', 'département'],
    ['DEPARTEMENT', '96', 'département'],
    ['DEPARTEMENT', '979', 'département'],
    ['DEPARTEMENT', '983', 'département'],
    ['DEPARTEMENT', '350', 'département'],
    ['DEPARTEMENT', 'x35', 'département'],
    ['COMMUNE', '1004', 'code postal'],
    ['COMMUNE', '20004', 'code postal'],
    ['COMMUNE', '99100', 'code postal'],
    ['COMMUNE', '00001', 'code postal'],
    ['COMMUNE', '562600', 'code postal'],
    ['COMMUNE', '974110', 'code postal'],
    ['COMMUNE', 'x56260', 'code postal'],
    ['COMMUNE', 'Brest', 'code postal'],
    ['EPCI', '200046978', 'SIREN'],
    ['QPV', 'QP29001', 'quartier'],
    ['QPV', 'QN00101', 'quartier'],
    ['QPV', 'QN00101m', 'quartier'],
    ['QPV', 'QN00101MM', 'quartier'],
    ['QPV', 'xQP029001', 'quartier'],
    ['QPV', 'QP0290011', 'quartier'],
    ['QPV', 'QP02C001', 'quartier'],
  ])('refuse %s « %s »', (type, code, mots) => {
    expect(validerCodeTerritoire(type, code)).toMatchObject({
      ok: false,
      refus: { code: 'TERRITOIRE_INCONNU', chemin: 'code', message: expect.stringContaining(mots) },
    });
  });
});
