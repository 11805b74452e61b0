import fc from 'fast-check';
import { fait } from '../../essais/decision.js';
import { indicateurs, listeClassee, type Instance, type Points } from '../repartition/index.js';
import { planEquitable, planMes, type Legende } from './plan.js';

const LEGENDE: Legende = {
  projet: (id) => `Projet ${id}`,
  classe: (id) => (id === 'PUBLIC' ? 'Personnes publiques' : id),
  origine: (projet, classe) =>
    projet === 'P1' && classe === 'PUBLIC' ? { regle: 'R80', source: 'Art. 5' } : { regle: null, source: null },
};

/** Two projects, three envelopes: a class cap binds the first, a rate its third line. */
const INSTANCE: Instance = {
  classes: [
    { id: 'PUBLIC', parent: null },
    { id: 'PRIVE', parent: null },
  ],
  enveloppes: [
    { id: 'etat', classe: 'PUBLIC', montant: 100_00n, rang: 1 },
    { id: 'region', classe: 'PUBLIC', montant: 50_00n, rang: 2 },
    { id: 'fondation', classe: 'PRIVE', montant: 40_00n, rang: 3 },
  ],
  projets: [
    {
      id: 'P1',
      rang: 1,
      score: 70n,
      besoin: 80_00n,
      lignes: [
        { enveloppe: 'etat', plafond: 60_00n, minimum: 0n, code: 'ANNONCE', source: null },
        { enveloppe: 'region', plafond: 50_00n, minimum: 0n, code: 'ANNONCE', source: null },
        { enveloppe: 'fondation', plafond: 30_00n, minimum: 0n, code: 'TAUX', source: 'Art. 3' },
      ],
      plafondsClasses: { PUBLIC: 50_00n },
    },
    {
      id: 'P2',
      rang: 2,
      score: 60n,
      besoin: 20_00n,
      lignes: [
        { enveloppe: 'etat', plafond: 20_00n, minimum: 0n, code: 'ANNONCE', source: null },
        { enveloppe: 'region', plafond: 10_00n, minimum: 0n, code: 'ANNONCE', source: null },
      ],
      plafondsClasses: {},
    },
  ],
};
const POINTS: Points = { P1: { etat: 1n, region: 1n, fondation: 1n }, P2: { etat: 1n, region: 1n } };

describe('planEquitable (A6)', () => {
  const plan = () => fait(planEquitable(INSTANCE, POINTS, ['P1', 'P2'], 'PRORATA_ENVELOPPE', LEGENDE));
  const ligne = (projet: string, enveloppe: string) =>
    plan().lignes.find((l) => l.projet === projet && l.enveloppe === enveloppe);

  test('couvre chaque besoin au centime, et dit ce qui retient chaque ligne, avec son texte', () => {
    expect(plan().indicateurs).toMatchObject({ score: 130n, montant: 100_00n, retenus: ['P1', 'P2'] });
    expect(ligne('P1', 'fondation')).toMatchObject({
      montant: 30_00n,
      motifCode: 'PLAFOND:TAUX',
      motif: expect.stringContaining('Art. 3'),
      source: 'Art. 3',
    });
    expect(ligne('P1', 'etat')).toMatchObject({
      motifCode: 'CLASSE:PUBLIC',
      motif: 'Plafond de la classe « Personnes publiques » atteint (Art. 5).',
      source: 'Art. 5',
    });
  });

  test('au prorata des enveloppes : la part est le niveau fois le poids', () => {
    const part = ligne('P2', 'etat');
    expect(part).toMatchObject({ poids: 100_00n, motifCode: 'PRORATA', source: null });
    expect((part?.niveau?.n ?? 0n) * 100_00n * (part?.exacte.d ?? 0n)).toBe(
      (part?.exacte.n ?? 0n) * (part?.niveau?.d ?? 0n),
    );
  });

  test('parts égales : tous les poids valent un', () => {
    const egal = fait(planEquitable(INSTANCE, POINTS, ['P2'], 'PARTS_EGALES', LEGENDE));
    expect(egal.lignes.map((l) => [l.enveloppe, l.montant, l.poids])).toEqual([
      ['etat', 10_00n, 1n],
      ['region', 10_00n, 1n],
    ]);
  });
});

