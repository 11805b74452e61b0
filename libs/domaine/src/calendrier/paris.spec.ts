import fc from 'fast-check';
import {
  dansFenetre,
  ecrireDate,
  ecrireInstant,
  estJour,
  heureDeParis,
  instantDeParis,
  jourDeParis,
  lireJour,
} from './paris.js';

const iso = (jour: string, heure?: string) => instantDeParis(jour, heure).toISOString();

describe('instantDeParis', () => {
  test('R1 : la fenêtre de l’AMI 2020, heure d’hiver puis heure d’été', () => {
    expect(iso('2020-11-17')).toBe('2020-11-16T23:00:00.000Z');
    expect(iso('2021-06-30', '23:59:59')).toBe('2021-06-30T21:59:59.000Z');
  });

  test.each([
    ['2021-03-28', '01:59:59', '2021-03-28T00:59:59.000Z', 'dernière seconde avant le saut'],
    ['2021-03-28', '02:30:00', '2021-03-28T01:30:00.000Z', 'heure qui n’existe pas : avancée d’une heure'],
    ['2021-03-28', '03:00:00', '2021-03-28T01:00:00.000Z', 'première seconde après le saut'],
    ['2021-03-28', '12:00:00', '2021-03-28T10:00:00.000Z', 'midi le jour du saut'],
    ['2021-03-29', '00:00:00', '2021-03-28T22:00:00.000Z', 'lendemain du saut'],
    ['2021-10-31', '01:59:59', '2021-10-30T23:59:59.000Z', 'avant l’heure double'],
    ['2021-10-31', '02:30:00', '2021-10-31T00:30:00.000Z', 'heure double : la première'],
    ['2021-10-31', '03:00:00', '2021-10-31T02:00:00.000Z', 'après l’heure double'],
    ['2021-10-31', '23:59:59', '2021-10-31T22:59:59.000Z', 'le soir du retour'],
    ['2020-02-29', '12:00:00.123', '2020-02-29T11:00:00.123Z', 'au millième'],
    ['2021-01-01', '00:00:00', '2020-12-31T23:00:00.000Z', 'nouvel an'],
  ])('%s %s : %s (%s)', (jour, heure, attendu) => {
    expect(iso(jour, heure)).toBe(attendu);
  });

  test.each([
    ['2021-02-29', '00:00:00'],
    ['2021-6-30', '00:00:00'],
    ['2021-06-30', '24:00:00'],
    ['2021-06-30', '30:00:00'],
    ['2021-06-30', '0:00:00'],
    ['2021-06-30', '12:00:00.1'],
    ['2021-06-30', 'x12:00:00'],
    ['2021-06-30', '23:60:00'],
    ['2021-06-30', '23:59:60'],
    ['2021-06-30', '23:59'],
    ['2021-06-30', ' 23:59:59'],
    ['2021-06-30', '23:59:59Z'],
  ])('refuse %s %s par une faute de programme', (jour, heure) => {
    expect(() => instantDeParis(jour, heure)).toThrow(`Jour ou heure mal formés : ${jour} ${heure}`);
  });

  test('accepte 23 h 59 min 59 s, bornes comprises', () => {
    expect(iso('2021-06-30', '00:00:00')).toBe('2021-06-29T22:00:00.000Z');
    expect(iso('2021-06-30', '23:59:59.999')).toBe('2021-06-30T21:59:59.999Z');
  });

  const instants = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2090, 0, 1) / 1000 });

  test('aller et retour : tout instant se retrouve, à l’heure double près', () => {
    fc.assert(
      fc.property(instants, (secondes) => {
        const instant = new Date(secondes * 1000);
        const retour = instantDeParis(jourDeParis(instant), heureDeParis(instant));
        const ecart = instant.getTime() - retour.getTime();
        expect([0, 3_600_000]).toContain(ecart);
        expect(heureDeParis(retour)).toBe(heureDeParis(instant));
      }),
    );
  });
});

