import { ecrireCsv, type Cellule } from './csv.js';

const texte = (valeur: string): Cellule => ({ sorte: 'texte', valeur });
const rangee = (...cellules: Cellule[]) => ecrireCsv(['A'], [cellules]).split('\r\n')[1];

describe('Exporter un tableau', () => {
  it('écrit les montants et les jours comme un tableur français les lit', () => {
    const montants: Cellule[] = ['35000000', '5', '-1250'].map((valeur) => ({ sorte: 'montant', valeur }));
    expect(rangee(...montants, { sorte: 'jour', valeur: '2021-06-30' }, { sorte: 'nombre', valeur: 78 })).toBe(
      '350000,00;0,05;-12,50;30/06/2021;78',
    );
    expect(rangee({ sorte: 'montant', valeur: null }, texte('x'))).toBe(';x');
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '＋1', '－1', '＠A'])(
    'ne laisse aucun tableur exécuter %j',
    (formule) => {
      const [, corps = ''] = ecrireCsv(['A'], [[texte(formule)]]).split(/^\uFEFFA\r\n/);
      expect(corps.replace(/^"/, '')[0]).toBe("'");
    },
  );

  it('garde les séparateurs, les guillemets et les retours à la ligne dans leur cellule', () => {
    expect(ecrireCsv(['A'], [[texte('a;b'), texte('dit "oui"'), texte('1\n2')]])).toBe(
      '\uFEFFA\r\n"a;b";"dit ""oui""";"1\n2"\r\n',
    );
  });
});
