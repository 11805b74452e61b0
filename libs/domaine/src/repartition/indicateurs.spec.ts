import { comparerPlans, indicateurs } from './indicateurs.js';
import type { Instance, Points } from './instance.js';
import { ratio } from './rationnel.js';

const ligne = (enveloppe: string) => ({ enveloppe, plafond: 100n, minimum: 0n });

const INSTANCE: Instance = {
  classes: [],
  enveloppes: [
    { id: 'VILLE', classe: null, montant: 300n, rang: 2 },
    { id: 'ETAT', classe: null, montant: 100n, rang: 1 },
    { id: 'VIDE', classe: null, montant: 0n, rang: 3 },
  ],
  projets: [
    { id: 'P2', rang: 2, score: 7n, besoin: 50n, lignes: [ligne('ETAT'), ligne('VILLE')], plafondsClasses: {} },
    { id: 'P1', rang: 1, score: 5n, besoin: 40n, lignes: [ligne('ETAT')], plafondsClasses: {} },
    { id: 'P3', rang: 3, score: 3n, besoin: 90n, lignes: [ligne('VILLE')], plafondsClasses: {} },
  ],
};

const POINTS: Points = {
  P1: { ETAT: 4n, VILLE: 0n },
  P2: { ETAT: 6n, VILLE: 2n, VIDE: 9n },
  P3: { VILLE: 8n },
};

const PREMIER = indicateurs(INSTANCE, { P1: { ETAT: 40n }, P2: { ETAT: 27n, VILLE: 23n } }, POINTS);

test('score, total, satisfaction, usage et levier de chaque enveloppe, dans l’ordre des rangs', () => {
  expect(PREMIER).toEqual({
    score: 12n,
    montant: 90n,
    retenus: ['P1', 'P2'],
    enveloppes: [
      { id: 'ETAT', verse: 67n, reste: 33n, usageBp: 6700, satisfaction: 10n, levier: ratio(90n, 67n) },
      // 23 / 300 is 766.67 basis points: rounded down. VILLE gave P1 no point, so it is not a project that it supports.
      { id: 'VILLE', verse: 23n, reste: 277n, usageBp: 766, satisfaction: 2n, levier: ratio(50n, 23n) },
      { id: 'VIDE', verse: 0n, reste: 0n, usageBp: 0, satisfaction: 9n, levier: null },
    ],
  });
});

test('un plan vide', () => {
  const { score, montant, retenus, enveloppes } = indicateurs(INSTANCE, {}, POINTS);
  expect({ score, montant, retenus }).toEqual({ score: 0n, montant: 0n, retenus: [] });
  expect(enveloppes.map(({ verse, satisfaction, levier }) => [verse, satisfaction, levier])).toEqual([
    [0n, 0n, null],
    [0n, 0n, null],
    [0n, 0n, null],
  ]);
});

test('sans points, personne ne soutient rien', () => {
  const [etat] = indicateurs(INSTANCE, { P1: { ETAT: 40n } }, {}).enveloppes;
  expect(etat).toMatchObject({ satisfaction: 0n, levier: ratio(0n) });
});

test('écarts entre deux plans', () => {
  const second = indicateurs(INSTANCE, { P3: { VILLE: 90n }, P1: { ETAT: 40n } }, POINTS);
  expect(comparerPlans(PREMIER, second)).toEqual({
    score: -4n,
    montant: 40n,
    entrants: ['P3'],
    sortants: ['P2'],
    enveloppes: [
      { id: 'ETAT', verse: -27n, satisfaction: -6n },
      { id: 'VILLE', verse: 67n, satisfaction: 6n },
      { id: 'VIDE', verse: 0n, satisfaction: -9n },
    ],
  });
  expect(comparerPlans(PREMIER, PREMIER)).toMatchObject({ score: 0n, montant: 0n, entrants: [], sortants: [] });
});

test('une enveloppe que le premier plan ne connaît pas part de rien', () => {
  const second = indicateurs(INSTANCE, { P1: { ETAT: 40n } }, POINTS);
  const [ecart] = comparerPlans({ ...PREMIER, enveloppes: [] }, second).enveloppes;
  expect(ecart).toEqual({ id: 'ETAT', verse: 40n, satisfaction: 4n });
});
