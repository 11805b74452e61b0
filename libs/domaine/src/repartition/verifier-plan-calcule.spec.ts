import { enveloppe, ligne, projet } from '../../essais/instances.js';
import type { Instance, PartsDuPlan } from './instance.js';
import { NATURES_VIOLATION, verifierPlanCalcule, type Violation } from './verifier-plan-calcule.js';

const INSTANCE: Instance = {
  classes: [
    { id: 'PUBLIC', parent: null },
    { id: 'ETAT', parent: 'PUBLIC' },
  ],
  enveloppes: [enveloppe('E', 1000n, 'ETAT'), enveloppe('F', 600n, 'PUBLIC'), enveloppe('G', 900n)],
  projets: [
    projet('A', 1000n, [ligne('E', 700n), ligne('F', 600n, 200n), ligne('G', 900n)], { PUBLIC: 900n, ETAT: 650n }),
    projet('B', 500n, [ligne('E', 500n), ligne('G', 500n)]),
  ],
};

const verifier = (parts: PartsDuPlan, retenus = ['A', 'B']) => verifierPlanCalcule(INSTANCE, retenus, parts);
const sansMessage = (violations: readonly Violation[]) =>
  violations.map(({ message, ...violation }) => {
    expect(message).toMatch(/^[A-ZL«].*\.$/);
    return violation;
  });

