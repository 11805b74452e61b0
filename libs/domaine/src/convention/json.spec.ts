import fc from 'fast-check';
import { donneesE1 } from '../../essais/convention.js';
import { donneesEnJson, jsonCanonique } from './json.js';

test.each<[unknown, string]>([
  [35_000_000n, '"35000000"'],
  [-1n, '"-1"'],
  ['été « A »\n', '"été « A »\\n"'],
  [true, 'true'],
  [null, 'null'],
  [1.5, '1.5'],
  [[], '[]'],
  [{}, '{}'],
  [[1n, [null]], '["1",[null]]'],
  [{ b: 1, a: [{ d: 2n, c: 'x' }] }, '{"a":[{"c":"x","d":"2"}],"b":1}'],
  [{ a: undefined, b: null }, '{"b":null}'],
])('jsonCanonique(%p) = %s', (valeur, attendu) => {
  expect(jsonCanonique(valeur)).toBe(attendu);
});

test.each([new Date(0), Number.NaN, Number.POSITIVE_INFINITY, () => 1, undefined, Symbol('x'), new Map()])(
  'sans forme JSON exacte : %p',
  (valeur) => {
    expect(() => jsonCanonique({ a: [valeur] })).toThrow(/sans forme JSON exacte/);
  },
);

test('l’ordre dans lequel l’objet a été construit ne compte pas', () => {
  const donnees = donneesE1();
  const retourne = Object.fromEntries(Object.entries(donnees).reverse());
  expect(jsonCanonique(retourne)).toBe(donneesEnJson(donnees));
});

test('E1 : le texte se relit, les montants sont des chaînes de centimes', () => {
  const relu = JSON.parse(donneesEnJson(donneesE1()));
  expect(relu.cout.total).toBe('60000000');
  expect(relu.plan.lignes.map((l: { montant: string }) => l.montant)).toEqual([
    '35000000',
    '12000000',
    '6000000',
    '2000000',
  ]);
});

test('propriété : ce que JSON sait dire se relit à l’identique', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (valeur) => {
      const texte = jsonCanonique(valeur);
      expect(JSON.parse(texte)).toEqual(JSON.parse(JSON.stringify(valeur)));
    }),
  );
});
