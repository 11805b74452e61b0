import fc from 'fast-check';
import { lireNom } from './nom-de-fichier.js';

const UNITES = ['binary', 'grapheme', 'binary-ascii'] as const;

describe('lireNom', () => {
  test.each([
    ['Statuts 2021.pdf', 'Statuts 2021.pdf', 'application/pdf'],
    ['RIB.PDF', 'RIB.pdf', 'application/pdf'],
    [
      'rapport.final.docx',
      'rapport.final.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['statuts.docx.pdf', 'statuts.docx.pdf', 'application/pdf'],
    ['Releve\u0301.Jpeg', 'Relevé.jpeg', 'image/jpeg'],
    [
      '  budget : 2021 ?.xlsx ',
      'budget - 2021 -.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['.pdf', 'piece.pdf', 'application/pdf'],
    ['...png', 'piece.png', 'image/png'],
    [`${'😀'.repeat(130)}.pdf`, `${'😀'.repeat(120)}.pdf`, 'application/pdf'],
  ])('%j se garde sous %j', (recu, nom, type) => {
    expect(lireNom(recu)).toEqual({ nom, type });
  });

  test.each([
    ['../../etc/passwd.pdf', 'NOM_REFUSE'],
    ['C:\\Users\\a\\RIB.pdf', 'NOM_REFUSE'],
    ['a\u202Efdp.exe.pdf', 'NOM_REFUSE'],
    ['a\u200Bb.pdf', 'NOM_REFUSE'],
    ['a\r\nb.pdf', 'NOM_REFUSE'],
    ['a\0.pdf', 'NOM_REFUSE'],
    ['a\u2028b.pdf', 'NOM_REFUSE'],
    ['a\uD800.pdf', 'NOM_REFUSE'],
    ['facture.pdf.exe', 'EXTENSION_REFUSEE'],
    ['facture.exe.pdf', 'EXTENSION_REFUSEE'],
    ['page.html.png', 'EXTENSION_REFUSEE'],
    ['macros.docm', 'EXTENSION_REFUSEE'],
    ['facture.pdf.', 'EXTENSION_REFUSEE'],
    ['facture', 'EXTENSION_REFUSEE'],
    ['', 'EXTENSION_REFUSEE'],
    ['a.constructor', 'EXTENSION_REFUSEE'],
  ])('%j est refusé : %s', (recu, motif) => {
    expect(lireNom(recu)).toEqual({ motif });
  });

  test('ne garde jamais ni chemin, ni caractère invisible, ni nom sans fin', () => {
    fc.assert(
      fc.property(fc.oneof(...UNITES.map((unit) => fc.string({ unit, maxLength: 400 }))), (recu) => {
        const lu = lireNom(`${recu}.png`);
        if ('motif' in lu) return;
        expect(lu.nom).toMatch(/^[^/\\:*?"<>|\p{C}]+\.png$/u);
        expect(lu.nom).toBe(lu.nom.normalize('NFC'));
        expect(lu.nom.startsWith('.')).toBe(false);
        expect([...lu.nom].length).toBeLessThanOrEqual(124);
      }),
    );
  });
});
