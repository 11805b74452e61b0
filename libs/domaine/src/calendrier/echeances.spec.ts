import fc from 'fast-check';
import {
  ajouterJours,
  ajouterMois,
  echeanceCompteRendu,
  echeanceDonneesEssentielles,
  echeancePaiement,
  fenetreMinimis,
  joursEntre,
  joursPleinsEntre,
} from './echeances.js';
import { estJour, instantDeParis } from './paris.js';

test.each([
  ['2021-01-31', 1, '2021-02-28'],
  ['2020-01-31', 1, '2020-02-29'],
  ['2021-12-31', 6, '2022-06-30'],
  ['2021-03-15', 0, '2021-03-15'],
  ['2021-03-31', -1, '2021-02-28'],
  ['2024-02-29', -36, '2021-02-28'],
  ['2021-11-30', 3, '2022-02-28'],
  ['2021-02-28', 1, '2021-03-28'],
])('ajouterMois(%s, %s)', (jour, mois, attendu) => {
  expect(ajouterMois(jour, mois)).toBe(attendu);
});

test.each([
  ['2021-02-28', 1, '2021-03-01'],
  ['2020-02-28', 1, '2020-02-29'],
  ['2021-03-27', 2, '2021-03-29'],
  ['2021-01-01', -1, '2020-12-31'],
])('ajouterJours(%s, %s)', (jour, jours, attendu) => {
  expect(ajouterJours(jour, jours)).toBe(attendu);
});

describe('échéances', () => {
  test('T21, R37 : compte rendu financier six mois après la fin de l’exercice', () => {
    expect(echeanceCompteRendu('2021-12-31')).toBe('2022-06-30');
    expect(echeanceCompteRendu('2021-08-31')).toBe('2022-02-28');
  });

  test('T20, R43 : données essentielles trois mois après la signature', () => {
    expect(echeanceDonneesEssentielles('2020-11-30')).toBe('2021-02-28');
  });

  test('R36 : paiement à 60 jours, ou au délai de la convention', () => {
    expect(echeancePaiement('2021-10-15')).toBe('2021-12-14');
    expect(echeancePaiement('2021-10-15', 30)).toBe('2021-11-14');
    expect(echeancePaiement('2021-10-15', 0)).toBe('2021-10-15');
  });

  test('R15 : trois ans glissants, jour pour jour', () => {
    expect(fenetreMinimis('2024-01-30')).toEqual({ debut: '2021-01-30', fin: '2024-01-30' });
  });
});

describe('joursEntre et joursPleinsEntre', () => {
  test('joursEntre compte les jours du calendrier, dans les deux sens', () => {
    expect(joursEntre('2021-03-01', '2021-03-06')).toBe(5);
    expect(joursEntre('2021-03-06', '2021-03-01')).toBe(-5);
    expect(joursEntre('2020-02-28', '2020-03-01')).toBe(2);
  });

  test.each([
    ['2021-03-01 10:00:00', '2021-03-06 10:00:00', 5],
    ['2021-03-01 10:00:00', '2021-03-06 09:59:59.999', 4],
    ['2021-03-01 10:00:00.001', '2021-03-06 10:00:00', 4],
    ['2021-03-01 10:00:00.020', '2021-03-06 10:00:00.100', 5],
    ['2021-03-01 10:00:00.100', '2021-03-06 10:00:00.020', 4],
    ['2021-03-26 10:00:00', '2021-03-31 10:00:00', 5],
    ['2021-10-29 10:00:00', '2021-11-03 10:00:00', 5],
    ['2021-03-01 23:59:59', '2021-03-02 00:00:00', 0],
    ['2021-03-06 10:00:00', '2021-03-01 10:00:00', 0],
    ['2021-03-06 10:00:00', '2021-03-06 10:00:00', 0],
  ])('de %s à %s : %s jours pleins', (debut, fin, attendu) => {
    const lire = (texte: string) => instantDeParis(...(texte.split(' ') as [string, string]));
    expect(joursPleinsEntre(lire(debut), lire(fin))).toBe(attendu);
  });
});

describe('propriétés', () => {
  const jours = fc
    .integer({ min: Date.UTC(1990, 0, 1) / 86_400_000, max: Date.UTC(2090, 0, 1) / 86_400_000 })
    .map((n) => ajouterJours('1970-01-01', n));

  test('ajouter puis retirer des jours ramène au départ', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: -5000, max: 5000 }), (jour, n) => {
        expect(ajouterJours(ajouterJours(jour, n), -n)).toBe(jour);
        expect(joursEntre(jour, ajouterJours(jour, n))).toBe(n);
      }),
    );
  });

  test('ajouter des mois donne un jour qui existe, du bon mois, jamais d’un quantième plus grand', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: -400, max: 400 }), (jour, n) => {
        const arrivee = ajouterMois(jour, n);
        const rang = (j: string) => Number(j.slice(0, 4)) * 12 + Number(j.slice(5, 7));
        expect(estJour(arrivee)).toBe(true);
        expect(rang(arrivee) - rang(jour)).toBe(n);
        expect(arrivee.slice(8) <= jour.slice(8)).toBe(true);
      }),
    );
  });
});
