import { exiger, poser, produit } from '../../../essais/dualite.js';
import { present } from '../../../essais/present.js';

describe('des modèles que la géométrie rend particuliers', () => {
  const sans = Infinity;

  test('sans ligne, chaque colonne prend la borne de son gain ; sans colonne, rien', () => {
    const simplexe = poser({ gains: [2, -3, 0], lignes: [] });
    expect(exiger({ gains: [2, -3, 0], lignes: [] }, simplexe)).toBe(2);
    expect(Array.from(simplexe.solution()).slice(0, 2)).toEqual([1, 0]);
    simplexe.haut[0] = 0;
    simplexe.bas[1] = 1;
    expect(exiger({ gains: [2, -3, 0], lignes: [] }, simplexe)).toBe(-3);
    expect(exiger({ gains: [], lignes: [] }, poser({ gains: [], lignes: [] }))).toBe(0);
  });

  test.each([
    [
      'la même ligne deux fois',
      [1, 1],
      [
        [1, 1],
        [1, 1],
      ],
      [1, 1],
      1,
    ],
    [
      'une ligne que les autres impliquent',
      [2, 1],
      [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      [1, 1, 5],
      3,
    ],
    [
      'trois lignes par le même sommet',
      [1, 1],
      [
        [2, 1],
        [1, 2],
        [1, 1],
      ],
      [1.5, 1.5, 1],
      1,
    ],
    [
      'une ligne vide qui ne demande rien',
      [1, 1],
      [
        [0, 0],
        [1, 2],
      ],
      [0, 2],
      1.5,
    ],
    ['des gains égaux', [1, 1, 1], [[3, 2, 1]], [3], 2],
  ])('%s', (_, gains, rangees, b, valeur) => {
    const modele = { gains, lignes: rangees.map((a, i) => ({ a, b: present(b[i]), etendue: sans })) };
    expect(exiger(modele, poser(modele))).toBeCloseTo(valeur, 9);
  });

  test.each([
    ['une ligne vide qui demande quelque chose', [{ a: [0, 0], b: -1, etendue: sans }]],
    ['plus que toutes les colonnes ensemble', [{ a: [-1, -1], b: -2.5, etendue: sans }]],
    ['moins que rien', [{ a: [1, 1], b: -0.5, etendue: sans }]],
    [
      'deux lignes qui s’excluent',
      [
        { a: [1, 1], b: 0.75, etendue: sans },
        { a: [-1, -1], b: -0.8, etendue: sans },
      ],
    ],
    [
      'deux égalités différentes',
      [
        { a: [1, 2], b: 1, etendue: 0 },
        { a: [2, 4], b: 3, etendue: 0 },
      ],
    ],
  ])('sans solution : %s', (_, lignes) => {
    const modele = { gains: [3, 1], lignes };
    expect(exiger(modele, poser(modele))).toBeNull();
  });

  test('une égalité est tenue des deux côtés', () => {
    for (const gains of [
      [1, 1],
      [-1, -1],
      [1, -2],
    ]) {
      const modele = { gains, lignes: [{ a: [1, 1], b: 1.5, etendue: 0 }] };
      const simplexe = poser(modele);
      exiger(modele, simplexe);
      expect(produit([1, 1], simplexe.solution())).toBeCloseTo(1.5, 9);
    }
  });

  test('une colonne fixée ne bouge plus, même quand la contradiction ne tient qu’à elle', () => {
    const modele = { gains: [5, 1], lignes: [{ a: [1, 1], b: 1, etendue: sans }] };
    const simplexe = poser(modele);
    simplexe.bas[1] = 1;
    expect(exiger(modele, simplexe)).toBe(1);
    simplexe.bas[0] = 1;
    expect(exiger(modele, simplexe)).toBeNull();
    simplexe.bas[0] = 0;
    simplexe.bas[1] = 0;
    expect(exiger(modele, simplexe)).toBe(5);
  });
});
