import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import { deports, membre, membres, pouvoirs, presents, suppleants } from '../../essais/seance.js';
import { depouiller, presidentDuPoint, type DemandeDepouillement, type ResultatScrutin } from './depouillement.js';
import { REGLEMENT_CRPA, type Reglement } from './reglement.js';
import type { Bulletin, SensVote } from './scrutin.js';

const SENS: Record<string, SensVote> = { P: 'POUR', C: 'CONTRE', A: 'ABSTENTION' };

/** « PPC- »: m1 and m2 for, m3 against, m4 sits without voting. Everybody sits. */
function voter(votes: string, autrement: Partial<DemandeDepouillement> = {}): ResultatScrutin {
  const lettres = [...votes];
  const bulletins = lettres.flatMap((lettre, i): Bulletin[] => {
    const sens = SENS[lettre];
    return sens ? [{ membreId: `m${i + 1}`, mandataireId: null, utilisateurId: `t${i + 1}`, sens, voix: 1 }] : [];
  });
  return depouiller({
    membres: membres(lettres.length),
    emargements: presents(...lettres.map((_, i) => i + 1)),
    pouvoirs: [],
    deports: [],
    reglement: REGLEMENT_CRPA,
    bulletins,
    ...autrement,
  });
}

const regle = (autrement: Partial<Reglement>): { reglement: Reglement } => ({
  reglement: { ...REGLEMENT_CRPA, voixPreponderante: false, ...autrement },
});

test('E1 : six voix pour, aucune contre', () => {
  expect(voter('PPPPPP')).toEqual({
    pour: 6,
    contre: 0,
    abstention: 0,
    exprimes: 6,
    base: 6,
    adopte: true,
    voixPreponderante: false,
    motif: 'Adopté : 6 voix pour, 0 contre, 0 abstention (majorité simple des suffrages exprimés).',
  });
});

