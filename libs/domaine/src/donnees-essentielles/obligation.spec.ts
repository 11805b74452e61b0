import { CATEGORIES_ORGANISME, estPublique } from '../identifiants/categories.js';
import { enRetardDePublication, estAttribuantLie } from './obligation.js';

test.each([
  ['2021-02-28', 0, false],
  ['2021-03-01', 0, true],
  ['2021-02-01', 27, false],
  ['2021-02-01', 28, true],
])('T20 : signée le 30/11/2020, au %s (%i jours d’avance), en retard : %s', (jour, avance, attendu) => {
  expect(enRetardDePublication('2020-11-30', jour, avance)).toBe(attendu);
});

test('seules les personnes publiques sont tenues de publier (R17, R43)', () => {
  expect(CATEGORIES_ORGANISME.filter((c) => estAttribuantLie(c, null))).toEqual(
    CATEGORIES_ORGANISME.filter(estPublique),
  );
  expect(CATEGORIES_ORGANISME.filter((c) => estAttribuantLie(c, 200))).toEqual([
    'ETAT',
    'ETABLISSEMENT_PUBLIC',
    'GIP',
    'ORGANISME_SOCIAL',
    'AUTRE_PUBLIC',
  ]);
});
