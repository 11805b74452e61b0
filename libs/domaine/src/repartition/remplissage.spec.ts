import { remplirEmboite } from './niveaux-emboites.js';
import { ecrireRationnel, ratio } from './rationnel.js';
import {
  capacite,
  classesAutour,
  niveauDe,
  partsExactes,
  prixUnitaire,
  remplir,
  type ClasseBornee,
  type Contributeur,
} from './remplissage.js';

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

/** As `remplir` finds it, and as the general case alone does: they must say the same. */
function jouer(besoin: bigint, contributeurs: Contributeur[], classes: ClasseBornee[] = []) {
  const rempli = remplir(besoin, contributeurs, classes);
  expect(remplirEmboite(besoin, contributeurs, classes)).toEqual(rempli);
  return {
    verse: rempli.verse,
    niveau: ecrireRationnel(rempli.niveau),
    parts: partsExactes(contributeurs, classes, rempli).map(ecrireRationnel),
    saturations: rempli.saturations.map((s) => (s === null ? null : ecrireRationnel(s))),
  };
}

describe('remplir sans classe', () => {
  test.each<[string, bigint, string[], bigint, string, string[]]>([
    ['au prorata des poids', 100n, ['5/99', '3/99', '2/99'], 100n, '10', ['50', '30', '20']],
    ['une fraction exacte', 100n, ['1/99', '1/99', '1/99'], 100n, '100/3', ['100/3', '100/3', '100/3']],
    ['un plafond, les autres montent', 100n, ['1/10', '1/99', '2/99'], 100n, '30', ['10', '30', '60']],
    ['deux plafonds l’un après l’autre', 100n, ['1/10', '1/28', '1/99'], 100n, '62', ['10', '28', '62']],
    ['un plafond juste atteint', 90n, ['1/30', '1/99', '1/99'], 90n, '30', ['30', '30', '30']],
    ['les plafonds font juste le besoin', 60n, ['1/10', '1/20', '1/30'], 60n, '30', ['10', '20', '30']],
    ['les plafonds ne suffisent pas', 100n, ['1/10', '2/20', '1/30'], 60n, '30', ['10', '20', '30']],
    ['rien à partager', 0n, ['1/10', '2/20'], 0n, '0', ['0', '0']],
    ['personne', 10n, [], 0n, '0', []],
    ['un plafond nul', 10n, ['5/0', '1/20'], 10n, '10', ['0', '10']],
    ['un minimum au-dessus du niveau', 100n, ['1/99>60', '1/99', '1/99'], 100n, '20', ['60', '20', '20']],
    ['un minimum sous le niveau ne change rien', 99n, ['1/99>10', '1/99', '1/99'], 99n, '33', ['33', '33', '33']],
    ['un minimum juste au niveau', 99n, ['1/99>33', '1/99', '1/99'], 99n, '33', ['33', '33', '33']],
    ['un minimum qui est le plafond', 100n, ['1/60>60', '1/99'], 100n, '40', ['60', '40']],
    ['les minima font tout le besoin', 70n, ['1/99>40', '2/99>30'], 70n, '0', ['40', '30']],
    ['minima puis plafonds', 100n, ['1/50>40', '1/30>10', '1/99'], 100n, '30', ['40', '30', '30']],
    ['un besoin d’un centime', 1n, ['1/5', '2/5'], 1n, '1/3', ['1/3', '2/3']],
  ])('%s', (_, besoin, textes, verse, niveau, parts) => {
    expect(jouer(besoin, lignes(...textes))).toEqual({ verse, niveau, parts, saturations: [] });
  });
});

