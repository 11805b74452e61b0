import {
  arrivee,
  CHARGE,
  convention,
  e1,
  e6,
  e6Avance,
  fonds,
  investissement,
  montant,
  poste,
} from '../../essais/avenants.js';
import { donneesE1, ligne, partie } from '../../essais/convention.js';
import { appliquerModifications } from './appliquer-modifications.js';
import type { DonneesConvention } from './donnees.js';
import type { Modification } from './modification.js';
import { controlerPlanModifie, type ContexteAvenant } from './regles-avenant.js';

const CONTEXTE: ContexteAvenant = {
  nature: 'FONCTIONNEMENT',
  codeDepartement: '35',
  exception: null,
  appel: null,
  aidesDeclarees: [],
  octrois: [],
  jour: '2022-03-01',
};

function controler(avant: DonneesConvention, modifications: Modification[], contexte: Partial<ContexteAvenant> = {}) {
  const suite = appliquerModifications(avant, modifications);
  if (!suite.ok) throw new Error(`${suite.refus.code} ${suite.refus.message}`);
  return controlerPlanModifie({ avant, apres: suite.fait, modifications, contexte: { ...CONTEXTE, ...contexte } });
}

/** The Région adds this much, for a project that costs as much more. */
const hausse = (delta: bigint): Modification[] => [
  montant('part-region', 12_000_000n, 12_000_000n + delta),
  poste(60_000_000n, 60_000_000n + delta),
];
const OCTROI = { partId: 'part-region', date: '2021-09-20', montant: 12_000_000n };
const APPEL = {
  regles: { mode: 'PLAFOND', montantBase: 35_000_000n, bonifications: [], plafonds: [] },
  financeurId: 'bdt',
  lieux: [],
} satisfies ContexteAvenant['appel'];

type Cas = [string, () => DonneesConvention, Modification[], Partial<ContexteAvenant>];

