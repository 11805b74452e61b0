import fc from 'fast-check';
import { cleDeLuhn, normaliserIdentifiant, validerIdentifiant, type TypeIdentifiant } from './identifiant.js';

describe('validerIdentifiant', () => {
  test.each<[TypeIdentifiant, string, string]>([
    ['SIRET', '18002002600019', 'Caisse des Dépôts'],
    ['SIRET', '13002603200016', 'ANCT'],
    ['SIRET', '23350001600040', 'Région Bretagne'],
    ['SIRET', '73282932000074', 'exemple des manuels'],
    ['SIRET', '35600000000048', 'La Poste, siège'],
    ['SIRET', '35600000049837', 'La Poste, bureau'],
    ['SIREN', '732829320', 'exemple des manuels'],
    ['SIREN', '356000000', 'La Poste'],
    ['SIREN', '005520135', 'commence par un zéro'],
    ['SIREN', '200046977', 'Métropole de Lyon'],
    ['SIREN', '200093201', 'Métropole européenne de Lille'],
    ['SIREN', '241700434', 'La Rochelle'],
    ['SIREN', '246700488', 'Strasbourg'],
    ['SIREN', '243100633', 'Sicoval'],
    ['RNA', 'W751000001', 'Paris'],
    ['RNA', 'W2A1000001', 'Corse-du-Sud'],
    ['RNA', 'W2B1000001', 'Haute-Corse'],
    ['RNA', 'W9R1000001', 'La Réunion'],
    ['RIDET', '123456001', '9 chiffres'],
    ['RIDET', '0123456001', '10 chiffres'],
    ['TAHITI', 'A12345', 'entreprise'],
    ['TAHITI', '012345001', 'établissement'],
  ])('accepte le %s %s (%s)', (type, valeur) => {
    expect(validerIdentifiant(type, valeur)).toEqual({ ok: true, fait: valeur });
  });

  test.each(['67895644300011', '73282932000075', '00000000000000', '35600000049838', '35600000000049'])(
    'refuse le SIRET %s : clé fausse',
    (valeur) => {
      expect(validerIdentifiant('SIRET', valeur)).toMatchObject({
        ok: false,
        refus: {
          code: 'IDENTIFIANT_INVALIDE',
          chemin: 'identifiant',
          message: expect.stringContaining('clé de contrôle de ce SIRET'),
        },
      });
    },
  );

  test.each(['732829321', '000000000', '356000001'])('refuse le SIREN %s : clé fausse', (valeur) => {
    expect(validerIdentifiant('SIREN', valeur)).toMatchObject({
      ok: false,
      refus: { message: expect.stringContaining('clé de contrôle de ce SIREN') },
    });
  });

  test.each<[TypeIdentifiant, string, string]>([
    ['SIRET', '732 829 320 00074', '14 chiffres'],
    ['SIRET', ' 73282932000074', '14 chiffres'],
    ['SIRET', '73282932000074 ', '14 chiffres'],
    ['SIRET', '7328293200007', '14 chiffres'],
    ['SIRET', '732829320000740', '14 chiffres'],
    ['SIRET', '7328293200007A', '14 chiffres'],
    ['SIRET', '', '14 chiffres'],
    ['SIREN', '73282932', '9 chiffres'],
    ['SIREN', '7328293200', '9 chiffres'],
    ['RNA', '751000001', 'commence par W'],
    ['RNA', 'w751000001', 'commence par W'],
    ['RNA', 'W75100000', 'commence par W'],
    ['RNA', 'W7510000011', 'commence par W'],
    ['RNA', 'W2C1000001', 'commence par W'],
    ['RNA', 'W8R1000001', 'commence par W'],
    ['RNA', 'xW751000001', 'commence par W'],
    ['RIDET', '12345678', 'RIDET'],
    ['RIDET', '12345678901', 'RIDET'],
    ['RIDET', 'A23456789', 'RIDET'],
    ['TAHITI', 'AB2345', 'TAHITI'],
    ['TAHITI', 'A1234567', 'TAHITI'],
    ['TAHITI', 'A123456789', 'TAHITI'],
    ['TAHITI', 'xA12345', 'TAHITI'],
  ])('refuse le %s « %s » : forme', (type, valeur, mots) => {
    expect(validerIdentifiant(type, valeur)).toMatchObject({
      ok: false,
      refus: { code: 'IDENTIFIANT_INVALIDE', chemin: 'identifiant', message: expect.stringContaining(mots) },
    });
  });
});

describe('clé de Luhn', () => {
  test('un seul chiffre changé fait tomber la clé', () => {
    const cas = fc.record({ rang: fc.integer({ min: 0, max: 13 }), ajout: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(cas, ({ rang, ajout }) => {
        const faux = [...'73282932000074'].map((c, i) => (i === rang ? (Number(c) + ajout) % 10 : c)).join('');
        expect(cleDeLuhn(faux)).toBe(false);
      }),
    );
  });
});

test.each([
  ['732 829 320 00074', '73282932000074'],
  ['732\u00A0829\u202F320.000-74', '73282932000074'],
  ['w751\u2013000001 ', 'W751000001'],
])('normaliserIdentifiant(« %s »)', (saisi, attendu) => {
  expect(normaliserIdentifiant(saisi)).toBe(attendu);
});
