import { fait } from '../../essais/decision.js';
import type { FinanceurSollicite, ProjetAFinancer } from './demande-plafonds.js';
import { resoudrePlafonds } from './plafonds.js';
import type { RegleFinancement } from './regles-financement.js';

const CLASSES = [
  { id: 'PUBLIC', parent: null },
  { id: 'ETAT', parent: 'PUBLIC' },
  { id: 'PRIVE', parent: null },
];

const PROJET: ProjetAFinancer = {
  coutTotal: 10_000n,
  depenseSubventionnable: 8_001n,
  apport: { montant: 1_000n, public: true },
  autresAcquis: [
    { classe: 'ETAT', montant: 300n },
    { classe: 'PRIVE', montant: 200n },
    { classe: null, montant: 50n },
  ],
  etiquettes: ['QPV'],
};

const FINANCEUR: FinanceurSollicite = { id: 'E1', classe: 'ETAT', poids: 2n, rang: 3 };

function regle(
  id: string,
  type: RegleFinancement['type'],
  autrement: Partial<RegleFinancement> = {},
): RegleFinancement {
  return { id, portee: 'ENVELOPPE', cible: 'E1', type, sourceJuridique: `texte ${id}`, ...autrement };
}

function resoudre(
  regles: RegleFinancement[],
  { projet = PROJET, financeurs = [FINANCEUR] }: { projet?: ProjetAFinancer; financeurs?: FinanceurSollicite[] } = {},
) {
  return fait(resoudrePlafonds(projet, regles, financeurs, CLASSES));
}

const plafondsDeE1 = (regles: RegleFinancement[], projet = PROJET) =>
  resoudre(regles, { projet }).lignes[0]?.plafonds.map(({ code, montant, regle: id }) => [code, montant, id]);

const plafondDe = (classe: string, regles: RegleFinancement[], projet = PROJET) => {
  const { plafond, code, regle: id, source } = resoudre(regles, { projet }).classes.find(({ id: c }) => c === classe)!;
  return [plafond, code, id, source];
};

test('sans règle : les lignes et les classes telles quelles, sans plafond', () => {
  expect(resoudre([])).toEqual({
    besoin: 8_450n,
    lignes: [{ id: 'E1', classe: 'ETAT', poids: 2n, minimum: 0n, plafonds: [], rang: 3 }],
    classes: CLASSES.map((classe) => ({ ...classe, plafond: null, code: null, regle: null, source: null })),
  });
});

