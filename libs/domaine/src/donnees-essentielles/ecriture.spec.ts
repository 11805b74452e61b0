import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import { couperObjet, ecrireDecimal, ecrirePourcentages, surUneLigne } from './ecriture.js';
import { conditionsVersement, periodeVersement } from './versements.js';

describe('Écrire une valeur publiée', () => {
  test.each<[bigint, string]>([
    [0n, '0.00'],
    [5n, '0.05'],
    [2_200_080n, '22000.80'],
    [10_000_000_000_000n, '100000000000.00'],
  ])('%s centimes : %s', (montant, attendu) => {
    expect(ecrireDecimal(montant)).toBe(attendu);
  });

  test('un objet trop long est coupé au mot, à 256 caractères au plus', () => {
    const mots = `${'mot '.repeat(100)}fin`;
    const coupe = couperObjet(mots);
    expect(coupe).toBe(`${'mot '.repeat(63)}mot…`);
    expect(coupe).toHaveLength(256);
    expect(couperObjet('un  objet\n\tcourt ')).toBe('un objet court');
    expect(couperObjet('x'.repeat(256))).toBe('x'.repeat(256));
    expect(couperObjet('x'.repeat(257))).toBe(`${'x'.repeat(255)}…`);
    expect(couperObjet('un, deux trois', 8)).toBe('un…');
    expect(couperObjet('un deux trois', 8)).toBe('un deux…');
  });

  test('la coupe garde un début du texte, ne sépare ni mot ni caractère', () => {
    const textes = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom('a', 'é', '😀', ' ', ',', '\n'), { maxLength: 60 }).map((l) => l.join('')),
    );
    fc.assert(
      fc.property(textes, fc.integer({ min: 4, max: 40 }), (texte, max) => {
        const entier = surUneLigne(texte);
        const coupe = couperObjet(texte, max);
        expect(coupe.length).toBeLessThanOrEqual(max);
        if (entier.length <= max) return expect(coupe).toBe(entier);
        const debut = coupe.slice(0, -1);
        expect(coupe.endsWith('…')).toBe(true);
        expect(entier.startsWith(debut)).toBe(true);
        expect(coupe).not.toMatch(/\p{Cs}/u);
        // What follows is a separator, unless there was none where to cut.
        if (entier.slice(0, max).includes(' ')) expect(entier.slice(debut.length)).toMatch(/^[\s,;:–-]/);
      }),
      essais(500),
    );
  });

  test('les parts de chacun font 1.00, et nul n’est à zéro', () => {
    const poids = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(poids, (p) => {
        const parts = ecrirePourcentages(p);
        expect(parts.every((part) => /^(1\.00|0\.\d\d)$/.test(part) && part !== '0.00')).toBe(true);
        expect(parts.reduce((total, part) => total + Number(part.replace('.', '')), 0)).toBe(100);
      }),
    );
    expect(ecrirePourcentages([80n, 20n])).toEqual(['0.80', '0.20']);
    expect(ecrirePourcentages([1n, 0n])).toEqual(['0.99', '0.01']);
  });
});

describe('Dire les versements', () => {
  const versement = (echeance: string | null) => ({
    rang: 1,
    evenement: '',
    pourcentBp: 0,
    montant: 1n,
    echeance,
    pieces: [],
  });
  const duree = { dateEffet: null, debut: '2021-01-01', fin: '2022-12-31', limiteBilan: '2023-06-30' };
  const dire = (...echeances: (string | null)[]) => {
    const versements = echeances.map(versement);
    return [conditionsVersement(versements), periodeVersement({ duree }, versements, '2020-11-30')];
  };

  test.each<[(string | null)[], string, string]>([
    [['2021-03-01'], 'unique', '2021-03-01'],
    [[null], 'unique', '2020-11-30/2023-06-30'],
    [['2022-01-01', '2021-03-01'], 'échelonné', '2021-03-01/2022-01-01'],
    [[null, '2021-05-31', null], 'échelonné', '2020-11-30/2023-06-30'],
    [[null, '2023-12-31'], 'échelonné', '2020-11-30/2023-12-31'],
    [[], 'autre', '2020-11-30/2023-06-30'],
  ])('échéances %j : %s, %s', (echeances, conditions, periode) => {
    expect(dire(...echeances)).toEqual([conditions, periode]);
  });

  test('sans date de bilan, jusqu’à la fin du projet, ou le jour de la signature', () => {
    const jusqua = (fin: string | null) =>
      periodeVersement({ duree: { ...duree, limiteBilan: null, fin } }, [], '2020-11-30');
    expect(jusqua('2022-12-31')).toBe('2020-11-30/2022-12-31');
    expect(jusqua(null)).toBe('2020-11-30/2020-11-30');
  });
});