describe('majorités (R22)', () => {
  test.each<[string, Partial<Reglement>, string, boolean]>([
    ['simple : plus de pour que de contre', {}, 'PPC', true],
    ['simple : moins de pour', {}, 'PCC', false],
    ['simple : égalité sans voix prépondérante', {}, 'PC', false],
    ['simple : l’abstention n’est pas un suffrage', {}, 'PAAAA', true],
    ['simple : personne n’a voté pour', {}, 'AAA', false],
    ['simple : personne n’a voté', {}, '---', false],
    ['simple : l’assiette n’y change rien', { assiette: 'PRESENTS' }, 'PAAAA', true],
    ['absolue des exprimés', { majorite: 'ABSOLUE' }, 'PPCA-', true],
    ['absolue des présents : juste la moitié', { majorite: 'ABSOLUE', assiette: 'PRESENTS' }, 'PPCA', false],
    ['absolue des présents : plus de la moitié', { majorite: 'ABSOLUE', assiette: 'PRESENTS' }, 'PPPC-', true],
    ['absolue des présents : qui ne vote pas compte', { majorite: 'ABSOLUE', assiette: 'PRESENTS' }, 'PPC--', false],
    ['deux tiers atteints', { majorite: 'QUALIFIEE', majoriteNumerateur: 2, majoriteDenominateur: 3 }, 'PPPPCC', true],
    ['deux tiers manqués', { majorite: 'QUALIFIEE', majoriteNumerateur: 2, majoriteDenominateur: 3 }, 'PPPCC', false],
    [
      'deux tiers des présents manqués',
      { majorite: 'QUALIFIEE', majoriteNumerateur: 2, majoriteDenominateur: 3, assiette: 'PRESENTS' },
      'PPPPCC-',
      false,
    ],
    ['qualifiée sans fraction : toute la base', { majorite: 'QUALIFIEE' }, 'PPC', false],
    ['qualifiée sans fraction : toute la base est pour', { majorite: 'QUALIFIEE' }, 'PPA', true],
    ['unanimité des exprimés', { majorite: 'UNANIMITE' }, 'PPPA-', true],
    ['unanimité : une voix contre', { majorite: 'UNANIMITE' }, 'PPPC', false],
    ['unanimité des présents : une abstention', { majorite: 'UNANIMITE', assiette: 'PRESENTS' }, 'PPPA', false],
    ['unanimité : personne', { majorite: 'UNANIMITE' }, '--', false],
    ['qualifiée : personne', { majorite: 'QUALIFIEE', majoriteNumerateur: 2, majoriteDenominateur: 3 }, 'AA', false],
  ])('%s', (_, autrement, votes, adopte) => {
    expect(voter(votes, regle(autrement)).adopte).toBe(adopte);
  });

  test('les nombres et la phrase', () => {
    const resultat = voter('PPCA-', regle({ majorite: 'ABSOLUE', assiette: 'PRESENTS' }));
    expect(resultat).toMatchObject({ pour: 2, contre: 1, abstention: 1, exprimes: 3, base: 5, adopte: false });
    expect(resultat.motif).toBe(
      'Rejeté : 2 voix pour, 1 contre, 1 abstention (majorité absolue des voix présentes ou représentées).',
    );
    expect(voter('P', regle({ majorite: 'QUALIFIEE' })).motif).toMatch(/majorité qualifiée des suffrages/);
    expect(voter('P', regle({ majorite: 'UNANIMITE' })).motif).toMatch(/\(unanimité des suffrages/);
  });

  test('chaque siège pèse ses voix', () => {
    const lourds = [membre(1, { voix: 4 }), membre(2, { voix: 3 }), membre(3, { voix: 2 })];
    const bulletins = [
      { membreId: 'm1', mandataireId: null, utilisateurId: 't1', sens: 'CONTRE' as const, voix: 4 },
      { membreId: 'm2', mandataireId: null, utilisateurId: 't2', sens: 'POUR' as const, voix: 3 },
      { membreId: 'm3', mandataireId: null, utilisateurId: 't3', sens: 'POUR' as const, voix: 2 },
    ];
    const resultat = voter('---', { membres: lourds, bulletins, ...regle({ assiette: 'PRESENTS' }) });
    expect(resultat).toMatchObject({ pour: 5, contre: 4, base: 9, adopte: true });
  });

  test('la base des présents compte les représentés, pas les déportés ni les absents', () => {
    const presence = { membres: membres(6), emargements: presents(1, 2, 3), pouvoirs: pouvoirs([4, 1], [5, 6]) };
    const resultat = voter('PP', { ...presence, deports: deports(3), ...regle({ assiette: 'PRESENTS' }) });
    expect(resultat.base).toBe(3);
  });
});

describe('partage égal et voix prépondérante (R22)', () => {
  test('E4 : 3 contre 3, la voix du président, qui a voté pour, adopte', () => {
    const resultat = voter('PPPCCC');
    expect(resultat).toMatchObject({ pour: 3, contre: 3, adopte: true, voixPreponderante: true });
    expect(resultat.motif).toBe(
      'Adopté : 3 voix pour, 3 contre, 0 abstention (partage égal des voix, tranché par la voix prépondérante de la présidence).',
    );
  });

  test('le président qui a voté contre fait rejeter', () => {
    expect(voter('CCCPPP')).toMatchObject({ adopte: false, voixPreponderante: true });
    expect(voter('CCCPPP').motif).toMatch(/^Rejeté .*prépondérante/);
  });

  test.each<[string, string, Partial<DemandeDepouillement>]>([
    ['le président s’abstient', 'APPCC', {}],
    ['le président n’a pas voté', '-PPCC', {}],
    ['le règlement ne la donne pas', 'PPCC', regle({})],
    ['le suppléant du président siège', 'PPCC', { emargements: [...suppleants(1), ...presents(3, 4)] }],
    ['le président vote par pouvoir', 'PPCC', { emargements: presents(3, 4), pouvoirs: pouvoirs([1, 3]) }],
    ['le président est déporté, le vice-président préside', '-PPCC', { deports: deports(1) }],
    ['ni président ni vice-président', '--PC', { emargements: presents(3, 4) }],
  ])('aucune : %s', (_, votes, autrement) => {
    expect(voter(votes, autrement)).toMatchObject({ adopte: false, voixPreponderante: false });
  });

  test('le vice-président l’a quand le règlement le dit', () => {
    const reglement = { ...REGLEMENT_CRPA, voixPreponderanteVicePresident: true };
    const absent = { deports: deports(1), reglement };
    expect(voter('-PPCC', absent)).toMatchObject({ adopte: true, voixPreponderante: true });
    expect(voter('-CCPP', absent)).toMatchObject({ adopte: false, voixPreponderante: true });
    const sans = { ...reglement, voixPreponderante: false };
    expect(voter('-PPCC', { deports: deports(1), reglement: sans }).adopte).toBe(false);
  });

  test('majorité absolue : elle tranche une moitié exacte, pas une minorité', () => {
    const absolue = { ...REGLEMENT_CRPA, majorite: 'ABSOLUE' as const, assiette: 'PRESENTS' as const };
    expect(voter('PPCC', { reglement: absolue })).toMatchObject({ adopte: true, voixPreponderante: true });
    expect(voter('PPCCA', { reglement: absolue })).toMatchObject({ adopte: false, voixPreponderante: false });
  });

  test('majorité qualifiée ou unanimité : jamais', () => {
    const qualifiee = { majoriteNumerateur: 1, majoriteDenominateur: 2, voixPreponderante: true } as const;
    const exacte = voter('CP', { reglement: { ...REGLEMENT_CRPA, ...qualifiee, majorite: 'QUALIFIEE' } });
    expect(exacte).toMatchObject({ adopte: true, voixPreponderante: false });
    const unanime = voter('PC', { reglement: { ...REGLEMENT_CRPA, majorite: 'UNANIMITE' } });
    expect(unanime).toMatchObject({ adopte: false, voixPreponderante: false });
  });

  test('sans aucune voix, pas de partage', () => {
    expect(voter('A-', { reglement: REGLEMENT_CRPA })).toMatchObject({ adopte: false, voixPreponderante: false });
  });
});

test('presidentDuPoint : président, sinon vice-président, sinon personne', () => {
  const tous = membres(3);
  const point = (autrement: object) =>
    presidentDuPoint({ membres: tous, emargements: presents(1, 2, 3), deports: [], ...autrement })?.id ?? null;
  expect(point({})).toBe('m1');
  expect(point({ deports: deports(1) })).toBe('m2');
  expect(point({ emargements: presents(2, 3) })).toBe('m2');
  expect(point({ deports: deports(1, 2) })).toBeNull();
  expect(point({ emargements: [...suppleants(1, 2), ...presents(3)] })).toBeNull();
});

describe('bulletins impossibles : faute de notre part, jamais un résultat', () => {
  const bulletin = { membreId: 'm1', mandataireId: null, utilisateurId: 't1', sens: 'POUR' as const, voix: 1 };
  test.each<[string, Partial<DemandeDepouillement>, RegExp]>([
    ['siège inconnu', { bulletins: [{ ...bulletin, membreId: 'x' }] }, /sans siège ou de poids faux : x/],
    ['poids faux', { bulletins: [{ ...bulletin, voix: 2 }] }, /poids faux : m1/],
    ['siège sans voix', { membres: [membre(1, { voix: 0 })], bulletins: [{ ...bulletin, voix: 0 }] }, /sans siège/],
    ['membre déporté', { bulletins: [bulletin], deports: deports(1) }, /déporté : m1/],
    ['deux bulletins', { bulletins: [bulletin, bulletin] }, /Deux bulletins du même siège : m1/],
  ])('%s', (_, autrement, message) => {
    expect(() => voter('--', autrement)).toThrow(message);
  });
});

describe('propriétés', () => {
  const votes = fc
    .array(fc.constantFrom('P', 'C', 'A', '-'), { minLength: 1, maxLength: 9 })
    .map((lettres) => lettres.join(''));
  const reglement = fc.record({
    majorite: fc.constantFrom<Reglement['majorite']>('SIMPLE', 'ABSOLUE', 'QUALIFIEE', 'UNANIMITE'),
    assiette: fc.constantFrom<Reglement['assiette']>('EXPRIMES', 'PRESENTS'),
    voixPreponderante: fc.boolean(),
    majoriteNumerateur: fc.constantFrom(1, 2, 3),
    majoriteDenominateur: fc.constantFrom(3, 4),
  });

  test('monotonie : une voix pour de plus ne fait jamais rejeter ce qui était adopté', () => {
    fc.assert(
      fc.property(votes, reglement, fc.nat(8), (lettres, choix, n) => {
        const regles = { reglement: { ...REGLEMENT_CRPA, ...choix } };
        const i = n % lettres.length;
        const mieux = `${lettres.slice(0, i)}P${lettres.slice(i + 1)}`;
        if (voter(lettres, regles).adopte) expect(voter(mieux, regles).adopte).toBe(true);
      }),
      essais(500),
    );
  });

  test('symétrie : l’ordre des bulletins ne compte pas', () => {
    fc.assert(
      fc.property(votes, reglement, (lettres, choix) => {
        const regles = { reglement: { ...REGLEMENT_CRPA, ...choix } };
        const envers = { ...regles, emargements: presents(...[...lettres].map((_, i) => lettres.length - i)) };
        expect(voter(lettres, envers)).toEqual(voter(lettres, regles));
      }),
    );
  });

  test('symétrie : une question et son contraire ne sont jamais adoptées toutes les deux', () => {
    const inverse: Record<string, string> = { P: 'C', C: 'P' };
    fc.assert(
      fc.property(votes, reglement, (lettres, choix) => {
        if (choix.majorite === 'QUALIFIEE' && 2 * choix.majoriteNumerateur <= choix.majoriteDenominateur) return;
        const regles = { reglement: { ...REGLEMENT_CRPA, ...choix } };
        const contraire = [...lettres].map((l) => inverse[l] ?? l).join('');
        const [pour, contre] = [voter(lettres, regles), voter(contraire, regles)];
        expect(pour.adopte && contre.adopte).toBe(false);
        expect([contre.pour, contre.contre, contre.base]).toEqual([pour.contre, pour.pour, pour.base]);
      }),
      essais(300),
    );
  });
});
