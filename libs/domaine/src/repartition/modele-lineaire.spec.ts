import { modeleDesProjets } from './modele-lineaire.js';

test('une colonne par projet, entière, de 0 à 1 ; une rangée ne nomme que les siennes', () => {
  const rangees = [
    { a: Float64Array.of(0.5, 0, -1), b: 2, etendue: Infinity },
    { a: [0, 0.25, 0], b: 1, etendue: 0.75 },
    { a: [0, 0, 0], b: 0, etendue: Infinity },
  ];
  expect(modeleDesProjets([1, 0.5, 0], rangees)).toEqual({
    colonnes: [
      { gain: 1, bas: 0, haut: 1, entiere: true },
      { gain: 0.5, bas: 0, haut: 1, entiere: true },
      { gain: 0, bas: 0, haut: 1, entiere: true },
    ],
    rangees: [
      { colonnes: [0, 2], valeurs: [0.5, -1], bas: -Infinity, haut: 2 },
      { colonnes: [1], valeurs: [0.25], bas: 0.25, haut: 1 },
      { colonnes: [], valeurs: [], bas: -Infinity, haut: 0 },
    ],
  });
});