describe('remplir sous des plafonds de classes', () => {
  test.each<[string, bigint, string[], [bigint, number][], bigint, string, string[], (string | null)[]]>([
    [
      'C03',
      100n,
      ['5/50@0', '3/20@1', '2/40>5@1', '1/30'],
      [
        [50n, 1],
        [80n, -1],
      ],
      100n,
      '20',
      ['300/7', '20', '120/7', '20'],
      ['10', '60/7'],
    ],
    [
      'une classe qui ne gêne pas',
      30n,
      ['1/99@0', '1/99@0', '1/99'],
      [[21n, -1]],
      30n,
      '10',
      ['10', '10', '10'],
      [null],
    ],
    ['une classe juste pleine', 30n, ['1/99@0', '1/99@0', '1/99'], [[20n, -1]], 30n, '10', ['10', '10', '10'], ['10']],
    ['une classe pleine', 30n, ['1/99@0', '1/99@0', '1/99'], [[19n, -1]], 30n, '11', ['19/2', '19/2', '11'], ['19/2']],
    ['une classe fermée', 30n, ['1/99@0', '1/99'], [[0n, -1]], 30n, '30', ['0', '30'], ['0']],
    [
      'l’enfant pleine avant la mère',
      60n,
      ['1/99@0', '1/99@1', '1/99'],
      [
        [10n, 1],
        [25n, -1],
      ],
      60n,
      '35',
      ['10', '15', '35'],
      ['10', '15'],
    ],
    [
      'la mère pleine avant l’enfant',
      60n,
      ['1/99@0', '1/99@1', '1/99'],
      [
        [20n, 1],
        [30n, -1],
      ],
      60n,
      '30',
      ['15', '15', '30'],
      ['20', '15'],
    ],
    [
      'la mère juste après, sans jouer',
      60n,
      ['1/99@0', '1/99@1', '1/99'],
      [
        [10n, 1],
        [36n, -1],
      ],
      60n,
      '25',
      ['10', '25', '25'],
      ['10', null],
    ],
    [
      'deux classes côte à côte',
      60n,
      ['1/99@0', '1/99@1', '1/99'],
      [
        [10n, -1],
        [15n, -1],
      ],
      60n,
      '35',
      ['10', '15', '35'],
      ['10', '15'],
    ],
    [
      'le manque arrête la classe',
      100n,
      ['2/99@0', '1/99@0', '1/10'],
      [[60n, -1]],
      70n,
      '20',
      ['40', '20', '10'],
      ['20'],
    ],
    [
      'le manque, la ligne au-delà de la classe',
      100n,
      ['2/99@0', '1/99@0', '1/30'],
      [[60n, -1]],
      90n,
      '30',
      ['40', '20', '30'],
      ['20'],
    ],
    [
      'des lignes pleines avant leur classe',
      100n,
      ['1/10@0', '1/10@0', '1/99'],
      [[30n, -1]],
      100n,
      '80',
      ['10', '10', '80'],
      [null],
    ],
    [
      'des lignes et leur classe pleines ensemble',
      100n,
      ['1/10@0', '1/20@0', '1/99'],
      [[30n, -1]],
      100n,
      '70',
      ['10', '20', '70'],
      ['20'],
    ],
    [
      'les minima remplissent la classe',
      50n,
      ['1/99>10@0', '1/99>10@0', '1/99'],
      [[20n, -1]],
      50n,
      '30',
      ['10', '10', '30'],
      ['0'],
    ],
    [
      'un minimum dans une classe pleine',
      50n,
      ['1/99>10@0', '1/99@0', '1/99'],
      [[14n, -1]],
      50n,
      '36',
      ['10', '4', '36'],
      ['4'],
    ],
    ['une classe sans personne', 10n, ['1/99'], [[5n, -1]], 10n, '10', ['10'], [null]],
    ['une classe vide et fermée', 10n, ['1/99'], [[0n, -1]], 10n, '10', ['10'], ['0']],
    [
      'une classe loin d’être pleine, à côté d’une pleine',
      50n,
      ['1/10@0', '1/99@1', '1/99'],
      [
        [30n, -1],
        [15n, -1],
      ],
      50n,
      '25',
      ['10', '15', '25'],
      [null, '15'],
    ],
    [
      'trois étages',
      100n,
      ['1/99@0', '1/99@1', '1/99@2', '1/99'],
      [
        [5n, 1],
        [15n, 2],
        [40n, -1],
      ],
      100n,
      '60',
      ['5', '10', '25', '60'],
      ['5', '10', '25'],
    ],
  ])('%s', (_, besoin, textes, classes, verse, niveau, parts, saturations) => {
    expect(jouer(besoin, lignes(...textes), bornees(...classes))).toEqual({ verse, niveau, parts, saturations });
  });

  test('des minima qui ne tiennent pas sont une faute de l’appelant', () => {
    const message = 'Les minima dépassent le besoin ou le plafond d’une classe.';
    expect(() => remplir(69n, lignes('1/99>40', '1/99>30'), [])).toThrow(new RangeError(message));
    expect(() => remplir(90n, lignes('1/99>40@0', '1/99>30@0'), bornees([69n, -1]))).toThrow(RangeError);
    expect(() => remplir(90n, lignes('1/99>40@0', '1/99>30@1'), bornees([40n, 1], [69n, -1]))).toThrow(RangeError);
    expect(remplir(70n, lignes('1/99>40@0', '1/99>30@1'), bornees([40n, 1], [70n, -1])).verse).toBe(70n);
  });
});

