import type { CategorieOrganisme } from '../identifiants/categories.js';
import { ecrireEuros } from '../montant/montant.js';
import {
  EXCEPTIONS_PARTICIPATION,
  fondsDeDotation,
  participationMinimale,
  plafondAidesPubliques,
  TERRITOIRES_SANS_PARTICIPATION,
  type ContexteParticipation,
} from './aides-publiques.js';
import type { LignePlan, NaturePart } from './plan.js';

function part(categorie: CategorieOrganisme, euros: number, extra: Partial<LignePlan> = {}): LignePlan {
  const montant = BigInt(Math.round(euros * 100));
  const ligne: LignePlan = {
    financeurId: categorie,
    denomination: categorie,
    categorie,
    dispositif: '',
    nature: 'INVESTISSEMENT',
    montant,
    assiette: null,
    autofinancement: false,
  };
  return { ...ligne, ...extra };
}

/** E6: an EPCI buys mobile equipment for 100 000. */
function planE6(
  region: number,
  epci: number,
  nature: NaturePart = 'INVESTISSEMENT',
  porteur: CategorieOrganisme = 'EPCI',
) {
  return [
    part('ETAT', 45_000, { nature }),
    part('REGION', region, { nature }),
    part('DEPARTEMENT', 10_000, { nature }),
    part('FONDATION', 10_000, { nature }),
    part(porteur, epci, { nature, autofinancement: true }),
  ];
}

const EPCI: ContexteParticipation = { categorie: 'EPCI', codeDepartement: '35' };
const NON_APPLICABLE = { ok: true, fait: { applicable: false, minimum: 0n, avertissements: [] } };

describe('participationMinimale (R13)', () => {
  test('E6 : 15 000 pour un minimum de 18 000, refusé', () => {
    expect(participationMinimale(EPCI, planE6(20_000, 15_000))).toEqual({
      ok: false,
      refus: {
        code: 'PARTICIPATION_MINIMALE',
        chemin: 'plan',
        message:
          `La participation du maître d'ouvrage, ${ecrireEuros(1_500_000n)}, est inférieure au minimum de ` +
          `${ecrireEuros(1_800_000n)}, soit 20,00\u00A0% des ${ecrireEuros(9_000_000n)} apportés par des personnes publiques ` +
          '(article L1111-10 du code général des collectivités territoriales).',
        details: undefined,
      },
    });
  });

  test('E6 : corrigé à 18 000, accepté', () => {
    expect(participationMinimale(EPCI, planE6(17_000, 18_000))).toEqual({
      ok: true,
      fait: { applicable: true, minimum: 1_800_000n, avertissements: [] },
    });
  });

  test('E6 : le même en fonctionnement, accepté', () => {
    expect(participationMinimale(EPCI, planE6(20_000, 15_000, 'FONCTIONNEMENT'))).toEqual(NON_APPLICABLE);
  });

  test('E6 : porté par une association, la règle ne s’applique pas', () => {
    const plan = planE6(20_000, 15_000, 'INVESTISSEMENT', 'ASSOCIATION');
    expect(participationMinimale({ ...EPCI, categorie: 'ASSOCIATION' }, plan)).toEqual(NON_APPLICABLE);
  });

  test('au centime : 20 % de l’argent public, l’argent privé laissé de côté', () => {
    const commune: ContexteParticipation = { categorie: 'COMMUNE', codeDepartement: '22' };
    const plan = (apport: number, etat: number) => [
      part('ETAT', etat),
      part('FONDATION', 25_000),
      part('COMMUNE', apport, { autofinancement: true }),
    ];
    expect(participationMinimale(commune, plan(15_000, 60_000)).ok).toBe(true);
    expect(participationMinimale(commune, plan(14_999.99, 60_000.01)).ok).toBe(false);
    expect(participationMinimale(commune, plan(14_999.99, 59_999.96)).ok).toBe(true);
    expect(participationMinimale(commune, plan(14_999.99, 59_999.97)).ok).toBe(false);
  });

  test('le minimum est arrondi au centime supérieur', () => {
    const plan = [part('ETAT', 0.03), part('EPCI', 0.01, { autofinancement: true })];
    expect(participationMinimale(EPCI, plan)).toMatchObject({ fait: { minimum: 1n } });
    expect(
      participationMinimale(EPCI, [part('ETAT', 0.05), part('EPCI', 0.01, { autofinancement: true })]),
    ).toMatchObject({
      ok: false,
    });
  });

  test('seules les lignes d’investissement comptent', () => {
    const plan = [
      part('ETAT', 40),
      part('EPCI', 10, { autofinancement: true }),
      part('REGION', 1000, { nature: 'FONCTIONNEMENT' }),
    ];
    expect(participationMinimale(EPCI, plan)).toMatchObject({ ok: true, fait: { applicable: true, minimum: 1000n } });
  });

  test.each(TERRITOIRES_SANS_PARTICIPATION)('outre-mer : pas de minimum dans le %s', (codeDepartement) => {
    expect(participationMinimale({ ...EPCI, codeDepartement }, planE6(20_000, 15_000))).toEqual(NON_APPLICABLE);
  });

  test('huit territoires d’outre-mer, et les autres non', () => {
    expect(TERRITOIRES_SANS_PARTICIPATION.join(' ')).toBe('971 972 973 974 975 976 977 978');
    for (const codeDepartement of ['987', '97', '2A', null]) {
      expect(participationMinimale({ ...EPCI, codeDepartement }, planE6(20_000, 15_000)).ok).toBe(false);
    }
  });

  test.each(EXCEPTIONS_PARTICIPATION)('exception %s : avec son acte seulement', (type) => {
    const plan = planE6(20_000, 15_000);
    expect(participationMinimale({ ...EPCI, exception: { type, acte: ' ' } }, plan)).toMatchObject({
      ok: false,
      refus: { code: 'INCOMPLET', chemin: 'exceptionParticipation.acte', message: expect.stringContaining("l'acte") },
    });
    expect(participationMinimale({ ...EPCI, exception: { type, acte: 'Arrêté du 2 mai 2021' } }, plan)).toMatchObject({
      ok: true,
      fait: { applicable: true, minimum: type === 'CORSE' ? 900_000n : 0n },
    });
  });

  test('Corse : 10 % quand même', () => {
    const corse: ContexteParticipation = {
      ...EPCI,
      codeDepartement: '2A',
      exception: { type: 'CORSE', acte: 'Arrêté' },
    };
    expect(participationMinimale(corse, planE6(26_000, 9_000)).ok).toBe(true);
    expect(participationMinimale(corse, planE6(26_000.01, 8_999.99))).toMatchObject({
      refus: { code: 'PARTICIPATION_MINIMALE', message: expect.stringContaining('10,00\u00A0%') },
    });
  });

  test('chef de file : 30 % conseillés, jamais exigés', () => {
    const conseil = participationMinimale({ ...EPCI, chefDeFile: true }, planE6(17_000, 18_000));
    expect(conseil).toMatchObject({
      ok: true,
      fait: {
        avertissements: [
          { code: 'PARTICIPATION_MINIMALE', chemin: 'plan', message: expect.stringContaining(ecrireEuros(2_700_000n)) },
        ],
      },
    });
    expect(participationMinimale({ ...EPCI, chefDeFile: true }, planE6(8_000, 27_000))).toMatchObject({
      fait: { avertissements: [] },
    });
    expect(participationMinimale({ ...EPCI, chefDeFile: false }, planE6(17_000, 18_000))).toMatchObject({
      fait: { avertissements: [] },
    });
    const exception = { type: 'FEDER_INTERREG', acte: 'Décision' } as const;
    expect(participationMinimale({ ...EPCI, chefDeFile: true, exception }, planE6(17_000, 18_000))).toMatchObject({
      fait: { avertissements: [] },
    });
  });
});