describe('planMes (A7)', () => {
  test('les paiements sont ceux de la méthode, et leurs raisons celles de A2 aux soldes du tour', () => {
    const plan = fait(planMes(INSTANCE, POINTS, 'PARTS_EGALES', LEGENDE));
    expect(plan.indicateurs.retenus).toEqual(['P1', 'P2']);
    expect(plan.lignes.map((l) => `${l.projet} ${l.enveloppe} ${l.montant} ${l.motifCode}`)).toEqual([
      'P1 etat 2500 CLASSE:PUBLIC',
      'P1 region 2500 CLASSE:PUBLIC',
      'P1 fondation 3000 PLAFOND:TAUX',
      'P2 etat 1000 PRORATA',
      'P2 region 1000 PLAFOND:ANNONCE',
    ]);
    expect(plan.nonFinancables).toEqual([]);
  });

  test('un projet que ses soutiens ne peuvent payer est dit, avec ce qu’ils pouvaient', () => {
    const pauvre = { ...INSTANCE, enveloppes: INSTANCE.enveloppes.map((e) => ({ ...e, montant: e.montant / 4n })) };
    const plan = fait(planMes(pauvre, POINTS, 'PARTS_EGALES', LEGENDE));
    expect(plan.nonFinancables.map((n) => n.id)).toEqual(['P1']);
    expect(plan.indicateurs.retenus).toEqual(['P2']);
  });
});

describe('propriétés', () => {
  const montant = fc.bigInt(1n, 60_00n);
  const projet = (id: string, rang: number) =>
    fc.record({
      id: fc.constant(id),
      rang: fc.constant(rang),
      score: fc.bigInt(0n, 100n),
      besoin: fc.bigInt(1n, 90_00n),
      lignes: fc.tuple(montant, montant, montant, fc.bigInt(0n, 5_00n)).map(([a, b, c, minimum]) => [
        { enveloppe: 'etat', plafond: a, minimum: minimum < a ? minimum : 0n, code: 'ANNONCE', source: null },
        { enveloppe: 'region', plafond: b, minimum: 0n, code: 'ANNONCE', source: null },
        { enveloppe: 'fondation', plafond: c, minimum: 0n, code: 'ANNONCE', source: null },
      ]),
      plafondsClasses: fc.oneof(
        fc.constant({}),
        montant.map((m) => ({ PUBLIC: m })),
      ),
    });
  const instance = fc
    .tuple(projet('P1', 1), projet('P2', 2), projet('P3', 3))
    .map((projets): Instance => ({ ...INSTANCE, projets }));
  const points: Points = Object.fromEntries(
    ['P1', 'P2', 'P3'].map((id, i) => [id, { etat: 1n, region: BigInt(i), fondation: 2n }]),
  );

  const verifier = (
    cas: Instance,
    plan: ReturnType<typeof indicateurs>,
    parts: Record<string, Record<string, bigint>>,
  ) => {
    for (const id of plan.retenus) {
      const p = cas.projets.find((q) => q.id === id)!;
      const total = Object.values(parts[id] ?? {}).reduce((s, m) => s + m, 0n);
      expect(total).toBe(p.besoin);
      for (const l of p.lignes) {
        const m = parts[id]?.[l.enveloppe] ?? 0n;
        expect(m === 0n || (m >= l.minimum && m <= l.plafond)).toBe(true);
      }
    }
    for (const e of plan.enveloppes) expect(e.reste >= 0n).toBe(true);
  };

  test('liste et parts égales : besoins couverts, minima, plafonds et enveloppes respectés, une raison par ligne', () => {
    fc.assert(
      fc.property(instance, fc.constantFrom('PARTS_EGALES', 'PRORATA_ENVELOPPE'), (cas, ponderation) => {
        const { retenus } = listeClassee(cas, { saut: true });
        const liste = fait(planEquitable(cas, points, retenus, ponderation, LEGENDE));
        const mes = fait(planMes(cas, points, ponderation, LEGENDE));
        for (const plan of [liste, mes]) {
          verifier(cas, plan.indicateurs, plan.parts as Record<string, Record<string, bigint>>);
          expect(plan.lignes.every((l) => l.motifCode !== '' && l.motif.endsWith('.'))).toBe(true);
          const total = plan.lignes.reduce((s, l) => s + l.montant, 0n);
          expect(total).toBe(plan.indicateurs.montant);
        }
      }),
      { numRuns: 60 },
    );
  });
});