describe('capacite', () => {
  test.each<[string, string[], [bigint, number][], bigint]>([
    ['personne', [], [], 0n],
    ['la somme des plafonds', ['1/10', '1/20'], [], 30n],
    ['le plafond de la classe', ['1/10@0', '1/20@0', '1/5'], [[25n, -1]], 30n],
    ['la classe que rien ne remplit', ['1/10@0', '1/5'], [[25n, -1]], 15n],
    [
      'la mère, sous la somme des enfants',
      ['1/10@0', '1/20@1'],
      [
        [8n, 1],
        [25n, -1],
      ],
      25n,
    ],
    [
      'l’enfant d’abord',
      ['1/10@0', '1/20@1'],
      [
        [4n, 1],
        [25n, -1],
      ],
      24n,
    ],
    ['une classe sans personne', ['1/10'], [[4n, -1]], 10n],
  ])('%s', (_, textes, classes, attendue) => {
    expect(capacite(lignes(...textes), bornees(...classes))).toBe(attendue);
  });
});

test('classesAutour : de la plus petite à la racine', () => {
  const classes = bornees([1n, 2], [1n, 2], [1n, 3], [1n, -1], [1n, -1]);
  expect([0, 1, 3, 4, -1].map((c) => classesAutour(c, classes))).toEqual([[0, 2, 3], [1, 2, 3], [3], [4], []]);
});

test('niveauDe : le plus bas des niveaux où s’arrêtent les classes autour', () => {
  const classes = bornees([1n, 1], [1n, -1]);
  const rempli = { verse: 0n, niveau: ratio(9n), saturations: [ratio(5n), ratio(7n)] };
  expect([0, 1, -1].map((c) => niveauDe(c, classes, rempli))).toEqual([ratio(5n), ratio(7n), ratio(9n)]);
  const mere = { ...rempli, saturations: [ratio(5n), ratio(3n)] };
  expect(niveauDe(0, classes, mere)).toEqual(ratio(3n));
  const libre = { ...rempli, saturations: [null, ratio(9n)] };
  expect(niveauDe(0, classes, libre)).toBe(libre.niveau);
});

describe('prixUnitaire (A7)', () => {
  test.each<[string, bigint, string[], string]>([
    ['le niveau', 100n, ['5/99', '3/99', '2/99'], '10'],
    ['le plus haut plafond quand tout est plein', 99n, ['1/10', '2/60', '1/29'], '30'],
    ['un minimum au-dessus du niveau', 100n, ['2/99>60', '1/99', '1/99'], '30'],
    ['un minimum sous le niveau', 100n, ['2/99>20', '1/99', '1/99'], '25'],
    ['les minima seuls', 70n, ['1/99>40', '2/99>30'], '40'],
  ])('%s', (_, besoin, textes, prix) => {
    const contributeurs = lignes(...textes);
    expect(ecrireRationnel(prixUnitaire(contributeurs, remplir(besoin, contributeurs, [])))).toBe(prix);
  });
});
