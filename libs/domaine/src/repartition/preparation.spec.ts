import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { financer } from './flot.js';
import type { Instance } from './instance.js';
import { preparer } from './preparation.js';

describe('preparer : fautes de l’appelant', () => {
  const saine: Instance = {
    classes: [
      { id: 'PUBLIC', parent: null },
      { id: 'ETAT', parent: 'PUBLIC' },
    ],
    enveloppes: [enveloppe('E', 5n, 'ETAT')],
    projets: [projet('A', 4n, [ligne('E', 4n)])],
  };
  const cassees: [string, Partial<Instance>, RegExp][] = [
    ['enveloppe négative', { enveloppes: [enveloppe('E', -1n)] }, /Montant négatif : ENVELOPPE E/],
    ['besoin négatif', { projets: [projet('A', -1n, [])] }, /Montant négatif : BESOIN A/],
    ['plafond négatif', { projets: [projet('A', 1n, [ligne('E', -1n)])] }, /Montant négatif : LIGNE E/],
    ['minimum négatif', { projets: [projet('A', 1n, [ligne('E', 1n, -1n)])] }, /Minimum négatif : A, E/],
    [
      'classe négative',
      { projets: [projet('A', 1n, [ligne('E', 1n)], { ETAT: -1n })] },
      /Montant négatif : CLASSE ETAT/,
    ],
    ['classe plafonnée inconnue', { projets: [projet('A', 1n, [], { LUNE: 1n })] }, /classe inconnue : LUNE/],
    ['enveloppe d’une classe inconnue', { enveloppes: [enveloppe('E', 1n, 'LUNE')] }, /E est d’une classe inconnue/],
    ['ligne d’une enveloppe inconnue', { projets: [projet('A', 1n, [ligne('Z', 1n)])] }, /enveloppe inconnue : Z/],
    ['enveloppe en double', { enveloppes: [enveloppe('E', 1n), enveloppe('E', 1n)] }, /Enveloppes : .* deux fois/],
    ['projet en double', { projets: [projet('A', 1n, []), projet('A', 1n, [])] }, /Projets : .* deux fois/],
    ['ligne en double', { projets: [projet('A', 1n, [ligne('E', 1n), ligne('E', 1n)])] }, /Lignes de A : .* deux fois/],
    ['classe en double', { classes: [...saine.classes, { id: 'ETAT', parent: null }] }, /Classes : .* deux fois/],
    ['parent inconnu', { classes: [{ id: 'ETAT', parent: 'LUNE' }] }, /ETAT n’est pas dans un arbre/],
    [
      'boucle',
      {
        classes: [
          { id: 'ETAT', parent: 'B' },
          { id: 'B', parent: 'ETAT' },
        ],
      },
      /pas dans un arbre/,
    ],
  ];
  test.each(cassees)('%s', (_, casse, message) => {
    expect(() => preparer(saine)).not.toThrow();
    expect(() => preparer({ ...saine, ...casse })).toThrow(message);
    expect(() => preparer({ ...saine, ...casse })).toThrow(RangeError);
  });

  test('un projet inconnu', () => {
    expect(() => financer(preparer(saine), ['Z'])).toThrow(/Projet inconnu : Z/);
  });

  test('une classe qui porte le nom d’un membre d’objet n’est pas plafonnée pour autant', () => {
    const piege: Instance = {
      ...saine,
      classes: [{ id: 'constructor', parent: null }],
      enveloppes: [enveloppe('E', 5n, 'constructor')],
    };
    expect(financer(preparer(piege), ['A'])).toMatchObject({ faisable: true, parts: { A: { E: 4n } } });
  });

  test('plafonds emboîtés : chaque ligne traverse ses seules classes plafonnées', () => {
    const { lignes, arcs, projets, enveloppes } = preparer({
      classes: [...saine.classes, { id: 'LOCAL', parent: 'ETAT' }],
      enveloppes: [enveloppe('G', 5n, 'LOCAL', 2), enveloppe('F', 5n, 'ETAT', 1), enveloppe('E', 5n, null, 1)],
      projets: [
        { ...projet('B', 4n, [ligne('G', 4n), ligne('E', 3n), ligne('F', 2n)], { PUBLIC: 9n, LOCAL: 1n }), rang: 2 },
        { ...projet('C', 4n, []), rang: 1 },
        { ...projet('A', 4n, []), rang: 2 },
      ],
    });
    expect(projets.map(({ id }) => id)).toEqual(['C', 'A', 'B']);
    expect(enveloppes.map(({ id }) => id)).toEqual(['E', 'F', 'G']);
    expect(lignes.map(({ chemin }) => chemin.map((a) => `${arcs[a]!.nature} ${arcs[a]!.id}`))).toEqual([
      ['LIGNE E', 'BESOIN B'],
      ['LIGNE F', 'CLASSE PUBLIC', 'BESOIN B'],
      ['LIGNE G', 'CLASSE LOCAL', 'CLASSE PUBLIC', 'BESOIN B'],
    ]);
  });
});
