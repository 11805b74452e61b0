import { attendreRefus } from '../../essais/decision.js';
import { comparerIds, exigerPositifs, exigerUniques } from './controles.js';

test('comparerIds : l’ordre du code, le même dans toutes les langues', () => {
  expect(['b', 'a', 'É', 'B', 'a'].sort(comparerIds)).toEqual(['B', 'a', 'a', 'b', 'É']);
  expect([comparerIds('a', 'b'), comparerIds('b', 'a'), comparerIds('a', 'a')]).toEqual([-1, 1, 0]);
});

test('exigerUniques : le second du même nom est refusé à sa place', () => {
  expect(exigerUniques([], 'x', 'La ligne').ok).toBe(true);
  expect(exigerUniques([{ id: 'a' }, { id: 'b' }], 'x', 'La ligne').ok).toBe(true);
  const doublon = exigerUniques([{ id: 'a' }, { id: 'b' }, { id: 'a' }], 'x', 'La ligne');
  attendreRefus(doublon, 'DOUBLON', 'x[2].id', 'La ligne « a » figure deux fois.');
});

test('exigerPositifs : la première valeur négative est refusée à sa place ; zéro et l’absence passent', () => {
  const absentes = [
    [0n, 'a'],
    [null, 'b'],
    [undefined, 'c'],
  ] as const;
  expect(exigerPositifs(absentes).ok).toBe(true);
  const refuse = exigerPositifs([...absentes, [-1n, 'd'], [-2n, 'e']]);
  attendreRefus(refuse, 'ENTREE_INVALIDE', 'd', 'Montants et poids ne sont jamais négatifs.');
});
