import { CLASSES_ESSAI, enveloppe, ligne, projet } from '../../essais/instances.js';
import type { Certificat, LemmeCertifie, NoeudCertifie, PrixCertifies } from './certificat.js';
import type { ContraintesPlan } from './contraintes-plan.js';
import type { EnveloppeOfferte, Instance, ProjetOffert } from './instance.js';
import { verifierCertificat } from './verifier-certificat.js';

const SANS_PRIX: PrixCertifies = { enveloppes: {}, credits: {}, inegalites: {} };
const feuille = (prix: Partial<PrixCertifies>): PrixCertifies => ({ ...SANS_PRIX, ...prix });

/** Nothing funds it, and it is worth one point: beside it, scores have no common divisor. */
const UNITE: ProjetOffert = { ...projet('UNITE', 1n, []), score: 1n };

const certificat = (score: bigint | null, preuve: NoeudCertifie, lemmes: LemmeCertifie[] = []): Certificat => ({
  score,
  echelle: 1n,
  lemmes,
  preuve,
});

/** The least score that these prices prove, in points of a scale of 1: the bound that the checker adds up, exactly. */
function borne(instance: Instance, preuve: NoeudCertifie, contraintes: ContraintesPlan = {}, lemmes?: LemmeCertifie[]) {
  const avecUnite = { ...instance, projets: [...instance.projets, UNITE] };
  for (let score = 0n; score < 200n; score++) {
    if (verifierCertificat(avecUnite, contraintes, certificat(score, preuve, lemmes)).valide) return score;
  }
  throw new Error('Aucun score jusqu’à 200 n’est prouvé.');
}

/** What a project worth 100 points costs at least at these prices; `null`: it is never funded. */
function cout(offert: ProjetOffert, enveloppes: EnveloppeOfferte[], prix: bigint[], contraintes?: ContraintesPlan) {
  const instance = { classes: CLASSES_ESSAI, enveloppes, projets: [{ ...offert, score: 100n }] };
  const parEnveloppe = Object.fromEntries(enveloppes.map(({ id }, i) => [id, prix[i] ?? 0n]));
  const argent = enveloppes.reduce((total, { montant }, i) => total + montant * (prix[i] ?? 0n), 0n);
  const gain = borne(instance, feuille({ enveloppes: parEnveloppe }), contraintes) - argent;
  return gain === 0n ? null : 100n - gain;
}

