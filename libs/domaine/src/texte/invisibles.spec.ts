import fc from 'fast-check';
import { refusDeTexte, sansInvisibles } from './invisibles.js';

describe('refusDeTexte', () => {
  test.each([
    ['nul', 'a\u0000b', 'U+0000', 2],
    ['sonnerie', '\u0007', 'U+0007', 1],
    ['trait conditionnel', 'numé\u00ADrique', 'U+00AD', 5],
    ['espace sans chasse', 'Hub Bretag\u200Bne', 'U+200B', 11],
    ['liant sans chasse', '👩\u200D💻', 'U+200D', 2],
    ['marque de droite à gauche', 'a\u200F', 'U+200F', 2],
    ['marque arabe', 'a\u061C', 'U+061C', 2],
    ['renversement du sens d’écriture', 'fdp\u202Eexe', 'U+202E', 4],
    ['isolat', 'ab\u2067c', 'U+2067', 3],
    ['opérateur invisible', '2\u2062x', 'U+2062', 2],
    ['marque d’ordre des octets', '\uFEFFtitre', 'U+FEFF', 1],
    ['remplissage coréen', 'a\u3164', 'U+3164', 2],
    ['marque privée', 'x\uE000', 'U+E000', 2],
    ['étiquette, après une lettre hors du plan de base', '😀a\u{E0041}', 'U+E0041', 3],
  ])('%s', (_cas, texte, code, rang) => {
    expect(refusDeTexte(texte)).toBe(
      `Le texte contient un caractère invisible (${code}) au rang ${rang} : retirez-le.`,
    );
    expect(refusDeTexte(sansInvisibles(texte))).toBeNull();
  });

  test('une demi-paire de substitution', () => {
    expect(refusDeTexte('a\uD800b')).toBe('Le texte contient une moitié de caractère (U+D800) au rang 2 : retirez-la.');
  });

  test.each([
    ['espaces insécables', 'Total\u00A0: 12\u202F000\u00A0€'],
    ['lignes et tabulations', 'un\r\n\tdeux\u2028trois'],
    ['apostrophe, guillemets, tirets', '« l’aide » – … — œ'],
    ['accents écrits à part', 'e\u0301te\u0301'],
    ['emoji et sa variante', '❤\uFE0F 🎉'],
    ['autres écritures', 'Ελλάδα, שלום, 数字'],
  ])('accepte : %s', (_cas, texte) => {
    expect(refusDeTexte(texte)).toBeNull();
    expect(sansInvisibles(texte)).toBe(texte);
  });

  test('ce qui est nettoyé est accepté, ce qui est accepté ne change pas', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (texte) => {
        const propre = sansInvisibles(texte);
        expect(refusDeTexte(propre)).toBeNull();
        expect(propre === texte).toBe(refusDeTexte(texte) === null);
      }),
    );
  });
});
