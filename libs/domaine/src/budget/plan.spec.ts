import { ecrireEuros } from '../montant/montant.js';
import { controlerPlan, totauxPlan, type LignePlan } from './plan.js';

let rang = 0;
function part(montant: bigint, extra: Partial<LignePlan> = {}): LignePlan {
  rang += 1;
  const base: LignePlan = {
    financeurId: `f${rang}`,
    denomination: `Financeur ${rang}`,
    categorie: 'REGION',
    dispositif: '',
    nature: 'FONCTIONNEMENT',
    montant,
    assiette: null,
    autofinancement: false,
  };
  return { ...base, ...extra };
}

const PLAN = [
  part(350n, { categorie: 'ETABLISSEMENT_PUBLIC', denomination: 'Banque des Territoires' }),
  part(120n),
  part(60n, { categorie: 'EPCI' }),
  part(20n, { categorie: 'FONDATION' }),
  part(50n, { categorie: 'ASSOCIATION', autofinancement: true }),
];

describe('totauxPlan (R17)', () => {
  test('argent public et argent privé restent séparés, comme l’autofinancement', () => {
    expect(totauxPlan(PLAN)).toEqual({ aidesPubliques: 530n, aidesPrivees: 20n, autofinancement: 50n, total: 600n });
    expect(totauxPlan([part(5n, { categorie: 'COMMUNE', autofinancement: true })])).toEqual({
      aidesPubliques: 0n,
      aidesPrivees: 0n,
      autofinancement: 5n,
      total: 5n,
    });
  });
});

describe('controlerPlan (R11, R12)', () => {
  test('un plan juste donne ses totaux', () => {
    expect(controlerPlan(PLAN, 600n)).toEqual({ ok: true, fait: totauxPlan(PLAN) });
  });

  test('R11 : chaque part est supérieure à zéro', () => {
    expect(controlerPlan([...PLAN, part(0n, { denomination: 'Métropole' })], 600n)).toEqual({
      ok: false,
      refus: {
        code: 'ENTREE_INVALIDE',
        chemin: 'plan',
        message: 'Une part du plan de financement est nulle ou négative.',
        details: [
          {
            code: 'ENTREE_INVALIDE',
            chemin: 'plan[5].montant',
            message: 'Métropole : la part doit être supérieure à zéro.',
          },
        ],
      },
    });
    expect(controlerPlan([part(601n), part(-1n)], 600n)).toMatchObject({ refus: { code: 'ENTREE_INVALIDE' } });
  });

  test('R11 : une seule part par financeur et dispositif', () => {
    const double = { financeurId: 'x', denomination: 'Région' };
    expect(controlerPlan([part(1n, double), part(1n), part(1n, double)], 3n)).toEqual({
      ok: false,
      refus: {
        code: 'DOUBLON',
        chemin: 'plan',
        message: 'Un financeur figure deux fois pour le même dispositif.',
        details: [
          {
            code: 'DOUBLON',
            chemin: 'plan[2]',
            message: 'Région figure déjà dans le plan : réunissez les deux parts.',
          },
        ],
      },
    });
    const titre = { ...double, dispositif: 'FNE' };
    expect(controlerPlan([part(1n, titre), part(2n, titre)], 3n)).toMatchObject({
      refus: { details: [{ message: expect.stringContaining('au titre de « FNE »') }] },
    });
    expect(controlerPlan([part(1n, double), part(2n, titre)], 3n).ok).toBe(true);
    expect(controlerPlan([part(1n, { dispositif: 'FNE' }), part(2n, { dispositif: 'FNE' })], 3n).ok).toBe(true);
  });

  test.each([
    [601n, 'il manque'],
    [599n, 'de trop'],
  ])('R11 : la somme des parts est le coût, au centime (coût %s)', (cout, mots) => {
    expect(controlerPlan(PLAN, cout)).toMatchObject({
      ok: false,
      refus: {
        code: 'PLAN_DESEQUILIBRE',
        chemin: 'plan',
        message: expect.stringContaining(`${ecrireEuros(600n)} pour un coût de ${ecrireEuros(cout)} : `),
      },
    });
    const decision = controlerPlan(PLAN, cout);
    expect(decision.ok ? '' : decision.refus.message).toContain(mots);
    expect(decision.ok ? '' : decision.refus.message).toContain(ecrireEuros(1n));
  });

  test('R12 : une part ne dépasse pas son assiette', () => {
    expect(controlerPlan([part(5n, { assiette: 5n }), part(5n)], 10n).ok).toBe(true);
    expect(controlerPlan([part(6n, { assiette: 5n, denomination: 'État' }), part(4n)], 10n)).toEqual({
      ok: false,
      refus: {
        code: 'PLAN_DESEQUILIBRE',
        chemin: 'plan',
        message: 'Une part dépasse la dépense sur laquelle elle est calculée.',
        details: [
          {
            code: 'PLAN_DESEQUILIBRE',
            chemin: 'plan[0].montant',
            message: `État : la part, ${ecrireEuros(6n)}, dépasse l'assiette, ${ecrireEuros(5n)}.`,
          },
        ],
      },
    });
  });

  test('R12 : une assiette ne dépasse pas le coût', () => {
    expect(controlerPlan([part(10n, { assiette: 10n })], 10n).ok).toBe(true);
    expect(controlerPlan([part(10n, { assiette: 11n })], 10n)).toMatchObject({
      refus: {
        details: [
          {
            code: 'PLAN_DESEQUILIBRE',
            chemin: 'plan[0].assiette',
            message: expect.stringContaining('dépasse le coût du projet'),
          },
        ],
      },
    });
  });

  test('l’ordre des refus : montants, doublons, somme, assiettes', () => {
    const double = { financeurId: 'x' };
    const assiette = { assiette: 1n };
    const code = (...lignes: LignePlan[]) => {
      const d = controlerPlan(lignes, 10n);
      return d.ok ? null : [d.refus.code, d.refus.message.slice(0, 8)];
    };
    expect(code(part(0n, double), part(9n, { ...double, ...assiette }))).toEqual(['ENTREE_INVALIDE', 'Une part']);
    expect(code(part(1n, double), part(8n, { ...double, ...assiette }))).toEqual(['DOUBLON', 'Un finan']);
    expect(code(part(1n), part(8n, assiette))).toEqual(['PLAN_DESEQUILIBRE', 'Le plan ']);
    expect(code(part(1n), part(9n, assiette))).toEqual(['PLAN_DESEQUILIBRE', 'Une part']);
  });
});