describe('verifierCertificat : ce que coûte un projet, aux prix donnés', () => {
  const [A, B, C] = [enveloppe('A', 9n), enveloppe('B', 9n), enveloppe('C', 9n)];
  const dans = (classe: string, e: EnveloppeOfferte) => ({ ...e, classe });
  test.each<[string, ProjetOffert, EnveloppeOfferte[], bigint[], bigint | null]>([
    ['le moins cher d’abord', projet('P', 5n, [ligne('A', 3n), ligne('B', 4n)]), [A, B], [2n, 1n], 6n],
    ['quel que soit l’ordre des lignes', projet('P', 5n, [ligne('B', 4n), ligne('A', 3n)]), [A, B], [2n, 1n], 6n],
    [
      'jamais plus que l’enveloppe',
      projet('P', 5n, [ligne('A', 9n), ligne('B', 9n)]),
      [enveloppe('A', 2n), B],
      [1n, 3n],
      11n,
    ],
    ['une enveloppe sans prix ne coûte rien', projet('P', 5n, [ligne('A', 3n), ligne('B', 4n)]), [A, B], [2n], 2n],
    [
      'une enveloppe que l’instance n’a pas ne paie rien',
      projet('P', 5n, [ligne('X', 9n), ligne('A', 5n)], { PUBLIC: 9n }),
      [A],
      [1n],
      5n,
    ],
    ['ses lignes couvrent juste le besoin', projet('P', 7n, [ligne('A', 3n), ligne('B', 4n)]), [A, B], [2n, 1n], 10n],
    ['il manque un centime', projet('P', 8n, [ligne('A', 3n), ligne('B', 4n)]), [A, B], [2n, 1n], null],
    [
      'sous le plafond d’une classe, ses filles comprises',
      projet('P', 5n, [ligne('A', 9n), ligne('B', 9n)], { PUBLIC: 2n }),
      [dans('ETAT', A), B],
      [1n, 3n],
      11n,
    ],
    [
      'une autre classe ne le retient pas',
      projet('P', 5n, [ligne('A', 9n), ligne('B', 9n)], { PRIVE: 2n }),
      [dans('ETAT', A), B],
      [1n, 3n],
      5n,
    ],
    [
      'sous deux plafonds emboîtés',
      projet('P', 5n, [ligne('A', 9n), ligne('B', 9n), ligne('C', 9n)], { ETAT: 2n, PUBLIC: 3n }),
      [dans('ETAT', A), dans('PUBLIC', B), C],
      [1n, 2n, 4n],
      12n,
    ],
    ['un minimum atteint', projet('P', 5n, [ligne('A', 5n, 4n), ligne('B', 2n)]), [A, B], [1n, 3n], 5n],
    ['un minimum juste atteint', projet('P', 5n, [ligne('A', 3n), ligne('B', 5n, 2n)]), [A, B], [1n, 3n], 9n],
    [
      'un minimum manqué : mieux vaut l’atteindre',
      projet('P', 5n, [ligne('A', 3n), ligne('B', 5n, 4n), ligne('C', 5n)]),
      [A, B, C],
      [1n, 2n, 4n],
      9n,
    ],
    [
      'un minimum manqué : mieux vaut s’en passer',
      projet('P', 5n, [ligne('A', 3n), ligne('B', 5n, 4n), ligne('C', 5n)]),
      [A, B, C],
      [1n, 3n, 4n],
      11n,
    ],
    [
      'un minimum manqué, sans quoi rien ne couvre le besoin',
      projet('P', 5n, [ligne('A', 3n), ligne('B', 5n, 4n)]),
      [A, B],
      [1n, 2n],
      9n,
    ],
    ['un minimum au-dessus du besoin', projet('P', 3n, [ligne('A', 9n, 4n), ligne('B', 3n)]), [A, B], [1n, 3n], 9n],
    ['un minimum au-dessus du plafond', projet('P', 5n, [ligne('A', 3n, 4n), ligne('B', 5n)]), [A, B], [1n, 3n], 15n],
    ['un minimum juste au plafond', projet('P', 3n, [ligne('A', 3n, 3n), ligne('B', 3n)]), [A, B], [1n, 3n], 3n],
    [
      'un minimum au-dessus d’une classe',
      projet('P', 5n, [ligne('A', 9n, 4n), ligne('B', 9n)], { ETAT: 3n }),
      [dans('ETAT', A), B],
      [1n, 3n],
      15n,
    ],
    [
      'un minimum juste à la classe',
      projet('P', 5n, [ligne('A', 9n, 3n), ligne('B', 9n)], { ETAT: 3n }),
      [dans('ETAT', A), B],
      [1n, 3n],
      9n,
    ],
    [
      'deux minima dont un seul tient',
      projet('P', 5n, [ligne('A', 9n, 4n), ligne('B', 9n, 4n), ligne('C', 1n)]),
      [enveloppe('A', 4n), enveloppe('B', 4n), C],
      [1n, 2n, 6n],
      10n,
    ],
    ['un besoin nul', projet('P', 0n, [ligne('A', 9n, 4n)]), [A], [1n], 0n],
  ])('%s', (_, offert, enveloppes, prix, attendu) => {
    expect(cout(offert, enveloppes, prix)).toBe(attendu);
  });

  test('un prix de crédits annuels s’ajoute, au taux du projet, aux centimes de la seule enveloppe', () => {
    const deux = projet('P', 5n, [ligne('A', 3n), ligne('B', 5n)]);
    const instance = { classes: [], enveloppes: [A, B], projets: [{ ...deux, score: 100n }] };
    const lire = (tauxBp: Record<string, number>, montant = 0n) => {
      const creditsPaiement = [
        { enveloppe: 'B', annee: 2026, montant: 9n, tauxBp: { P: 10_000 } },
        { enveloppe: 'A', annee: 2026, montant, tauxBp },
      ];
      return borne(instance, feuille({ enveloppes: { B: 2n }, credits: { 1: 1n } }), { creditsPaiement });
    };
    // All the money of B is worth 18. Without credits three cents of A cost nothing, the two of B 4.
    expect(lire({})).toBe(18n + 100n - 4n);
    // One cent of A then costs 1, and still less than B.
    expect(lire({ P: 1 })).toBe(18n + 100n - 7n);
    // At 5 a cent, B is the cheapest.
    expect(lire({ P: 5 })).toBe(18n + 100n - 10n);
    // Ten thousand units a cent: nothing below two hundred is proven any more.
    expect(() => lire({ P: 1 }, 1n)).toThrow('jusqu’à 200');
  });
});