describe('Les règles du plan, sur ce qu’un avenant en fait (R46)', () => {
  it.each<[...Cas, string, string, string]>([
    [
      'R11 : le même financeur deux fois au même titre',
      e1,
      [
        arrivee(ligne('region', 'Région Bretagne', 'REGION', 100n, { partId: 'autre' })),
        poste(60_000_000n, 60_000_100n),
      ],
      {},
      'DOUBLON',
      'modifications',
      'deux fois',
    ],
    [
      'R10 : un produit de plus que les charges',
      e1,
      [montant('part-region', 12_000_000n, 11_000_000n), montant(null, 5_000_000n, 6_000_000n)],
      {},
      'BUDGET_DESEQUILIBRE',
      'modifications',
      '10 000,00 € de moins',
    ],
    [
      'R3 : plus que l’appel n’accorde',
      e1,
      [montant('part-region', 12_000_000n, 11_999_999n), montant('part-bdt', 35_000_000n, 35_000_001n)],
      { appel: APPEL },
      'MONTANT_EXCESSIF',
      'modifications[1].vers',
      'accorde au plus 350 000,00 €',
    ],
    [
      'R13 : le maître d’ouvrage sous les 20 % (E6)',
      e6,
      [
        montant('part-region', 1_700_000n, 2_000_000n),
        montant(null, 1_800_000n, 1_500_000n),
        fonds(1_800_000n, 1_500_000n),
      ],
      { nature: 'INVESTISSEMENT' },
      'PARTICIPATION_MINIMALE',
      'modifications',
      '18 000,00 €',
    ],
    [
      'R14 : plus d’aides publiques que de dépense éligible',
      () => {
        const base = e6('ASSOCIATION');
        const lignes = base.plan.lignes.map((l) => (l.categorie === 'ETAT' ? { ...l, assiette: 7_200_000n } : l));
        return { ...base, plan: { ...base.plan, lignes } };
      },
      [montant('part-region', 1_700_000n, 1_700_001n), montant('part-fondation', 1_000_000n, 999_999n)],
      {},
      'PLAN_DESEQUILIBRE',
      'modifications',
      'décret 2018-514',
    ],
    [
      'R16 : un financeur public pour un fonds de dotation',
      () =>
        convention([ligne('f', 'Fondation', 'FONDATION', 1_000n)], 0n, {
          beneficiaire: partie('fonds', 'Fonds', 'FONDS_DE_DOTATION'),
        }),
      [arrivee(ligne('region', 'Région', 'REGION', 100n)), poste(1_000n, 1_100n)],
      {},
      'INELIGIBLE',
      'modifications',
      'fonds de dotation',
    ],
    [
      'R15 : la hausse, ajoutée à la part, dépasse le plafond',
      e1,
      hausse(38_000_001n),
      { octrois: [OCTROI] },
      'AIDE_ETAT',
      'modifications[0].vers',
      'dépassent de 0,01 €',
    ],
    [
      'R15 : la hausse, ajoutée aux aides déclarées',
      e1,
      hausse(10_000_001n),
      { aidesDeclarees: [{ date: '2020-01-01', montant: 40_000_000n }] },
      'AIDE_ETAT',
      'modifications[0].vers',
      'plafond de 500 000,00 €',
    ],
    [
      'R35 : l’avance dépasse 30 % de la part réduite de l’État',
      e6Avance,
      [montant('part-etat', 4_500_000n, 4_400_000n), montant('part-region', 1_700_000n, 1_800_000n)],
      { nature: 'INVESTISSEMENT' },
      'MONTANT_EXCESSIF',
      'modifications[0].vers',
      'État : L’avance',
    ],
    [
      'R33 : qui arrive sans siège',
      e1,
      [arrivee(ligne('caf', 'CAF', 'ORGANISME_SOCIAL', 100n), { siege: null }), poste(60_000_000n, 60_000_100n)],
      {},
      'INCOMPLET',
      'modifications',
      'siège de CAF',
    ],
    [
      'R28 : l’État arrive en investissement sans nature de dépenses',
      () => ({ ...e1(), cout: { ...e1().cout, natureDepenses: null } }),
      [arrivee(ligne('etat', 'État', 'ETAT', 100n, investissement)), poste(60_000_000n, 60_000_100n)],
      {},
      'INCOMPLET',
      'modifications',
      'nature des dépenses',
    ],
  ])('refuse – %s', (_cas, avant, modifications, contexte, code, chemin, phrase) => {
    const verdict = controler(avant(), modifications, contexte);
    if (verdict.ok) throw new Error('accepté');
    expect(verdict.refus).toMatchObject({ code, chemin });
    expect(verdict.refus.message.replace(/\s/g, ' ')).toContain(phrase);
  });

  it.each<Cas>([
    ['une part qui augmente sous le plafond de R15, au centime', e1, hausse(38_000_000n), { octrois: [OCTROI] }],
    [
      'R15 : ce qui fut accordé il y a plus de trois ans ne compte plus',
      e1,
      hausse(38_000_001n),
      { octrois: [OCTROI], jour: '2024-09-21' },
    ],
    [
      'R15 : les octrois des autres parts ne comptent pas',
      e1,
      hausse(38_000_000n),
      {
        octrois: [OCTROI, { ...OCTROI, partId: 'part-bdt' }],
      },
    ],
    [
      'R15 : l’argent privé n’est pas une aide d’État',
      e1,
      [montant('part-fondation', 2_000_000n, 60_000_000n), poste(60_000_000n, 118_000_000n)],
      {},
    ],
    ['R15 : sans base déclarée, pas de plafond', () => ({ ...e1(), aideEtat: null }), hausse(48_000_000n), {}],
    [
      'R3 : le financeur de l’appel à son plafond, un autre au-delà',
      () =>
        convention(
          donneesE1().plan.lignes.map((l) => (l.partId === 'part-bdt' ? { ...l, montant: 34_000_000n } : l)),
          5_000_000n,
        ),
      [montant('part-bdt', 34_000_000n, 35_000_000n), poste(59_000_000n, 60_000_000n)],
      { appel: APPEL },
    ],
    [
      'R3 : une baisse, même d’une part plus forte que l’appel',
      e1,
      [montant('part-bdt', 35_000_000n, 34_999_999n), montant('part-region', 12_000_000n, 12_000_001n)],
      { appel: { ...APPEL, regles: { ...APPEL.regles, montantBase: 1n } } },
    ],
    [
      'R13 : la Région et le maître d’ouvrage ensemble',
      e6,
      [
        montant('part-region', 1_700_000n, 1_600_000n),
        montant(null, 1_800_000n, 1_900_000n),
        fonds(1_800_000n, 1_900_000n),
      ],
      { nature: 'INVESTISSEMENT' },
    ],
    [
      'R13 : exception documentée',
      e6,
      [
        montant('part-region', 1_700_000n, 2_000_000n),
        montant(null, 1_800_000n, 1_500_000n),
        fonds(1_800_000n, 1_500_000n),
      ],
      { nature: 'INVESTISSEMENT', exception: { type: 'RENOVATION_URBAINE', acte: 'Convention 12' } },
    ],
    [
      'R14 : un dépassement déjà signé, qui n’augmente pas',
      () => {
        const base = e6('ASSOCIATION');
        const lignes = base.plan.lignes.map((l) => (l.categorie === 'ETAT' ? { ...l, assiette: 7_000_000n } : l));
        return { ...base, plan: { ...base.plan, lignes } };
      },
      [montant('part-region', 1_700_000n, 1_699_999n), montant('part-departement', 1_000_000n, 1_000_001n)],
      {},
    ],
    [
      'R35 : la hausse de l’État va au solde',
      e6Avance,
      [montant('part-etat', 4_500_000n, 4_600_000n), montant('part-region', 1_700_000n, 1_600_000n)],
      { nature: 'INVESTISSEMENT' },
    ],
    [
      'R10 : un budget qui n’était pas équilibré',
      () => ({ ...e1(), budget: { ...e1().budget, emplois: [], charges: [{ ...CHARGE, montant: 1n }] } }),
      [montant('part-region', 12_000_000n, 11_000_000n), montant('part-metropole', 6_000_000n, 7_000_000n)],
      {},
    ],
    [
      'une mention qui manquait déjà',
      () => ({ ...e1(), objet: null }),
      [montant('part-region', 12_000_000n, 11_000_000n), montant('part-metropole', 6_000_000n, 7_000_000n)],
      {},
    ],
    [
      'sans ressources propres',
      () => convention([ligne('a', 'A', 'REGION', 100n), ligne('b', 'B', 'COMMUNE', 100n)], 0n),
      [montant('part-a', 100n, 101n), montant('part-b', 100n, 99n)],
      {},
    ],
  ])('accepte – %s', (_cas, avant, modifications, contexte) => {
    expect(controler(avant(), modifications, contexte)).toEqual({ ok: true, fait: undefined });
  });

  it('R35 : raccourcir le projet sous quatre ans abaisse le plafond des acomptes', () => {
    const long = e6Avance();
    const versements = (m: bigint[]) =>
      m.map((v, i) => ({ rang: i + 1, evenement: 'Étape', pourcentBp: 0, montant: v, echeance: null, pieces: [] }));
    const avant = {
      ...long,
      duree: { ...long.duree, debut: '2021-01-01', fin: '2026-01-31', limiteBilan: '2026-06-30' },
      echeanciers: long.echeanciers.map((e) =>
        e.partId === 'part-etat' ? { ...e, versements: versements([1_350_000n, 2_700_000n, 450_000n]) } : e,
      ),
    };
    const fin = (vers: string): Modification[] => [{ type: 'DATES', champ: 'FIN', de: '2026-01-31', vers }];
    const contexte = { nature: 'INVESTISSEMENT' } as const;
    expect(controler(avant, fin('2025-06-30'), contexte).ok).toBe(true);
    expect(controler(avant, fin('2024-06-30'), contexte)).toMatchObject({
      ok: false,
      refus: { code: 'MONTANT_EXCESSIF', chemin: 'modifications' },
    });
  });
});
