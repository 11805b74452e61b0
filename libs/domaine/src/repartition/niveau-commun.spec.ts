import { niveauCommun } from './niveau-commun.js';
import { ecrireRationnel } from './rationnel.js';
import type { ClasseBornee, Contributeur } from './remplissage.js';

/** « weight/cap », then « >minimum » and « @class » when there are any. */
function lignes(...textes: string[]): Contributeur[] {
  return textes.map((texte) => {
    const [, poids = '', plafond = '', minimum = '0', classe = '-1'] =
      /^(\d+)\/(\d+)(?:>(\d+))?(?:@(\d+))?$/.exec(texte) ?? [];
    return { poids: BigInt(poids), plafond: BigInt(plafond), minimum: BigInt(minimum), classe: Number(classe) };
  });
}

const bornees = (...classes: [plafond: bigint, parent: number][]): ClasseBornee[] =>
  classes.map(([plafond, parent]) => ({ plafond, parent }));

describe('niveauCommun, le chemin court', () => {
  test.each<[string, bigint, string[], [bigint, number][], string | null]>([
    ['personne à son plafond', 100n, ['1/99', '3/99'], [], '25'],
    ['un plafond puis un autre', 100n, ['1/10', '1/28', '1/99'], [], '62'],
    ['un plafond juste atteint', 90n, ['1/30', '1/99', '1/99'], [], '30'],
    ['tous juste à leur plafond', 60n, ['1/10', '1/20', '1/30'], [], '30'],
    ['les plafonds ne suffisent pas', 61n, ['1/10', '1/20', '1/30'], [], null],
    ['personne', 1n, [], [], null],
    ['un minimum passé', 99n, ['1/99>32', '1/99', '1/99'], [], '33'],
    ['un minimum juste au niveau', 99n, ['1/99>33', '1/99', '1/99'], [], null],
    ['rien à partager', 0n, ['1/10', '2/20'], [], '0'],
    ['un minimum au-dessus du niveau', 99n, ['1/99>34', '1/99', '1/99'], [], null],
    ['une classe avec de la place', 30n, ['1/99@0', '1/5@0', '1/99'], [[18n, -1]], '25/2'],
    ['une classe juste pleine', 35n, ['1/99@0', '1/5@0', '1/99'], [[20n, -1]], null],
    ['une classe trop pleine', 35n, ['1/99@0', '1/5@0', '1/99'], [[19n, -1]], null],
    [
      'la mère pleine par sa fille',
      30n,
      ['1/99@0', '1/99@1', '1/99'],
      [
        [15n, 1],
        [20n, -1],
      ],
      null,
    ],
    [
      'la mère avec de la place',
      30n,
      ['1/99@0', '1/99@1', '1/99'],
      [
        [15n, 1],
        [21n, -1],
      ],
      '10',
    ],
  ])('%s', (_, besoin, textes, classes, niveau) => {
    const trouve = niveauCommun(besoin, lignes(...textes), bornees(...classes));
    expect(trouve && ecrireRationnel(trouve)).toBe(niveau);
  });
});
