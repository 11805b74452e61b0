import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import { ecrireCsv, lireCsv, neutraliserFormule, restituerTexte, type SeparateurCsv } from './csv.js';

/** Every code point, with what CSV and spreadsheets give a meaning to drawn often. */
const texte = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ',', ';', '\r', '\n', "'", '=', '+', '-', '@', '\t', ' ', '\uFEFF', '\0', '＝'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((morceaux) => morceaux.join(''));
const separateurs: fc.Arbitrary<SeparateurCsv> = fc.constantFrom(',', ';');

const cellules = (texteCsv: string, separateur: SeparateurCsv = ',') => {
  const lues = lireCsv(texteCsv, separateur);
  if (!lues.ok) throw new Error(lues.refus.message);
  return lues.fait.map((r) => r.cellules);
};

describe('CSV, RFC 4180', () => {
  test('tout tableau se relit comme il était, quel que soit le texte', () => {
    const tableaux = fc.array(fc.array(texte, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(tableaux, separateurs, (rangees, separateur) => {
        expect(cellules(ecrireCsv(rangees, separateur), separateur)).toEqual(rangees);
      }),
      essais(500),
    );
  });

  test('n’entoure que ce qui doit l’être, et double les guillemets', () => {
    expect(ecrireCsv([['a', 'b c', 'd,e', 'dit "oui"', '1\n2', 'f;g']])).toBe(
      'a,b c,"d,e","dit ""oui""","1\n2",f;g\r\n',
    );
    expect(ecrireCsv([['f;g', 'd,e']], ';')).toBe('"f;g";d,e\r\n');
    expect(ecrireCsv([[''], ['', '']])).toBe('""\r\n,\r\n');
    expect(ecrireCsv([])).toBe('');
  });

  test.each(['\r\n', '\n', '\r'])('lit les fins de ligne %j, la dernière comprise ou non', (fin) => {
    expect(cellules(`\uFEFFa,b${fin}1,2${fin}`)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cellules(`a,b${fin}1,`)).toEqual([
      ['a', 'b'],
      ['1', ''],
    ]);
  });

  test('dit sur quelle ligne du fichier commence chaque rangée', () => {
    const lues = lireCsv('a\n"1\r\n2\n3",x\n\nb');
    expect(lues.ok && lues.fait).toEqual([
      { ligne: 1, cellules: ['a'] },
      { ligne: 2, cellules: ['1\r\n2\n3', 'x'] },
      { ligne: 5, cellules: [''] },
      { ligne: 6, cellules: ['b'] },
    ]);
  });

  test.each([
    ['a\n"b', '2', 'jamais refermé'],
    ['a\n"b\nc" d', '3', 'suit un guillemet fermant'],
  ])('refuse %j, en disant la ligne', (fichier, chemin, message) => {
    expect(lireCsv(fichier)).toMatchObject({
      ok: false,
      refus: { code: 'ENTREE_INVALIDE', chemin, message: expect.stringContaining(message) },
    });
  });
});

describe('Formules de tableur (trust.md T10)', () => {
  test.each([
    '=HYPERLINK("x")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '\n=1',
    '\0=1',
    '＝1',
    '＋1',
    '－1',
    '＠A',
    "'=1",
    "''-1",
  ])('neutralise %j et le rend', (formule) => {
    const neutre = neutraliserFormule(formule);
    expect(neutre).toBe(`'${formule}`);
    expect(restituerTexte(neutre)).toBe(formule);
  });

  test.each(['', 'Hub', '18002002600019', '00123', "l'association", "'quai'", '1-2', 'a=b', ' a'])(
    'laisse %j comme il est',
    (innocent) => {
      expect(neutraliserFormule(innocent)).toBe(innocent);
      expect(restituerTexte(innocent)).toBe(innocent);
    },
  );

  test('aucun texte ne sort en formule, et chacun se retrouve', () => {
    fc.assert(
      fc.property(texte, (t) => {
        const neutre = neutraliserFormule(t);
        expect(neutre.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
        expect(restituerTexte(neutre)).toBe(t);
      }),
      essais(1_000),
    );
  });
});