describe('verifierPlanCalcule', () => {
  test('un plan qui tient, aux bornes exactes', () => {
    expect(verifier({ A: { E: 650n, F: 250n, G: 100n }, B: { E: 350n, G: 150n } })).toEqual([]);
    expect(verifier({ A: { E: 650n, F: 200n, G: 150n }, B: { G: 500n, E: 0n } })).toEqual([]);
    expect(verifier({ A: { E: 100n, G: 900n, F: 0n } }, ['A'])).toEqual([]);
    expect(verifier({ A: { E: 100n, G: 900n }, B: { E: 0n } }, ['A'])).toEqual([]);
    expect(verifier({}, [])).toEqual([]);
  });

  test('un besoin non couvert, ou trop, au centime', () => {
    const parts = (g: bigint) => ({ A: { E: 650n, F: 250n, G: g } });
    for (const g of [99n, 101n]) {
      expect(sansMessage(verifier(parts(g), ['A']))).toEqual([
        { nature: 'BESOIN', projet: 'A', borne: 1000n, constate: 900n + g },
      ]);
    }
    expect(verifier({}, ['B'])[0]?.message).toMatch(/« B » reçoit 0,00.€ pour un besoin de 5,00.€\./);
  });

  test('plafond de ligne, minimum, classe, classe mère, enveloppe : chacun à un centime', () => {
    expect(sansMessage(verifier({ B: { E: 501n, G: -1n } }, ['B']))).toEqual([
      { nature: 'PLAFOND', projet: 'B', enveloppe: 'E', borne: 500n, constate: 501n },
      { nature: 'MONTANT_NEGATIF', projet: 'B', enveloppe: 'G', borne: 0n, constate: -1n },
    ]);
    expect(sansMessage(verifier({ A: { F: 199n, G: 801n } }, ['A']))).toEqual([
      { nature: 'MINIMUM', projet: 'A', enveloppe: 'F', borne: 200n, constate: 199n },
    ]);
    expect(sansMessage(verifier({ A: { E: 651n, F: 249n, G: 100n } }, ['A']))).toEqual([
      { nature: 'CLASSE', projet: 'A', classe: 'ETAT', borne: 650n, constate: 651n },
    ]);
    expect(sansMessage(verifier({ A: { E: 600n, F: 301n, G: 99n } }, ['A']))).toEqual([
      { nature: 'CLASSE', projet: 'A', classe: 'PUBLIC', borne: 900n, constate: 901n },
    ]);
    expect(sansMessage(verifier({ A: { E: 500n, G: 500n }, B: { G: 401n, E: 99n } }))).toEqual([
      { nature: 'ENVELOPPE', enveloppe: 'G', borne: 900n, constate: 901n },
    ]);
  });

  test('projets et lignes inconnus, projet payé sans être retenu', () => {
    expect(sansMessage(verifier({ Z: { E: 1n } }, ['Y']))).toEqual([
      { nature: 'PROJET_INCONNU', projet: 'Y' },
      { nature: 'PROJET_INCONNU', projet: 'Z' },
    ]);
    expect(sansMessage(verifier({ B: { F: 500n } }, ['B']))).toEqual([
      { nature: 'LIGNE_INCONNUE', projet: 'B', enveloppe: 'F', constate: 500n },
    ]);
    expect(sansMessage(verifier({ B: { E: 500n } }, []))).toEqual([
      { nature: 'PROJET_NON_RETENU', projet: 'B', constate: 500n },
    ]);
    expect(sansMessage(verifier({ B: { E: 1n, G: -1n } }, []))).toEqual([
      { nature: 'MONTANT_NEGATIF', projet: 'B', enveloppe: 'G', borne: 0n, constate: -1n },
      { nature: 'PROJET_NON_RETENU', projet: 'B', constate: 0n },
    ]);
  });

  test('l’enveloppe compte aussi ce qui va à des projets inconnus', () => {
    expect(sansMessage(verifier({ B: { E: 500n }, Z: { E: 501n } }, ['B']))).toEqual([
      { nature: 'PROJET_INCONNU', projet: 'Z' },
      { nature: 'ENVELOPPE', enveloppe: 'E', borne: 1000n, constate: 1001n },
    ]);
  });

  test('un montant qui n’est pas un entier de centimes est signalé et ne compte pas', () => {
    const parts = { B: { E: 500.5 as unknown as bigint, G: 500n } };
    expect(sansMessage(verifier(parts, ['B']))).toEqual([
      { nature: 'MONTANT_NON_ENTIER', projet: 'B', enveloppe: 'E' },
    ]);
  });

  test('des classes en boucle ou inconnues ne font pas tourner sans fin', () => {
    const boucle: Instance = {
      ...INSTANCE,
      classes: [
        { id: 'PUBLIC', parent: 'ETAT' },
        { id: 'ETAT', parent: 'PUBLIC' },
      ],
      projets: [projet('A', 10n, [ligne('E', 10n)], { LUNE: 0n, PUBLIC: 9n })],
    };
    expect(sansMessage(verifierPlanCalcule(boucle, ['A'], { A: { E: 10n } }))).toEqual([
      { nature: 'CLASSE', projet: 'A', classe: 'PUBLIC', borne: 9n, constate: 10n },
    ]);
  });

  test('phrases', () => {
    const phrases = (parts: PartsDuPlan, retenus: string[]) => verifier(parts, retenus).map(({ message }) => message);
    const lisible = (parts: PartsDuPlan, retenus: string[]) =>
      phrases(parts, retenus).map((phrase) => phrase.replace(/[\u00A0\u202F]/g, ' '));
    expect(lisible({ Z: {} }, [])).toEqual(['Le projet « Z » n’est pas de cette séance.']);
    expect(lisible({ B: { E: 501n, F: 1n } }, [])).toEqual([
      'La part de E sur « B » est de 5,01 €, au-dessus de son plafond de 5,00 €.',
      'La part de F sur « B » est de 0,01 €, mais F ne finance pas ce projet.',
      '« B » n’est pas retenu et reçoit pourtant 5,02 €.',
    ]);
    expect(lisible({ A: { F: 199n, G: 901n } }, ['A'])).toEqual([
      'La part de F sur « A » est de 1,99 €, au-dessous de son minimum de 2,00 €.',
      'La part de G sur « A » est de 9,01 €, au-dessus de son plafond de 9,00 €.',
      '« A » reçoit 11,00 € pour un besoin de 10,00 €.',
      'L’enveloppe G verse 9,01 € pour 9,00 € disponibles.',
    ]);
    expect(lisible({ A: { E: 660n, F: 241n, G: 99n } }, ['A'])).toEqual([
      'La classe PUBLIC apporte 9,01 € à « A », au-dessus de son plafond de 9,00 €.',
      'La classe ETAT apporte 6,60 € à « A », au-dessus de son plafond de 6,50 €.',
    ]);
    expect(lisible({ B: { E: 501n, G: -1n } }, ['B'])[1]).toBe(
      'La part de G sur « B » est de -0,01 € : elle est négative.',
    );
    expect(lisible({ B: { E: 0.5 as unknown as bigint, G: 500n } }, ['B'])).toEqual([
      'La part de E sur « B » n’est pas un nombre entier de centimes.',
    ]);
  });

  test('chaque nature de violation se produit', () => {
    const casses = verifier(
      {
        A: { E: 651n, F: 199n, G: -1n },
        B: { E: 501n, F: 1n, G: 0.5 as unknown as bigint },
        Z: {},
      },
      ['A'],
    );
    expect(new Set(casses.map(({ nature }) => nature))).toEqual(new Set(NATURES_VIOLATION));
  });
});
