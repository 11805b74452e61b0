import fc from 'fast-check';
import { CATEGORIES_ORGANISME, estPublique } from '../identifiants/categories.js';
import { SEUIL_CONVENTION } from './faits.js';
import { documentDuFinanceur, type FinanceurEngage } from './forme.js';

const bdt = (cumulAnnuel: bigint): FinanceurEngage => ({
  financeurId: 'bdt',
  categorie: 'ETABLISSEMENT_PUBLIC',
  cumulAnnuel,
});
const fondation: FinanceurEngage = { financeurId: 'fondation', categorie: 'FONDATION', cumulAnnuel: 5_000_000n };

describe('documentDuFinanceur (R17, R26)', () => {
  test('23 000 € tout juste : une lettre ; un centime de plus : une convention, pour tous les financeurs du plan (T19)', () => {
    const juste = [bdt(2_300_000n), fondation];
    expect(juste.map((f) => documentDuFinanceur(f, juste))).toEqual(['LETTRE_ENGAGEMENT', 'LETTRE_MECENAT']);
    const audela = [bdt(2_300_001n), fondation];
    expect(audela.map((f) => documentDuFinanceur(f, audela))).toEqual(['CONVENTION', 'CONVENTION']);
  });

  test('E11 : des financeurs privés seulement, quel que soit le montant : des lettres de mécénat', () => {
    const e11 = [fondation, { ...fondation, categorie: 'ENTREPRISE' as const, cumulAnnuel: 300_000_000n }];
    expect(e11.map((f) => documentDuFinanceur(f, e11))).toEqual(['LETTRE_MECENAT', 'LETTRE_MECENAT']);
  });

  test('une convention lie tout le plan ou personne, et seul l’argent public l’impose', () => {
    const financeur = fc.record({
      financeurId: fc.uuid(),
      categorie: fc.constantFrom(...CATEGORIES_ORGANISME),
      cumulAnnuel: fc.bigInt({ min: 0n, max: 2n * SEUIL_CONVENTION }),
    });
    fc.assert(
      fc.property(fc.array(financeur, { minLength: 1, maxLength: 14 }), (plan) => {
        const due = plan.some((f) => estPublique(f.categorie) && f.cumulAnnuel > SEUIL_CONVENTION);
        for (const f of plan) {
          const document = documentDuFinanceur(f, plan);
          expect(document === 'CONVENTION').toBe(due);
          if (!due) expect(document === 'LETTRE_ENGAGEMENT').toBe(estPublique(f.categorie));
        }
      }),
    );
  });
});
