import { MINIMA_INCOMPATIBLES_MAX, minimaTenables, retenirMinima } from './minima.js';
import type { Contributeur } from './remplissage.js';

/** « minimum/cap », then « @class ». */
function lignes(...textes: string[]): Contributeur[] {
  return textes.map((texte) => {
    const [, minimum = '', plafond = '', classe = '-1'] = /^(\d+)\/(\d+)(?:@(\d+))?$/.exec(texte) ?? [];
    return { poids: 1n, minimum: BigInt(minimum), plafond: BigInt(plafond), classe: Number(classe) };
  });
}

describe('minimaTenables', () => {
  const classes = [
    { plafond: 10n, parent: 1 },
    { plafond: 15n, parent: -1 },
  ];
  test.each<[string, bigint, string[], boolean]>([
    ['personne', 0n, [], true],
    ['juste le besoin', 30n, ['10/99', '20/99'], true],
    ['un centime de trop pour le besoin', 29n, ['10/99', '20/99'], false],
    ['juste la classe', 99n, ['4/99@0', '6/99@0'], true],
    ['un centime de trop pour la classe', 99n, ['5/99@0', '6/99@0'], false],
    ['juste la mère', 99n, ['10/99@0', '5/99@1'], true],
    ['un centime de trop pour la mère', 99n, ['10/99@0', '6/99@1'], false],
    ['sans minimum', 0n, ['0/99', '0/99@0'], true],
    ['hors classe, seul le besoin compte', 99n, ['10/99@0', '60/99'], true],
  ])('%s', (_, besoin, textes, attendu) => {
    expect(minimaTenables(besoin, lignes(...textes), classes)).toBe(attendu);
  });
});

describe('retenirMinima (A2 iii)', () => {
  test.each<[string, bigint, string[], number[]]>([
    ['tout tient', 60n, ['10/99', '20/99', '30/99'], [0, 1, 2]],
    ['C05 : le dernier rang d’abord', 60n, ['30/99', '25/99', '20/99'], [0, 1]],
    ['le moins possible, fût-ce un rang meilleur', 60n, ['50/99', '25/99', '20/99'], [1, 2]],
    ['le plus d’argent d’abord : on écarte le petit premier rang', 60n, ['20/30', '41/60'], [1]],
    ['le plus d’argent, même en écartant davantage', 60n, ['20/25', '25/30', '41/60'], [2]],
    ['qui ne tient pas seul est écarté sans peser', 60n, ['61/99', '30/99', '30/99'], [1, 2]],
    ['une ligne sans minimum reste', 60n, ['0/10', '40/99', '30/99', '0/5'], [0, 1, 3]],
    ['personne ne tient', 10n, ['11/99', '12/99'], []],
    ['personne n’atteint le besoin : le plus d’argent', 60n, ['41/50', '20/30'], [0]],
    ['à argent égal, le dernier rang part', 60n, ['41/50', '41/50'], [0]],
    ['rien à financer', 0n, ['1/5', '0/5'], [1]],
    ['deux à écarter : les derniers rangs', 20n, ['10/99', '10/99', '10/99', '10/99'], [0, 1]],
    ['de deux paires, celle du dernier rang', 40n, ['30/99', '20/99', '20/99', '10/99'], [1, 2]],
  ])('%s', (_, besoin, textes, retenus) => {
    expect(retenirMinima(besoin, lignes(...textes), [])).toEqual(retenus);
  });

  test('ce qui ne tient pas dans une classe', () => {
    const classes = [
      { plafond: 30n, parent: 1 },
      { plafond: 50n, parent: -1 },
    ];
    expect(retenirMinima(100n, lignes('20/30@0', '15/20@0', '30/60@1', '40/60'), classes)).toEqual([0, 2, 3]);
    expect(retenirMinima(100n, lignes('31/40@0', '20/25@0', '30/60@1'), classes)).toEqual([1, 2]);
  });

  test('jusqu’à douze minima à départager, pas treize', () => {
    const egaux = (nombre: number) => lignes(...Array.from({ length: nombre }, () => '10/10'), '0/5');
    expect(MINIMA_INCOMPATIBLES_MAX).toBe(12);
    expect(retenirMinima(115n, egaux(12), [])).toEqual([...Array(11).keys(), 12]);
    expect(retenirMinima(125n, egaux(13), [])).toBeNull();
    expect(retenirMinima(130n, egaux(13), [])).toEqual([...Array(14).keys()]);
    expect(retenirMinima(115n, [...egaux(12), ...lignes('116/200')], [])).toEqual([...Array(11).keys(), 12]);
  });
});
