import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { poserProbleme } from './contraintes-plan.js';
import { preparer } from './preparation.js';

const preparee = () =>
  preparer({
    classes: [],
    enveloppes: [enveloppe('B', 20n, null, 2), enveloppe('A', 6n, null, 1)],
    projets: [
      { ...projet('Q', 7n, [ligne('B', 3n), ligne('A', 9n, 2n)]), rang: 2, etiquettes: ['QPV', 'ACV'] },
      { ...projet('P', 5n, [ligne('B', 2n)], {}), rang: 1, etiquettes: ['QPV'] },
      { ...projet('R', 4n, []), rang: 3 },
    ],
  });

test('les planchers, en projets ou en centimes, puis les satisfactions, dans l’ordre des rangs', () => {
  const { inegalites } = poserProbleme(preparee(), {
    planchers: [
      { etiquette: 'QPV', mesure: 'NOMBRE', minimum: 2n },
      { etiquette: 'ACV', mesure: 'MONTANT', minimum: 6n },
    ],
    satisfactions: [{ enveloppe: 'A', points: { R: 4n, P: 3n }, minimum: 1n }],
  });
  expect(inegalites).toEqual([
    { coefficients: [1n, 1n, 0n], minimum: 2n },
    { coefficients: [0n, 7n, 0n], minimum: 6n },
    { coefficients: [3n, 0n, 4n], minimum: 1n },
  ]);
});

test('les enveloppes, puis ce qu’elles peuvent payer par an', () => {
  const { ressources, projets } = poserProbleme(preparee(), {
    creditsPaiement: [
      { enveloppe: 'B', annee: 2026, montant: 8n, tauxBp: { Q: 2_500 } },
      { enveloppe: 'A', annee: 2026, montant: 5n, tauxBp: {} },
    ],
  });
  expect(ressources).toEqual([
    { enveloppe: 0, poids: null, quantite: 6n },
    { enveloppe: 1, poids: null, quantite: 20n },
    { enveloppe: 1, poids: [0n, 2_500n, 0n], quantite: 80_000n },
    { enveloppe: 0, poids: [0n, 0n, 0n], quantite: 50_000n },
  ]);
  expect(projets.map(({ lignes }) => lignes.map((l) => [l.enveloppe, l.autresRessources, l.minimum]))).toEqual([
    [[1, [2], 0n]],
    [
      [0, [3], 2n],
      [1, [2], 0n],
    ],
    [],
  ]);
});

test('une ligne n’apporte pas plus que son enveloppe ; le besoin vient en dernier', () => {
  const { projets } = poserProbleme(preparee(), {});
  expect(projets.map(({ plafonds }) => plafonds)).toEqual([[2n, 5n], [6n, 3n, 7n], [4n]]);
});

test('les projets imposés, une fois chacun, dans l’ordre des rangs ; sans contrainte, rien', () => {
  expect(poserProbleme(preparee(), { imposes: ['Q', 'P', 'Q'] }).imposes).toEqual([0, 1]);
  expect(poserProbleme(preparee(), {})).toMatchObject({ imposes: [], inegalites: [] });
});

test('un nom inconnu est une faute de l’appelant', () => {
  const satisfaction = { enveloppe: 'A', points: { P: 1n }, minimum: 0n };
  const credits = { enveloppe: 'A', annee: 2026, montant: 1n, tauxBp: { P: 1 } };
  const fautes = [
    { imposes: ['X'] },
    { satisfactions: [{ ...satisfaction, enveloppe: 'X' }] },
    { satisfactions: [{ ...satisfaction, points: { X: 1n } }] },
    { creditsPaiement: [{ ...credits, enveloppe: 'X' }] },
    { creditsPaiement: [{ ...credits, tauxBp: { X: 1 } }] },
  ];
  for (const faute of fautes) expect(() => poserProbleme(preparee(), faute)).toThrow(RangeError);
  expect(() => poserProbleme(preparee(), { satisfactions: [{ ...satisfaction, enveloppe: 'X' }] })).toThrow(
    'Enveloppe inconnue : X.',
  );
});
