import { randomBytes } from 'node:crypto';
import { LiensSignes, type Lien } from './liens-signes.js';

const LIEN: Lien = { usage: 'telecharger-piece', objetId: 'p1', utilisateurId: 'u1' };
const ECHEANCE = new Date('2021-06-30T21:59:59.000Z');
const AVANT = new Date(ECHEANCE.getTime() - 1);
const cle = (nom: string) => ({ nom, secret: randomBytes(32) });

describe('LiensSignes', () => {
  const ancienne = cle('2020');
  const liens = new LiensSignes([ancienne]);
  const jeton = liens.signer(LIEN, ECHEANCE);

  test('vaut jusqu’à la milliseconde qui précède son échéance', () => {
    expect(liens.verifier(jeton, LIEN, AVANT)).toBe(true);
    expect(liens.verifier(jeton, LIEN, ECHEANCE)).toBe(false);
  });

  test.each<[string, Partial<Lien>]>([
    ['pour un autre usage', { usage: 'telecharger-recu' }],
    ['pour un autre objet', { objetId: 'p2' }],
    ['pour une autre personne', { utilisateurId: 'u2' }],
    ['quand l’objet et la personne se recollent autrement', { objetId: 'p1u', utilisateurId: '1' }],
  ])('ne vaut rien %s', (_cas, changement) => {
    expect(liens.verifier(jeton, { ...LIEN, ...changement }, AVANT)).toBe(false);
  });

  test('ne vaut rien dès qu’un seul caractère en change, échéance comprise', () => {
    for (let i = 0; i < jeton.length; i += 1) {
      for (const autre of ['A', 'z', '0', '.', '-', '']) {
        const altere = jeton.slice(0, i) + autre + jeton.slice(i + 1);
        if (altere !== jeton) expect(liens.verifier(altere, LIEN, AVANT)).toBe(false);
      }
    }
  });

  test.each([undefined, null, 1, '', 'x', ['a'], `${jeton}.`, jeton.repeat(50)])('refuse %j', (autre) => {
    expect(liens.verifier(autre, LIEN, AVANT)).toBe(false);
  });

  test('suit la rotation : la première clé signe, les autres vérifient encore, une clé retirée ne vaut plus', () => {
    const nouvelle = cle('2021');
    const pendant = new LiensSignes([nouvelle, ancienne]);
    expect(pendant.verifier(jeton, LIEN, AVANT)).toBe(true);
    expect(pendant.signer(LIEN, ECHEANCE)).toMatch(/^2021\./);
    expect(new LiensSignes([nouvelle]).verifier(jeton, LIEN, AVANT)).toBe(false);
    // Another secret under the same name is another key.
    expect(new LiensSignes([cle('2020')]).verifier(jeton, LIEN, AVANT)).toBe(false);
  });

  test('sans clé, en tire une qui ne sert qu’à ce processus', () => {
    const [un, autre] = [new LiensSignes([]), new LiensSignes([])];
    const ephemere = un.signer(LIEN, ECHEANCE);
    expect(un.verifier(ephemere, LIEN, AVANT)).toBe(true);
    expect(autre.verifier(ephemere, LIEN, AVANT)).toBe(false);
  });
});