describe('plafonds d’une ligne', () => {
  test('dans l’ordre TAUX, MONTANT_MAX, ENVELOPPE, ANNONCE, chacun avec sa règle et sa source', () => {
    const regles = [regle('B', 'MONTANT_MAX', { montant: 5_000n }), regle('C', 'TAUX_MAX', { tauxBp: 3_333 })];
    const financeurs = [{ ...FINANCEUR, enveloppeRestante: 9_999n, annonce: 0n }];
    expect(resoudre(regles, { financeurs }).lignes[0]?.plafonds).toEqual([
      { code: 'TAUX', montant: 2_666n, regle: 'C', source: 'texte C' },
      { code: 'MONTANT_MAX', montant: 5_000n, regle: 'B', source: 'texte B' },
      { code: 'ENVELOPPE', montant: 9_999n, regle: null, source: null },
      { code: 'ANNONCE', montant: 0n, regle: null, source: null },
    ]);
    expect(
      resoudre([], { financeurs: [{ ...FINANCEUR, enveloppeRestante: null, annonce: null }] }).lignes[0]?.plafonds,
    ).toEqual([]);
  });

  test.each<[string, RegleFinancement[], unknown[]]>([
    [
      'taux de la dépense subventionnable, arrondi en dessous',
      [regle('R', 'TAUX_MAX', { tauxBp: 5_000 })],
      [['TAUX', 4_000n, 'R']],
    ],
    [
      'taux dit de la dépense subventionnable',
      [regle('R', 'TAUX_MAX', { tauxBp: 5_000, base: 'DEPENSE_SUBVENTIONNABLE' })],
      [['TAUX', 4_000n, 'R']],
    ],
    ['taux du coût total', [regle('R', 'TAUX_MAX', { tauxBp: 5_000, base: 'COUT_TOTAL' })], [['TAUX', 5_000n, 'R']]],
    ['forfait', [regle('R', 'FORFAIT', { montant: 250n })], [['MONTANT_MAX', 250n, 'R']]],
    [
      'forfait et ses bonifications',
      [
        regle('R', 'FORFAIT', { montant: 250n }),
        regle('S', 'BONIFICATION', { montant: 50n }),
        regle('T', 'BONIFICATION', { annees: [20n, 30n] }),
      ],
      [['MONTANT_MAX', 350n, 'R']],
    ],
    [
      'C15 : dégressif et bonification par année',
      [
        regle('R', 'DEGRESSIF', { annees: [1750n, 1250n, 1250n] }),
        regle('S', 'BONIFICATION', { annees: [250n, 500n, 0n] }),
      ],
      [['MONTANT_MAX', 5_000n, 'R']],
    ],
    [
      'deux taux, dans l’ordre des règles',
      [regle('S', 'TAUX_MAX', { tauxBp: 1_000 }), regle('R', 'TAUX_MAX', { tauxBp: 5_000 })],
      [
        ['TAUX', 4_000n, 'R'],
        ['TAUX', 800n, 'S'],
      ],
    ],
    [
      'une condition remplie',
      [regle('R', 'MONTANT_MAX', { montant: 7n, condition: 'QPV' })],
      [['MONTANT_MAX', 7n, 'R']],
    ],
    ['une condition manquée', [regle('R', 'MONTANT_MAX', { montant: 7n, condition: 'ACV' })], []],
    [
      'une bonification dont la condition manque',
      [regle('R', 'FORFAIT', { montant: 250n }), regle('S', 'BONIFICATION', { montant: 50n, condition: 'ACV' })],
      [['MONTANT_MAX', 250n, 'R']],
    ],
    ['la règle d’une autre enveloppe', [regle('R', 'MONTANT_MAX', { montant: 7n, cible: 'E2' })], []],
    [
      'une classe du même nom que l’enveloppe ne l’atteint pas',
      [regle('R', 'MONTANT_MAX', { montant: 7n, portee: 'CLASSE', cible: 'ETAT' })],
      [],
    ],
  ])('%s', (_, regles, attendus) => {
    expect(plafondsDeE1(regles)).toEqual(attendus);
  });

  test('un projet sans étiquette ne remplit aucune condition', () => {
    const conditionnee = [regle('R', 'MONTANT_MAX', { montant: 7n, condition: 'QPV' })];
    expect(plafondsDeE1(conditionnee, { ...PROJET, etiquettes: undefined })).toEqual([]);
  });

  test('le minimum : le plus haut des règles et de l’annonce', () => {
    const regles = [
      regle('R', 'MONTANT_MIN', { montant: 20n }),
      regle('S', 'MONTANT_MIN', { montant: 30n }),
      regle('T', 'MONTANT_MIN', { montant: 90n, cible: 'E2' }),
    ];
    const minimum = (annonceMinimale?: bigint, siennes = regles) =>
      resoudre(siennes, { financeurs: [{ ...FINANCEUR, annonceMinimale }] }).lignes[0]?.minimum;
    expect([minimum(), minimum(29n), minimum(31n), minimum(undefined, []), minimum(5n, [])]).toEqual([
      30n,
      30n,
      31n,
      0n,
      5n,
    ]);
    expect(plafondsDeE1(regles)).toEqual([]);
  });
});

