import { aidePremierContrat, aideRenouvellement, posteARendre } from './conseiller-numerique.js';

describe('Conseiller numérique (R8)', () => {
  test('T14 : organisme public, 36 mois, sans puis avec bonification', () => {
    expect(aideRenouvellement('PUBLIC', { bonifie: false })).toEqual({
      annees: [1_750_000n, 1_250_000n, 1_250_000n],
      total: 4_250_000n,
    });
    expect(aideRenouvellement('PUBLIC', { bonifie: true })).toEqual({
      annees: [2_000_000n, 1_750_000n, 1_250_000n],
      total: 5_000_000n,
    });
  });

  test.each([true, false])('employeur privé : 44 000, sans bonification (%s)', (bonifie) => {
    expect(aideRenouvellement('PRIVE', { bonifie })).toEqual({
      annees: [2_000_000n, 1_400_000n, 1_000_000n],
      total: 4_400_000n,
    });
  });

  test.each([
    ['PUBLIC', '35', 5_000_000n],
    ['PUBLIC', '971', 7_000_000n],
    ['PUBLIC', '972', 7_000_000n],
    ['PUBLIC', '973', 7_000_000n],
    ['PUBLIC', '974', 6_750_000n],
    ['PUBLIC', '976', 6_750_000n],
    ['PRIVE', '971', 3_200_000n],
    ['PRIVE', '35', 3_200_000n],
  ] as const)('premier contrat, %s dans le %s', (statut, departement, montant) => {
    expect(aidePremierContrat(statut, departement)).toBe(montant);
  });

  test('un poste vacant plus de six mois est rendu, au jour près', () => {
    expect(posteARendre('2023-01-15', '2023-07-15')).toBe(false);
    expect(posteARendre('2023-01-15', '2023-07-16')).toBe(true);
    expect(posteARendre('2023-08-31', '2024-02-29')).toBe(false);
    expect(posteARendre('2023-08-31', '2024-03-01')).toBe(true);
  });
});