test('jourDeParis change à minuit de Paris, et non à minuit UTC', () => {
  expect(jourDeParis(new Date('2021-06-30T21:59:59.999Z'))).toBe('2021-06-30');
  expect(jourDeParis(new Date('2021-06-30T22:00:00.000Z'))).toBe('2021-07-01');
  expect(jourDeParis(new Date('2020-12-31T23:00:00.000Z'))).toBe('2021-01-01');
  expect(heureDeParis(new Date('2021-06-30T22:00:00.000Z'))).toBe('00:00:00');
  expect(jourDeParis(new Date('0800-06-01T12:00:00Z'))).toBe('0800-06-01');
});

describe('dansFenetre (R1)', () => {
  const ouverture = instantDeParis('2020-11-17');
  const cloture = instantDeParis('2021-06-30', '23:59:59');

  test.each([
    ['2020-11-16T22:59:59.000Z', false, 'T7, une seconde trop tôt'],
    ['2020-11-16T22:59:59.999Z', false, 'un millième trop tôt'],
    ['2020-11-16T23:00:00.000Z', true, 'T7, à l’ouverture'],
    ['2021-06-30T21:59:59.000Z', true, 'E1, au dernier millième'],
    ['2021-06-30T21:59:59.001Z', false, 'un millième trop tard'],
  ])('%s : %s (%s)', (instant, attendu) => {
    expect(dansFenetre(new Date(instant), ouverture, cloture)).toBe(attendu);
  });
});

describe('jours', () => {
  test('une heure cachée dans le jour ne passe pas', () => {
    expect(estJour('2021-06-30T00:00:00Z')).toBe(false);
    expect(estJour('+002021-06-30')).toBe(false);
  });

  test.each(['2021-06-30', '2020-02-29', '2000-02-29', '1999-12-31'])('%s existe', (jour) => {
    expect(estJour(jour)).toBe(true);
    expect(lireJour(jour)).toEqual({ ok: true, fait: jour });
  });

  test.each([
    '2021-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-04-31',
    '2021-4-3',
    '20210403',
    'x2021-04-03',
    '2021-04-03x',
    '',
  ])('« %s » n’existe pas', (jour) => {
    expect(estJour(jour)).toBe(false);
    expect(lireJour(jour)).toMatchObject({
      ok: false,
      refus: { code: 'ENTREE_INVALIDE', message: expect.stringContaining('2021-06-30') },
    });
  });
});

describe('écriture', () => {
  test.each([
    ['2021-06-30', '30 juin 2021'],
    ['2021-07-01', '1er juillet 2021'],
    ['2021-01-02', '2 janvier 2021'],
    ['2021-02-11', '11 février 2021'],
    ['2021-03-21', '21 mars 2021'],
    ['2021-04-05', '5 avril 2021'],
    ['2021-05-05', '5 mai 2021'],
    ['2021-08-31', '31 août 2021'],
    ['2021-09-09', '9 septembre 2021'],
    ['2021-10-10', '10 octobre 2021'],
    ['2020-11-17', '17 novembre 2020'],
    ['2020-12-25', '25 décembre 2020'],
  ])('%s : %s', (jour, texte) => {
    expect(ecrireDate(jour)).toBe(texte);
  });

  test('la date d’un instant est celle de Paris', () => {
    expect(ecrireDate(new Date('2021-06-30T22:00:00Z'))).toBe('1er juillet 2021');
  });

  test('l’instant dit l’heure de Paris', () => {
    expect(ecrireInstant(new Date('2021-06-30T21:59:59.000Z'))).toBe(
      '30 juin 2021 à 23 h 59 min 59 s (heure de Paris)',
    );
    expect(ecrireInstant(new Date('2020-11-16T23:05:09.000Z'))).toBe(
      '17 novembre 2020 à 0 h 05 min 09 s (heure de Paris)',
    );
  });
});
