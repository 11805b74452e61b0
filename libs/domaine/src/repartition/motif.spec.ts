import type { PlafondLigne } from './lignes.js';
import { ecrireMotif, type MotifPart } from './motif.js';
import { ratio } from './rationnel.js';

const plafond = (code: string, montant: bigint, source: string | null = null): PlafondLigne => {
  return { code, montant, regle: null, source };
};

describe('ecrireMotif', () => {
  const euros = '20\u202F000,00\u00A0€';
  test.each<[MotifPart, boolean, string]>([
    [
      { nature: 'PLAFOND', plafond: plafond('TAUX', 2_000_000n, 'règlement de l’appel') },
      false,
      `Plafond atteint : taux maximal, ${euros} (règlement de l’appel).`,
    ],
    [
      { nature: 'PLAFOND', plafond: plafond('MONTANT_MAX', 2_000_000n) },
      false,
      `Plafond atteint : montant maximal, ${euros}.`,
    ],
    [
      { nature: 'PLAFOND', plafond: plafond('ENVELOPPE', 2_000_000n) },
      false,
      `Plafond atteint : reste de l’enveloppe, ${euros}.`,
    ],
    [
      { nature: 'PLAFOND', plafond: plafond('ANNONCE', 2_000_000n) },
      false,
      `Plafond atteint : montant annoncé, ${euros}.`,
    ],
    [{ nature: 'PLAFOND', plafond: plafond('AUTRE', 2_000_000n) }, false, `Plafond atteint : AUTRE, ${euros}.`],
    [
      { nature: 'CLASSE', classe: 'PUBLIC', regle: 'L', source: 'CGCT L1111-10', niveau: ratio(1n) },
      true,
      'Plafond de la classe « PUBLIC » atteint (CGCT L1111-10), centime d’arrondi compris.',
    ],
    [
      { nature: 'CLASSE', classe: 'PUBLIC', regle: null, source: null, niveau: ratio(1n) },
      false,
      'Plafond de la classe « PUBLIC » atteint.',
    ],
    [{ nature: 'MINIMUM' }, false, 'Minimum de participation.'],
    [{ nature: 'PRORATA' }, true, 'Au prorata des poids, centime d’arrondi compris.'],
  ])('%#', (motif, centime, phrase) => {
    expect(ecrireMotif(motif, centime)).toBe(phrase);
  });

  test('sans centime si l’on n’en dit rien', () => {
    expect(ecrireMotif({ nature: 'PRORATA' })).toBe('Au prorata des poids.');
  });
});
