import type { AdressePublique } from './connexion.js';
import { lireCookie } from './cookies.js';

const lire = (cookie: string | undefined, sure: boolean) =>
  lireCookie({ headers: { cookie } }, 'sid', { sure } as AdressePublique);

describe('lireCookie', () => {
  it('ne lit que le nom qui convient à l’adresse : un cookie sans préfixe ne vaut rien en https', () => {
    expect(lire('a=1; __Host-sid=x; sid=y', true)).toBe('x');
    expect(lire('a=1; __Host-sid=x; sid=y', false)).toBe('y');
    expect(lire('sid=y', true)).toBeUndefined();
  });

  it('ne choisit pas entre deux cookies du même nom : l’un des deux a été planté', () => {
    expect(lire('sid=x; sid=y', false)).toBeUndefined();
    expect(lire('sid=x; sid=x', false)).toBeUndefined();
  });

  it('ne confond ni le vide, ni l’absence, ni un nom qui commence pareil', () => {
    for (const cookie of [undefined, '', 'sid', 'sid=', 'sidere=x', 'xsid=x'])
      expect(lire(cookie, false)).toBeUndefined();
  });
});