describe('verifierCertificat : ce que laisse une branche', () => {
  const P = { ...projet('P', 4n, [ligne('A', 4n)]), score: 7n, etiquettes: ['QPV', 'ACV'] };
  const Q = { ...projet('Q', 9n, [ligne('A', 9n)]), score: 5n, etiquettes: ['ACV'] };
  const instance: Instance = { classes: [], enveloppes: [enveloppe('A', 10n)], projets: [P, Q] };
  const auPrix = (A: bigint, inegalites: Record<number, bigint> = {}) => feuille({ enveloppes: { A }, inegalites });

  test('libre, un projet ne compte que s’il vaut plus que son coût', () => {
    expect(borne(instance, auPrix(0n))).toBe(7n + 5n);
    expect(borne(instance, auPrix(1n))).toBe(10n + 3n);
    expect(borne(instance, auPrix(2n))).toBe(20n);
  });

  test('choisi, il compte toujours ; écarté, jamais', () => {
    const branches = (dedans: NoeudCertifie, dehors: NoeudCertifie) => borne(instance, { projet: 'Q', dedans, dehors });
    expect(branches(auPrix(1n), feuille({}))).toBe(10n + 3n - 4n);
    expect(branches(auPrix(1n), auPrix(1n))).toBe(10n + 3n);
    expect(branches(auPrix(2n), feuille({}))).toBe(20n - 1n - 13n + 1n);
  });

  test('imposé à un prix qui dépasse tout, aucun plan n’existe', () => {
    const deux = { ...instance, projets: [P, { ...Q, besoin: 7n }] };
    const imposes = ['P', 'Q'];
    const verdict = (prix: bigint) => verifierCertificat(deux, { imposes }, certificat(null, auPrix(prix)));
    // 10 cents for the 11 that both need: what one cent too many costs must pass their 12 points.
    expect(verdict(13n)).toEqual({ valide: true });
    expect(verdict(12n).valide).toBe(false);
  });

  test('choisi et jamais finançable, il ferme sa branche à tout prix ; libre, il ne compte pas', () => {
    const pauvre = { ...instance, enveloppes: [enveloppe('A', 8n)] };
    expect(borne(pauvre, { projet: 'Q', dedans: feuille({}), dehors: feuille({}) })).toBe(7n);
    expect(borne(pauvre, feuille({}))).toBe(7n);
  });

  test.each<[string, ContraintesPlan, bigint]>([
    ['un nombre', { planchers: [{ etiquette: 'QPV', mesure: 'NOMBRE', minimum: 2n }] }, 12n + 3n - 6n],
    ['un nombre, deux projets', { planchers: [{ etiquette: 'ACV', mesure: 'NOMBRE', minimum: 2n }] }, 12n + 6n - 6n],
    ['un montant', { planchers: [{ etiquette: 'QPV', mesure: 'MONTANT', minimum: 5n }] }, 12n + 12n - 15n],
    ['une étiquette que nul ne porte', { planchers: [{ etiquette: 'X', mesure: 'NOMBRE', minimum: 1n }] }, 12n - 3n],
    ['des points', { satisfactions: [{ enveloppe: 'A', points: { Q: 4n }, minimum: 5n }] }, 12n + 12n - 15n],
  ])('une exigence à son prix : %s', (_, contraintes, attendue) => {
    expect(borne(instance, auPrix(0n, { 0: 3n }), contraintes)).toBe(attendue);
    // Bought at nothing, it changes nothing.
    expect(borne(instance, auPrix(0n, { 0: 0n }), contraintes)).toBe(12n);
  });

  test('les planchers, puis les satisfactions, puis les lemmes, à leur place', () => {
    const contraintes: ContraintesPlan = {
      planchers: [{ etiquette: 'QPV', mesure: 'NOMBRE', minimum: 1n }],
      satisfactions: [{ enveloppe: 'A', points: { Q: 1n }, minimum: 2n }],
    };
    const lemmes = [{ conflit: ['P', 'Q'], preuve: { enveloppes: { A: 1n }, credits: {} } }];
    const lire = (i: number) => borne(instance, auPrix(0n, { [i]: 2n }), contraintes, lemmes);
    // P at least once; two points of Q; not both: 2·(1 − 1), 2·(1 − 2), and 2 off each of them for the 2 of the bound.
    expect([lire(0), lire(1), lire(2)]).toEqual([12n, 10n, 10n]);
  });
});

