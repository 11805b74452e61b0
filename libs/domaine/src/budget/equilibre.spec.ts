import { ecrireEuros } from '../montant/montant.js';
import { equilibre, totauxBudget, type LigneBudget } from './equilibre.js';

const ligne = (compte: string, montant: bigint): LigneBudget => ({ compte, libelle: '', montant });
const BUDGET = [ligne('64', 700n), ligne('606', 300n), ligne('7402', 600n), ligne('RP', 400n)];
const VOLONTAIRES = [ligne('864', 50n), ligne('86', 20n), ligne('870', 70n)];

describe('equilibre (R10)', () => {
  test('charges = produits, avec ou sans contributions volontaires', () => {
    expect(equilibre(BUDGET)).toEqual({
      ok: true,
      fait: { charges: 1000n, produits: 1000n, emploisVolontaires: 0n, contributionsVolontaires: 0n },
    });
    expect(equilibre([...BUDGET, ...VOLONTAIRES])).toEqual({
      ok: true,
      fait: { charges: 1000n, produits: 1000n, emploisVolontaires: 70n, contributionsVolontaires: 70n },
    });
    expect(equilibre([]).ok).toBe(true);
  });

  test('un centime de charges en trop : de combien et de quel côté', () => {
    expect(equilibre([...BUDGET, ligne('65', 1n)])).toMatchObject({
      ok: false,
      refus: {
        code: 'BUDGET_DESEQUILIBRE',
        chemin: 'budget',
        message: `Les charges (${ecrireEuros(1001n)}) dépassent les produits (${ecrireEuros(1000n)}) de ${ecrireEuros(1n)}.`,
      },
    });
  });

  test('un centime de produits en trop', () => {
    expect(equilibre([...BUDGET, ligne('758', 1n)])).toMatchObject({
      refus: {
        code: 'BUDGET_DESEQUILIBRE',
        chemin: 'budget',
        message: `Les produits (${ecrireEuros(1001n)}) dépassent les charges (${ecrireEuros(1000n)}) de ${ecrireEuros(1n)}.`,
      },
    });
  });

  test('86 et 87 ne rééquilibrent pas le budget, et doivent être égaux', () => {
    expect(equilibre([...BUDGET, ligne('65', 10n), ligne('870', 10n)])).toMatchObject({ refus: { chemin: 'budget' } });
    expect(equilibre([...BUDGET, ...VOLONTAIRES, ligne('861', 5n)])).toMatchObject({
      refus: {
        code: 'BUDGET_DESEQUILIBRE',
        chemin: 'budget.volontaires',
        message: expect.stringMatching(
          /^Les emplois des contributions volontaires, compte 86,.*dépassent les contributions volontaires, compte 87,.* de 0,05/,
        ),
      },
    });
    expect(equilibre([...BUDGET, ...VOLONTAIRES, ligne('875', 5n)])).toMatchObject({
      refus: {
        chemin: 'budget.volontaires',
        message: expect.stringMatching(/^Les contributions volontaires, compte 87,/),
      },
    });
  });

  test('les lignes illisibles sont dites d’abord, chacune à sa place', () => {
    expect(equilibre([ligne('999', 0n), ligne('64', 1n), ligne('65', -1n)])).toEqual({
      ok: false,
      refus: {
        code: 'ENTREE_INVALIDE',
        chemin: 'budget',
        message: 'Le budget contient des lignes à corriger.',
        details: [
          {
            code: 'ENTREE_INVALIDE',
            chemin: 'budget[0].compte',
            message: "Le compte « 999 » n'existe pas dans le modèle de budget.",
          },
          {
            code: 'ENTREE_INVALIDE',
            chemin: 'budget[0].montant',
            message: 'Le montant de la ligne doit être supérieur à zéro.',
          },
          {
            code: 'ENTREE_INVALIDE',
            chemin: 'budget[2].montant',
            message: 'Le montant de la ligne doit être supérieur à zéro.',
          },
        ],
      },
    });
  });

  test('totauxBudget lit aussi un brouillon', () => {
    expect(totauxBudget([ligne('999', 5n), ligne('64', 7n), ligne('74', 2n)])).toEqual({
      charges: 7n,
      produits: 2n,
      emploisVolontaires: 0n,
      contributionsVolontaires: 0n,
    });
  });
});
