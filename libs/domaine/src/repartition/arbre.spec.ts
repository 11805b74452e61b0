import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import { ancetres, bornerClasses, exigerClassesConnues, validerArbre } from './arbre.js';

const CLASSES = [
  { id: 'PUBLIC', parent: null },
  { id: 'ETAT', parent: 'PUBLIC' },
  { id: 'SNUM', parent: 'ETAT' },
  { id: 'COLLECTIVITES', parent: 'PUBLIC' },
  { id: 'PRIVE', parent: null },
];

describe('validerArbre', () => {
  test('enfants d’abord, puis par nom', () => {
    const { ordre, parents } = fait(validerArbre(CLASSES));
    expect(ordre).toEqual(['SNUM', 'COLLECTIVITES', 'ETAT', 'PRIVE', 'PUBLIC']);
    expect([...parents]).toEqual(CLASSES.map(({ id, parent }) => [id, parent]));
    expect(fait(validerArbre([])).ordre).toEqual([]);
  });

  test('une classe nommée deux fois, à sa place', () => {
    const doublon = validerArbre([...CLASSES, { id: 'ETAT', parent: null }]);
    attendreRefus(doublon, 'DOUBLON', 'classes[5].id', 'La classe de financeurs « ETAT » figure deux fois.');
  });

  test('un parent inconnu', () => {
    const orpheline = validerArbre([
      { id: 'A', parent: null },
      { id: 'B', parent: 'Z' },
    ]);
    attendreRefus(orpheline, 'ENTREE_INVALIDE', 'classes[1].parent', '« B » est rangée dans « Z », qui n’existe pas');
  });

  test.each([
    [
      'dans elle-même',
      [
        { id: 'R', parent: null },
        { id: 'A', parent: 'A' },
      ],
      'classes[1].parent',
      'A',
    ],
    [
      'dans son enfant',
      [
        { id: 'A', parent: 'B' },
        { id: 'B', parent: 'A' },
      ],
      'classes[0].parent',
      'A',
    ],
    [
      'sous une boucle',
      [
        { id: 'R', parent: null },
        { id: 'S', parent: 'A' },
        { id: 'A', parent: 'B' },
        { id: 'B', parent: 'A' },
      ],
      'classes[1].parent',
      'S',
    ],
  ])('une boucle : %s', (_, classes, chemin, id) => {
    attendreRefus(validerArbre(classes), 'ENTREE_INVALIDE', chemin, `« ${id} » est rangée, de proche en proche, dans`);
  });

  test('dans l’ordre des refus : doublon, parent inconnu, boucle', () => {
    const boucle = { id: 'A', parent: 'A' };
    const inconnu = { id: 'B', parent: 'Z' };
    attendreRefus(validerArbre([boucle, inconnu, inconnu]), 'DOUBLON', 'classes[2].id', 'B');
    attendreRefus(validerArbre([boucle, inconnu]), 'ENTREE_INVALIDE', 'classes[1].parent', 'Z');
  });

  test('une chaîne aussi longue que la liste n’est pas une boucle', () => {
    const chaine = [
      { id: 'c', parent: 'b' },
      { id: 'b', parent: 'a' },
      { id: 'a', parent: null },
    ];
    expect(fait(validerArbre(chaine)).ordre).toEqual(['c', 'b', 'a']);
  });

  test('l’ordre ne dépend pas de l’écriture', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(CLASSES, { minLength: CLASSES.length }), (melangees) => {
        expect(fait(validerArbre(melangees)).ordre).toEqual(fait(validerArbre(CLASSES)).ordre);
      }),
    );
  });
});

test('ancetres : la classe, puis jusqu’à sa racine', () => {
  const arbre = fait(validerArbre(CLASSES));
  expect(ancetres('SNUM', arbre)).toEqual(['SNUM', 'ETAT', 'PUBLIC']);
  expect(ancetres('PRIVE', arbre)).toEqual(['PRIVE']);
  expect(ancetres(null, arbre)).toEqual([]);
});

test('exigerClassesConnues : une classe absente est refusée à la place de la ligne, aucune classe passe', () => {
  const arbre = fait(validerArbre(CLASSES));
  expect(exigerClassesConnues([{ classe: 'ETAT' }, { classe: null }], arbre, 'lignes').ok).toBe(true);
  const refuse = exigerClassesConnues([{ classe: null }, { classe: 'EUROPE' }], arbre, 'lignes');
  attendreRefus(refuse, 'ENTREE_INVALIDE', 'lignes[1].classe', 'La classe « EUROPE » n’existe pas.');
});

describe('bornerClasses', () => {
  const borner = (plafonds: Iterable<readonly [string, bigint]>) =>
    bornerClasses(fait(validerArbre(CLASSES)), plafonds);

  test('ne garde que les classes plafonnées, enfants d’abord, rattachées à la plus proche', () => {
    const { ids, classes, indice } = borner(Object.entries({ PUBLIC: 80n, SNUM: 30n, PRIVE: 0n }));
    expect(ids).toEqual(['SNUM', 'PRIVE', 'PUBLIC']);
    expect(classes).toEqual([
      { plafond: 30n, parent: 2 },
      { plafond: 0n, parent: -1 },
      { plafond: 80n, parent: -1 },
    ]);
    expect(['SNUM', 'ETAT', 'COLLECTIVITES', 'PRIVE', null].map(indice)).toEqual([0, 2, 2, 1, -1]);
  });

  test('sans plafond, aucune classe ne retient', () => {
    const { ids, classes, indice } = borner([]);
    expect([ids, classes, indice('SNUM')]).toEqual([[], [], -1]);
  });
});