describe('verifierCertificat : des jumeaux, et ce qui n’en est pas', () => {
  const tri = (id: string, autre: Partial<ProjetOffert> = {}): ProjetOffert => ({
    ...projet(id, 5n, [ligne('A', 3n), ligne('B', 2n)], { ETAT: 4n, PRIVE: 5n }),
    ...autre,
  });
  const jumeaux = (projets: ProjetOffert[], paires: [string, string][], contraintes: ContraintesPlan = {}) => {
    const instance = { classes: CLASSES_ESSAI, enveloppes: [enveloppe('A', 9n), enveloppe('B', 9n)], projets };
    const lemmes = paires.map((paire) => ({ jumeaux: paire }));
    const rendu = verifierCertificat(instance, contraintes, certificat(3n, feuille({}), lemmes));
    return rendu.valide ? null : rendu.raison;
  };

  test('l’ordre dans lequel lignes et classes sont écrites ne compte pas', () => {
    const ecrit = { lignes: [ligne('B', 2n), ligne('A', 3n)], plafondsClasses: { PRIVE: 5n, ETAT: 4n } };
    expect(jumeaux([tri('P'), tri('Q', ecrit)], [['P', 'Q']])).toBeNull();
  });

  test('trois semblables : ce qui est déjà prouvé de deux n’en distingue pas le troisième', () => {
    const trois = [tri('P'), tri('Q'), tri('R')];
    expect(
      jumeaux(trois, [
        ['P', 'Q'],
        ['Q', 'R'],
      ]),
    ).toBeNull();
    const planchers = [{ etiquette: 'QPV', mesure: 'NOMBRE' as const, minimum: 0n }];
    const satisfactions = [{ enveloppe: 'A', points: { P: 1n, Q: 1n, R: 1n }, minimum: 0n }];
    expect(
      jumeaux(
        trois,
        [
          ['P', 'Q'],
          ['Q', 'R'],
        ],
        { planchers, satisfactions },
      ),
    ).toBeNull();
    const inegales = [{ enveloppe: 'A', points: { P: 1n, Q: 1n }, minimum: 0n }];
    expect(
      jumeaux(
        trois,
        [
          ['P', 'Q'],
          ['Q', 'R'],
        ],
        { planchers, satisfactions: inegales },
      ),
    ).toBe('Q et R ne sont pas semblables.');
  });

  test.each<[string, Partial<ProjetOffert>]>([
    ['un plafond de ligne', { lignes: [ligne('A', 3n), ligne('B', 3n)] }],
    ['une enveloppe', { lignes: [ligne('A', 3n), ligne('C', 2n)] }],
    ['une ligne de plus', { lignes: [ligne('A', 3n), ligne('B', 2n), ligne('C', 0n)] }],
    ['le plafond d’une classe', { plafondsClasses: { ETAT: 4n, PRIVE: 4n } }],
    ['une classe', { plafondsClasses: { ETAT: 4n, PUBLIC: 5n } }],
  ])('%s les distingue', (_, autre) => {
    expect(jumeaux([tri('P'), tri('Q', autre)], [['P', 'Q']])).toBe('P et Q ne sont pas semblables.');
  });

  test('à rang égal, le premier par son nom ; un projet inconnu ou imposé n’a pas de jumeau', () => {
    const deux = [tri('P'), tri('Q')];
    expect(jumeaux(deux, [['P', 'Q']])).toBeNull();
    expect(jumeaux(deux, [['Q', 'P']])).toBe('Q ne passe pas avant P.');
    expect(jumeaux(deux, [['P', 'P']])).toBe('P ne passe pas avant P.');
    expect(jumeaux([tri('P', { rang: 2 }), tri('Q', { rang: 1 })], [['P', 'Q']])).toBe('P ne passe pas avant Q.');
    expect(jumeaux([tri('P', { rang: 2 }), tri('Q', { rang: 1 })], [['Q', 'P']])).toBeNull();
    expect(jumeaux(deux, [['P', 'X']])).toBe('Le certificat nomme un projet inconnu : X.');
    expect(jumeaux(deux, [['P', 'Q']], { imposes: ['P'] })).toBe('Un projet imposé n’a pas de jumeau.');
  });
});
