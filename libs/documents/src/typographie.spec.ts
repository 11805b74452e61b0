import fc from 'fast-check';
import { composerLignes } from './lignes.js';
import { assainir, decouper, ecrireSiret, gras, mono, sansMarques, typographier } from './typographie.js';

const N = '\u00A0';
const F = '\u202F';

describe('typographier', () => {
  test.each([
    ['deux-points et pourcentage', 'Total : 12 %', `Total${N}: 12${N}%`],
    ['point-virgule, exclamation, interrogation', 'oui ; non ! quoi ?', `oui${F}; non${F}! quoi${F}?`],
    ['guillemets', '« Hub »', `«${N}Hub${N}»`],
    ['guillemets collés', '«Hub»', `«${N}Hub${N}»`],
    ['apostrophe et points de suspension', "l'aide...", 'l’aide…'],
    ['numéro', 'loi n° 2000-321', `loi n°${N}2000-321`],
    ['numéro collé', 'loi n°2000-321', `loi n°${N}2000-321`],
    ['date', 'le 1er juillet 2021.', `le 1er${N}juillet${N}2021.`],
    ['heure', 'à 23 h 59 min 59 s', `à 23${N}h${N}59${N}min${N}59${N}s`],
    ['milliers', 'plus de 153 000 €', `plus de 153${F}000${N}€`],
    ['article et monsieur', 'article 5, M. Modèle', `article${N}5, M.${N}Modèle`],
    [
      'durée en lettres, règlement européen, article d’un code',
      'dix ans, règlement (UE) 2023/2831, code L. 1611-8',
      `dix${N}ans, règlement (UE)${N}2023/2831, code L.${N}1611-8`,
    ],
    ['heure ou adresse sans espace : rien ne change', '12:30 https://a.fr', '12:30 https://a.fr'],
  ])('%s', (_cas, texte, attendu) => {
    expect(typographier(texte)).toBe(attendu);
  });

  test('idempotente', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."a1 :;!?«»€%n°'.’\u00A0\u202F-") }), (texte) => {
        const une = typographier(texte);
        expect(typographier(une)).toBe(une);
      }),
    );
  });
});

describe('assainir', () => {
  test.each([
    ['accents décomposés', 'e\u0301te\u0301', 'été'],
    ['ligatures collées d’un PDF', 'e\uFB03cace', 'efficace'],
    ['sauts de ligne et tabulations', 'a\r\n\tb', 'a b'],
    ['contrôle, sens d’écriture, espaces nuls, trait conditionnel', 'a\u0000\u202E\u200B\u00ADb', 'ab'],
    ['marques de graisse réservées', `x${gras('y')}`, 'xy'],
  ])('%s', (_cas, texte, attendu) => {
    expect(assainir(texte)).toBe(attendu);
  });
});

test('decouper rend les graisses, sansMarques les retire', () => {
  expect(decouper(`a ${gras('b')} ${mono('c')}`)).toEqual([
    { texte: 'a ', graisse: 'normal' },
    { texte: 'b', graisse: 'gras' },
    { texte: ' ', graisse: 'normal' },
    { texte: 'c', graisse: 'mono' },
  ]);
  expect(sansMarques(`a ${gras('b')}`)).toBe('a b');
});

test('un SIRET se lit par groupes ; autre chose reste tel quel', () => {
  expect(ecrireSiret('18002002600019')).toBe(['180', '020', '026', '00019'].join(F));
  expect(ecrireSiret('RIDET 1')).toBe('RIDET 1');
});

describe('composerLignes', () => {
  const mesurer = (texte: string) => [...texte].length;

  test('rien ne se perd et rien ne dépasse, quel que soit le texte et la largeur', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab- /é\u00A0'), maxLength: 80 }),
        fc.integer({ min: 1, max: 30 }),
        (texte, largeur) => {
          const lignes = composerLignes([{ texte, graisse: 'normal' }], largeur, mesurer);
          expect(lignes.flatMap((l) => l.morceaux.map((m) => m.texte)).join('')).toBe(texte);
          for (const ligne of lignes) expect(ligne.largeur).toBeLessThanOrEqual(largeur);
        },
      ),
    );
  });

  test('une espace insécable ne coupe pas, une espace ordinaire coupe', () => {
    const lignes = composerLignes([{ texte: `total 10${N}€`, graisse: 'normal' }], 8, mesurer);
    expect(lignes.map((l) => l.morceaux[0]?.texte)).toEqual(['total ', `10${N}€`]);
  });

  test('un changement de graisse dans un mot ne le coupe pas', () => {
    const morceaux = decouper(`un ${gras('mot')}, suite`);
    const lignes = composerLignes(morceaux, 6, mesurer);
    expect(lignes.map((l) => l.morceaux.map((m) => m.texte).join(''))).toEqual(['un ', 'mot, ', 'suite']);
  });
});
