import fc from 'fast-check';
import { attendreRefus, fait, refus } from '../../essais/decision.js';
import { essais } from '../../essais/essais.js';
import { echelonner, ecrireFermete, forfaitParAnnee, tranchesBudgetaires, verifierCP } from './tranches.js';

describe('echelonner (A12)', () => {
  test.each([
    ['T1', 12_345_679n, [3000, 4000, 3000], [3_703_703n, 4_938_271n, 3_703_705n]],
    ['T2', 100n, [3333, 3333, 3334], [33n, 33n, 34n]],
    ['T3', 1n, [5000, 5000], [0n, 1n]],
    ['une seule tranche', 7n, [10_000], [7n]],
    ['une tranche nulle', 10n, [0, 10_000, 0], [0n, 10n, 0n]],
    ['rien', 0n, [5000, 5000], [0n, 0n]],
  ])('%s', (_, montant, taux, tranches) => {
    expect(echelonner(montant, taux)).toEqual({ ok: true, fait: tranches });
  });

  test.each([[[]], [[9_999]], [[10_001]], [[5_000, 5_001]], [[10_001, -1]], [[5_000.5, 4_999.5]]])(
    'taux refusés : %j',
    (taux) => {
      attendreRefus(echelonner(100n, taux), 'ENTREE_INVALIDE', 'tauxBp', 'font ensemble 10 000');
    },
  );

  test('un montant négatif est refusé d’abord', () => {
    attendreRefus(echelonner(-1n, []), 'ENTREE_INVALIDE', 'montant', 'Le montant ne peut pas être négatif.');
  });

  test('I18 : les tranches font le montant, aucune n’est négative, chacune à moins d’un centime avant la dernière', () => {
    const taux = fc
      .array(fc.nat(10_000), { maxLength: 5 })
      .map((coupures) => [0, ...coupures.sort((a, b) => a - b), 10_000])
      .map((bornes) => bornes.slice(1).map((borne, i) => borne - (bornes[i] ?? 0)));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), taux, (montant, bp) => {
        const tranches = fait(echelonner(montant, bp));
        expect(tranches.reduce((a, b) => a + b, 0n)).toBe(montant);
        expect(tranches.every((tranche) => tranche >= 0n)).toBe(true);
        const justes = tranches.slice(0, -1).every((tranche, i) => {
          const ecart = montant * BigInt(bp[i] ?? 0) - tranche * 10_000n;
          return ecart >= 0n && ecart < 10_000n;
        });
        expect(justes).toBe(true);
      }),
      essais(1000),
    );
  });
});

describe('forfaitParAnnee (C15)', () => {
  test.each([
    ['sans bonification', [1750n, 1250n, 1250n], [], [1750n, 1250n, 1250n], 4250n],
    ['une bonification par année', [1750n, 1250n, 1250n], [[250n, 500n, 0n]], [2000n, 1750n, 1250n], 5000n],
    ['deux bonifications', [10n], [[1n], [2n]], [13n], 13n],
    ['plus courte que le forfait', [10n, 10n], [[1n]], [11n, 10n], 21n],
    ['plus longue que le forfait', [10n], [[1n, 2n]], [11n, 2n], 13n],
    ['rien', [], [], [], 0n],
  ])('%s', (_, base, bonifications, annees, total) => {
    expect(forfaitParAnnee(base, bonifications)).toEqual({ annees, total });
  });
});

describe('tranchesBudgetaires', () => {
  const demande = { annee: 2026, montants: [30n, 40n, 30n] };
  test('engagement pluriannuel possible : tout engagé à la décision, tout ferme', () => {
    expect(tranchesBudgetaires({ ...demande, engagementPluriannuelPossible: true })).toEqual([
      { annee: 2026, montantAE: 100n, montantCP: 30n, ferme: true },
      { annee: 2027, montantAE: 0n, montantCP: 40n, ferme: true },
      { annee: 2028, montantAE: 0n, montantCP: 30n, ferme: true },
    ]);
  });

  test('sinon : engagé année par année, sous réserve après la première', () => {
    expect(tranchesBudgetaires({ ...demande, engagementPluriannuelPossible: false })).toEqual([
      { annee: 2026, montantAE: 30n, montantCP: 30n, ferme: true },
      { annee: 2027, montantAE: 40n, montantCP: 40n, ferme: false },
      { annee: 2028, montantAE: 30n, montantCP: 30n, ferme: false },
    ]);
    expect(tranchesBudgetaires({ ...demande, montants: [], engagementPluriannuelPossible: false })).toEqual([]);
  });

  test('la réserve s’écrit', () => {
    expect(ecrireFermete({ annee: 2026, ferme: true })).toBe('Ferme');
    expect(ecrireFermete({ annee: 2027, ferme: false })).toBe('Sous réserve du vote du budget 2027');
  });
});

describe('verifierCP', () => {
  const tranche = (annee: number, montantCP: bigint) => ({ annee, montantCP, montantAE: 0n, ferme: true });
  const tranches = [tranche(2027, 40n), tranche(2026, 30n), tranche(2026, 20n)];
  const plafonds = [
    { annee: 2026, montant: 50n },
    { annee: 2027, montant: 15n },
    { annee: 2027, montant: 25n },
  ];

  test('juste les crédits de chaque année, toutes les aides ensemble', () => {
    expect(verifierCP(tranches, plafonds)).toEqual({ ok: true, fait: undefined });
    expect(verifierCP([], []).ok).toBe(true);
    expect(verifierCP([tranche(2030, 0n)], []).ok).toBe(true);
  });

  test('chaque année en défaut est dite, dans l’ordre', () => {
    const trop = verifierCP([...tranches, tranche(2027, 1n), tranche(2026, 100n), tranche(2028, 1n)], plafonds);
    attendreRefus(trop, 'ENVELOPPE_INSUFFISANTE', 'cp', 'Les crédits de paiement ne suffisent pas.');
    expect(refus(trop).details).toEqual([
      {
        code: 'ENVELOPPE_INSUFFISANTE',
        chemin: 'cp[2026]',
        message: '2026 : 1,50\u00A0€ à payer pour 0,50\u00A0€ de crédits de paiement.',
      },
      {
        code: 'ENVELOPPE_INSUFFISANTE',
        chemin: 'cp[2027]',
        message: '2027 : 0,41\u00A0€ à payer pour 0,40\u00A0€ de crédits de paiement.',
      },
      {
        code: 'ENVELOPPE_INSUFFISANTE',
        chemin: 'cp[2028]',
        message: '2028 : 0,01\u00A0€ à payer pour 0,00\u00A0€ de crédits de paiement.',
      },
    ]);
  });
});
