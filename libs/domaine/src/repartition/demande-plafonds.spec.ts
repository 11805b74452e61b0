import { attendreRefus, fait } from '../../essais/decision.js';
import { besoinDe, type FinanceurSollicite, type ProjetAFinancer } from './demande-plafonds.js';
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

test('le besoin : le coût moins l’apport et les aides acquises', () => {
  expect(besoinDe(PROJET)).toBe(8_450n);
  expect(besoinDe({ ...PROJET, autresAcquis: undefined })).toBe(9_000n);
});

describe('demandes refusées, dans cet ordre', () => {
  const mauvaise = regle('R', 'TAUX_MAX', { tauxBp: -1 });
  const perdue = regle('S', 'MONTANT_MAX', { portee: 'CLASSE', cible: 'EUROPE', montant: 1n });
  const negatif = { ...FINANCEUR, poids: -1n };
  const desequilibre = { ...PROJET, depenseSubventionnable: 10_001n };
  type Cas = {
    regles?: RegleFinancement[];
    financeurs?: FinanceurSollicite[];
    projet?: ProjetAFinancer;
    classes?: typeof CLASSES;
  };
  test.each<[string, Cas, Parameters<typeof attendreRefus>[1], string, string]>([
    ['l’arbre', { classes: [...CLASSES, CLASSES[0]!], regles: [mauvaise] }, 'DOUBLON', 'classes[3].id', 'PUBLIC'],
    [
      'les règles',
      { regles: [mauvaise, perdue], classes: [...CLASSES, { id: 'APPEL', parent: null }] },
      'ENTREE_INVALIDE',
      'regles[0].tauxBp',
      'le taux',
    ],
    [
      'une classe au nom réservé',
      { classes: [...CLASSES, { id: 'APPEL', parent: null }], regles: [perdue] },
      'ENTREE_INVALIDE',
      'classes[3].id',
      '« APPEL » désigne l’appel entier',
    ],
    [
      'une classe au nom réservé, la première',
      { classes: [{ id: 'APPEL', parent: null }] },
      'ENTREE_INVALIDE',
      'classes[0].id',
      'nommez autrement cette classe',
    ],
    [
      'une règle sur une classe inconnue',
      { regles: [regle('T', 'FORFAIT', { montant: 1n }), perdue], financeurs: [negatif, negatif] },
      'ENTREE_INVALIDE',
      'regles[1].cible',
      '« S » porte sur la classe « EUROPE », qui n’existe pas',
    ],
    [
      'un financeur deux fois',
      { financeurs: [negatif, { ...negatif, classe: 'EUROPE' }] },
      'DOUBLON',
      'financeurs[1].id',
      'Le financeur « E1 » figure deux fois',
    ],
    [
      'un financeur d’une classe inconnue',
      { financeurs: [negatif, { ...negatif, id: 'E2', classe: 'EUROPE' }] },
      'ENTREE_INVALIDE',
      'financeurs[1].classe',
      'EUROPE',
    ],
    [
      'un poids négatif',
      { financeurs: [negatif], projet: desequilibre },
      'ENTREE_INVALIDE',
      'financeurs[0].poids',
      'négatifs',
    ],
    [
      'une enveloppe négative',
      { financeurs: [{ ...FINANCEUR, enveloppeRestante: -1n }] },
      'ENTREE_INVALIDE',
      'financeurs[0].enveloppeRestante',
      'négatifs',
    ],
    [
      'une annonce négative',
      { financeurs: [{ ...FINANCEUR, annonce: -1n }] },
      'ENTREE_INVALIDE',
      'financeurs[0].annonce',
      'négatifs',
    ],
    [
      'un minimum annoncé négatif',
      { financeurs: [{ ...FINANCEUR, annonceMinimale: -1n }] },
      'ENTREE_INVALIDE',
      'financeurs[0].annonceMinimale',
      'négatifs',
    ],
    [
      'une aide d’une classe inconnue',
      { projet: { ...PROJET, coutTotal: -1n, autresAcquis: [{ classe: 'EUROPE', montant: 1n }] } },
      'ENTREE_INVALIDE',
      'projet.autresAcquis[0].classe',
      'EUROPE',
    ],
    ['un coût négatif', { projet: { ...PROJET, coutTotal: -1n } }, 'ENTREE_INVALIDE', 'projet.coutTotal', 'négatifs'],
    [
      'une dépense négative',
      { projet: { ...PROJET, depenseSubventionnable: -1n } },
      'ENTREE_INVALIDE',
      'projet.depenseSubventionnable',
      'négatifs',
    ],
    [
      'un apport négatif',
      { projet: { ...PROJET, apport: { montant: -1n, public: true } } },
      'ENTREE_INVALIDE',
      'projet.apport.montant',
      'négatifs',
    ],
    [
      'une aide négative',
      { projet: { ...PROJET, autresAcquis: [{ classe: null, montant: -1n }] } },
      'ENTREE_INVALIDE',
      'projet.autresAcquis[0].montant',
      'négatifs',
    ],
    [
      'une dépense au-dessus du coût',
      { projet: { ...desequilibre, apport: { montant: 99_999n, public: true } } },
      'BUDGET_DESEQUILIBRE',
      'projet.depenseSubventionnable',
      'dépasse le coût total',
    ],
    [
      'plus d’argent que le coût',
      { projet: { ...PROJET, apport: { montant: 9_451n, public: true } } },
      'BUDGET_DESEQUILIBRE',
      'projet.apport',
      'dépassent le coût total',
    ],
  ])('%s', (_, { regles = [], financeurs = [FINANCEUR], projet = PROJET, classes = CLASSES }, code, chemin, mots) => {
    attendreRefus(resoudrePlafonds(projet, regles, financeurs, classes), code, chemin, mots);
  });

  test('juste assez d’argent : plus rien à demander', () => {
    const complet = { ...PROJET, depenseSubventionnable: 10_000n, apport: { montant: 9_450n, public: true } };
    expect(fait(resoudrePlafonds(complet, [], [FINANCEUR], CLASSES)).besoin).toBe(0n);
  });
});
