import fc from 'fast-check';
import { nomDeFichier, typeDuContenu } from './type-de-fichier.js';

const octets = (...valeurs: number[]) => Uint8Array.from(valeurs);

describe('typeDuContenu', () => {
  test.each([
    ['un PDF', Buffer.from('%PDF-1.7'), 'application/pdf'],
    ['un PNG', octets(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
    ['un JPEG', octets(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['rien', octets(), null],
    ['un début de PDF', Buffer.from('%PDF'), null],
    ['un PDF précédé d’un blanc', Buffer.from(' %PDF-1.7'), null],
    ['un GIF', Buffer.from('GIF89a'), null],
  ])('%s', (_cas, contenu, attendu) => {
    expect(typeDuContenu(contenu)).toBe(attendu);
  });
});

describe('nomDeFichier', () => {
  test.each([
    ['Statuts 2021.pdf', 'Statuts 2021.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\a\\RIB.PDF', 'RIB.pdf'],
    ['rapport.final.docx', 'rapport.final.pdf'],
    ['a\u202Efdp.exe', 'afdp.pdf'],
    ['a\r\nb"c.pdf', 'ab-c.pdf'],
    ['...', 'piece.pdf'],
    ['', 'piece.pdf'],
    ['été.pdf', 'été.pdf'],
    [`${'😀'.repeat(130)}.pdf`, `${'😀'.repeat(120)}.pdf`],
  ])('%j devient %j', (recu, attendu) => {
    expect(nomDeFichier(recu, 'application/pdf')).toBe(attendu);
  });

  test('ne rend jamais ni chemin, ni caractère de commande, ni nom sans fin', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (recu) => {
        const nom = nomDeFichier(recu, 'image/png');
        expect(nom).toMatch(/^[^/\\:*?"<>|\p{C}]+\.png$/u);
        expect(nom.startsWith('.')).toBe(false);
        expect([...nom].length).toBeLessThanOrEqual(124);
      }),
    );
  });
});
