import { arrondir } from './arrondi.js';
import { ratio, type Rationnel } from './rationnel.js';

/** « 5/2 » or « 5 », then « @class ». */
function lire(textes: string[]): { exactes: Rationnel[]; lignes: { classe: number }[] } {
  const lues = textes.map((texte) => /^(\d+)(?:\/(\d+))?(?:@(\d+))?$/.exec(texte) ?? []);
  return {
    exactes: lues.map(([, n = '', d = '1']) => ratio(BigInt(n), BigInt(d))),
    lignes: lues.map(([, , , classe = '-1']) => ({ classe: Number(classe) })),
  };
}

describe('arrondir (A2 v)', () => {
  test.each<[string, bigint, string[], [bigint, number][], bigint[]]>([
    ['des parts entières', 100n, ['50', '30', '20'], [], [50n, 30n, 20n]],
    ['T26 : le centime va au premier rang', 100n, ['100/3', '100/3', '100/3'], [], [34n, 33n, 33n]],
    ['C07 : au plus fort reste', 5_999_996n, ['11999992/3', '5999996/3'], [], [3_999_997n, 1_999_999n]],
    ['C08 : sans percer la classe', 12n, ['5/2@0', '5/2@0', '7/2', '7/2'], [[5n, -1]], [3n, 2n, 4n, 3n]],
    [
      'une classe pleine à l’enfant',
      9n,
      ['5/2@0', '5/2@0', '5/2@1', '3/2'],
      [
        [5n, 1],
        [8n, -1],
      ],
      [3n, 2n, 3n, 1n],
    ],
    [
      'une classe pleine à la mère',
      6n,
      ['1/2@0', '3/2@1', '7/2', '1/2'],
      [
        [1n, 1],
        [2n, -1],
      ],
      [1n, 1n, 4n, 0n],
    ],
    ['rien à partager', 0n, ['0', '0'], [], [0n, 0n]],
    ['personne', 0n, [], [], []],
    ['jamais une part entière', 2n, ['1', '1/2', '1/2'], [], [1n, 1n, 0n]],
  ])('%s', (_, total, textes, classes, parts) => {
    const { exactes, lignes } = lire(textes);
    const bornees = classes.map(([plafond, parent]) => ({ plafond, parent }));
    expect(arrondir(total, exactes, lignes, bornees)).toEqual(parts);
  });
});
