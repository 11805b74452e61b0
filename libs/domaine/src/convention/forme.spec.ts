import fc from 'fast-check';
import { CATEGORIES_ORGANISME, estPublique } from '../identifiants/categories.js';
import { SEUIL_CONVENTION } from './faits.js';
import { somme } from '../montant/index.js';
import { documentDansEnsemble, documentDuFinanceur, type FinanceurEngage } from './forme.js';
import { formesProposees, type FinanceurDuPlan } from './formes.js';

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

describe('documentDansEnsemble et formesProposees (R17, R26, R33)', () => {
  const plan = (...parts: [FinanceurEngage, bigint][]): FinanceurDuPlan[] =>
    parts.map(([f, montant]) => ({ ...f, denomination: f.financeurId.toUpperCase(), montant }));

  test('chacun selon ce qu’il donne, et rien selon les autres (T19)', () => {
    expect([bdt(2_300_001n), bdt(2_300_000n), fondation].map((f) => documentDansEnsemble(f))).toEqual([
      'CONVENTION',
      'LETTRE_ENGAGEMENT',
      'LETTRE_MECENAT',
    ]);
  });

  test('une forme réunit tout en un document, l’autre en donne un à chacun ; l’une et l’autre font le plan', () => {
    const formes = formesProposees(plan([bdt(9_000_000n), 8_000_000n], [fondation, 5n]));
    expect(formes.map((f) => f.documents.map((d) => [d.document, d.financeurs]))).toEqual([
      [['CONVENTION', ['BDT', 'FONDATION']]],
      [
        ['CONVENTION', ['BDT']],
        ['LETTRE_MECENAT', ['FONDATION']],
      ],
    ]);
    for (const { documents, obstacle } of formes) {
      expect(somme(documents.map((d) => d.montant))).toBe(8_000_005n);
      expect(obstacle).toBeNull();
    }
  });

  test('un financeur seul, ou que des lettres : pas d’ensemble, et l’on dit pourquoi', () => {
    const [, seul] = formesProposees(plan([bdt(9_000_000n), 9_000_000n]));
    expect(seul).toMatchObject({ documents: [], obstacle: expect.stringContaining('au moins deux financeurs') });
    const [, lettres] = formesProposees(plan([bdt(1n), 1n], [fondation, 5n]));
    expect(lettres).toMatchObject({ documents: [], obstacle: expect.stringContaining('par sa lettre') });
    expect(formesProposees([])[0]).toEqual({ forme: 'MULTIPARTITE', documents: [], obstacle: null });
  });
});