describe('plafondAidesPubliques (R14)', () => {
  const plan = [
    part('ETAT', 60),
    part('REGION', 40),
    part('FONDATION', 30),
    part('EPCI', 20, { autofinancement: true }),
  ];

  test('100 % de la dépense éligible, et plus 80 %', () => {
    expect(plafondAidesPubliques(plan, 10_000n)).toEqual({ ok: true, fait: 10_000n });
    expect(plafondAidesPubliques(plan, 9_999n)).toMatchObject({
      ok: false,
      refus: {
        code: 'PLAN_DESEQUILIBRE',
        chemin: 'plan',
        message: `Les aides publiques, ${ecrireEuros(10_000n)}, dépassent la dépense éligible prévue, ${ecrireEuros(9_999n)} (décret 2018-514, article 10).`,
      },
    });
  });

  test.each<[string, LignePlan]>([
    ['DETR', part('ETAT', 60, { dispositif: 'DETR' })],
    ['DSIL', part('ETAT', 60, { dispositif: 'DSIL' })],
    ['fonctionnement', part('ETAT', 60, { nature: 'FONCTIONNEMENT' })],
    ['pas l’État', part('DEPARTEMENT', 60)],
    ['l’État pour lui-même', part('ETAT', 60, { autofinancement: true })],
  ])('ne s’applique pas : %s', (_titre, etat) => {
    expect(plafondAidesPubliques([etat, part('REGION', 40)], 1n).ok).toBe(true);
  });

  test('une subvention de l’État à côté d’une DETR suffit à l’appliquer', () => {
    expect(plafondAidesPubliques([part('ETAT', 60, { dispositif: 'DETR' }), part('ETAT', 1)], 1n).ok).toBe(false);
  });
});

describe('fondsDeDotation (R16)', () => {
  const plan = [
    part('ENTREPRISE', 10),
    part('REGION', 10, { denomination: 'Région Bretagne' }),
    part('ETAT', 10, { autofinancement: true }),
  ];

  test('un fonds de dotation ne reçoit pas d’argent public', () => {
    expect(fondsDeDotation('FONDS_DE_DOTATION', plan)).toEqual({
      ok: false,
      refus: {
        code: 'INELIGIBLE',
        chemin: 'plan',
        message: 'Un fonds de dotation ne peut recevoir aucun argent public.',
        details: [
          {
            code: 'INELIGIBLE',
            chemin: 'plan[1]',
            message: 'Région Bretagne est une personne publique et ne peut pas financer un fonds de dotation.',
          },
        ],
      },
    });
  });

  test('E11 : de l’argent privé, si ; et un autre porteur reçoit des deux', () => {
    expect(fondsDeDotation('FONDS_DE_DOTATION', [part('ENTREPRISE', 1), part('FONDATION', 2)]).ok).toBe(true);
    expect(fondsDeDotation('ASSOCIATION', plan).ok).toBe(true);
  });
});
