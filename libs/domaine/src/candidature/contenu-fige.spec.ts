import fc from 'fast-check';
import type { Candidature } from './candidature.js';
import { canoniser, contenuFige } from './contenu-fige.js';
import { hubBretagne } from './hub-bretagne.fixture.js';

describe('canoniser', () => {
  test.each<[unknown, string]>([
    [null, 'null'],
    [true, 'true'],
    ['é"\n', '"é\\"\\n"'],
    [12n, '"12"'],
    [-3, '-3'],
    [new Date('2021-06-30T21:59:59Z'), '"2021-06-30T21:59:59.000Z"'],
    [[1, [2n], {}], '[1,["2"],{}]'],
    [{ b: 1, a: { d: undefined, c: null } }, '{"a":{"c":null},"b":1}'],
    [{ 'clé "x"': [] }, '{"clé \\"x\\"":[]}'],
  ])('%#', (valeur, texte) => {
    expect(canoniser(valeur)).toBe(texte);
  });

  test.each([NaN, Infinity, undefined, () => 1, Symbol('s'), [undefined]])('%# : sans texte canonique', (valeur) => {
    expect(() => canoniser(valeur)).toThrow('Valeur sans texte canonique');
  });

  test('l’ordre des clés ne change rien, et le texte se relit', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean())), (objet) => {
        const inverse = Object.fromEntries(Object.entries(objet).reverse());
        expect(canoniser(inverse)).toBe(canoniser(objet));
        expect(Object.entries(JSON.parse(canoniser(objet)) as object).sort()).toEqual(Object.entries(objet).sort());
      }),
    );
  });
});

describe('contenuFige', () => {
  test('ne dépend pas de l’état, et montre les montants en texte', () => {
    const texte = contenuFige(hubBretagne());
    expect(contenuFige(hubBretagne({ etat: 'RETENU' }))).toBe(texte);
    expect(texte).toContain('"montantDemande":"35000000"');
    expect(texte).not.toContain('"etat"');
  });

  test('chaque champ de contenu y figure', () => {
    expect(Object.keys(JSON.parse(contenuFige(hubBretagne({ exceptionParticipation: null }))) as object)).toEqual([
      'actions',
      'aidesDeclarees',
      'assiette',
      'baseAide',
      'budget',
      'contratEngagementRepublicain',
      'debut',
      'exceptionParticipation',
      'fin',
      'montantDemande',
      'origineInitiative',
      'partenaires',
      'pieces',
      'plan',
      'porteur',
      'regions',
      'resume',
      'titre',
    ]);
  });

  test.each<[string, Partial<Candidature>]>([
    ['titre', { titre: 'x' }],
    ['montant', { montantDemande: 1n }],
    ['pièces', { pieces: [] }],
    ['régions', { regions: ['28'] }],
    ['réception', { reception: { canal: 'COURRIEL', recueLe: new Date('2021-06-30T10:00:00Z') } }],
  ])('un contenu changé change le texte : %s', (_titre, extra) => {
    expect(contenuFige(hubBretagne(extra))).not.toBe(contenuFige(hubBretagne()));
  });

  test('déposé sur la plateforme, un dossier n’a pas de réception, et son texte n’en parle pas', () => {
    expect(contenuFige(hubBretagne({ reception: null }))).toBe(contenuFige(hubBretagne()));
  });
});