describe('plafonds des classes', () => {
  const surPublic = { portee: 'CLASSE', cible: 'PUBLIC' } as const;
  test.each<[string, RegleFinancement[], unknown[]]>([
    [
      'le taux, moins ce que la classe a déjà donné, ses filles comprises',
      [regle('R', 'TAUX_MAX', { ...surPublic, tauxBp: 8_000 })],
      [6_100n, 'TAUX', 'R', 'texte R'],
    ],
    ['le montant', [regle('R', 'MONTANT_MAX', { ...surPublic, montant: 500n })], [200n, 'MONTANT_MAX', 'R', 'texte R']],
    [
      'jamais sous zéro',
      [regle('R', 'MONTANT_MAX', { ...surPublic, montant: 299n })],
      [0n, 'MONTANT_MAX', 'R', 'texte R'],
    ],
    ['juste épuisé', [regle('R', 'MONTANT_MAX', { ...surPublic, montant: 300n })], [0n, 'MONTANT_MAX', 'R', 'texte R']],
    [
      'CGCT L1111-10 III : quatre fois l’apport pour 20 %',
      [regle('R', 'PARTICIPATION_MIN_MAITRE_OUVRAGE', { ...surPublic, tauxBp: 2_000 })],
      [3_700n, 'PARTICIPATION', 'R', 'texte R'],
    ],
    [
      '30 % du chef de file, arrondi en dessous',
      [regle('R', 'PARTICIPATION_MIN_MAITRE_OUVRAGE', { ...surPublic, tauxBp: 3_000 })],
      [2_033n, 'PARTICIPATION', 'R', 'texte R'],
    ],
    [
      'la plus basse des règles',
      [
        regle('R', 'MONTANT_MAX', { ...surPublic, montant: 500n }),
        regle('S', 'MONTANT_MAX', { ...surPublic, montant: 400n }),
      ],
      [100n, 'MONTANT_MAX', 'S', 'texte S'],
    ],
    [
      'de deux égales, la première par son nom',
      [
        regle('S', 'MONTANT_MAX', { ...surPublic, montant: 500n }),
        regle('R', 'MONTANT_MAX', { ...surPublic, montant: 500n }),
      ],
      [200n, 'MONTANT_MAX', 'R', 'texte R'],
    ],
  ])('%s', (_, regles, attendu) => {
    expect(plafondDe('PUBLIC', regles)).toEqual(attendu);
    expect(plafondDe('PRIVE', regles)).toEqual([null, null, null, null]);
  });

  test('un maître d’ouvrage privé n’est pas tenu à la participation minimale', () => {
    const regles = [regle('R', 'PARTICIPATION_MIN_MAITRE_OUVRAGE', { ...surPublic, tauxBp: 2_000 })];
    const prive = { ...PROJET, apport: { montant: 1_000n, public: false } };
    expect(plafondDe('PUBLIC', regles, prive)).toEqual([null, null, null, null]);
  });

  test('sans aide acquise', () => {
    const regles = [regle('R', 'MONTANT_MAX', { ...surPublic, montant: 500n })];
    expect(plafondDe('PUBLIC', regles, { ...PROJET, autresAcquis: undefined })).toEqual([
      500n,
      'MONTANT_MAX',
      'R',
      'texte R',
    ]);
  });
});

describe('règle de l’appel entier', () => {
  const appel = regle('R', 'FORFAIT', { portee: 'APPEL', cible: null, montant: 2_500n });
  test('une racine au-dessus de toutes les classes et des lignes sans classe, sans rien ôter', () => {
    const financeurs = [FINANCEUR, { ...FINANCEUR, id: 'E2', classe: null }];
    const { lignes, classes } = resoudre([appel], { financeurs });
    expect(lignes.map(({ classe }) => classe)).toEqual(['ETAT', 'APPEL']);
    expect(classes).toEqual([
      { id: 'APPEL', parent: null, plafond: 2_500n, code: 'MONTANT_MAX', regle: 'R', source: 'texte R' },
      { id: 'PUBLIC', parent: 'APPEL', plafond: null, code: null, regle: null, source: null },
      { id: 'ETAT', parent: 'PUBLIC', plafond: null, code: null, regle: null, source: null },
      { id: 'PRIVE', parent: 'APPEL', plafond: null, code: null, regle: null, source: null },
    ]);
  });

  test('dont la condition manque : pas de racine', () => {
    const { lignes, classes } = resoudre([{ ...appel, condition: 'ACV' }], {
      financeurs: [{ ...FINANCEUR, classe: null }],
    });
    expect([lignes[0]?.classe, classes.length]).toEqual([null, 3]);
  });
});
