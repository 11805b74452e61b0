import { attendreRefus } from '../../essais/decision.js';
import { CATEGORIES_ORGANISME, estCollectivite, estPublique } from '../identifiants/categories.js';
import { validerArbre, ancetres } from '../repartition/index.js';
import {
  classeDe,
  CLASSES_PAR_DEFAUT,
  controlerReglesDeLAppel,
  exigerReglesLues,
  exigerReglesModifiables,
  type RegleDeLAppel,
  type ReglesDeLAppel,
} from './classes-financeurs.js';

const REGLE: RegleDeLAppel = {
  code: 'R80',
  portee: 'CLASSE',
  classe: 'PUBLIC',
  financeurId: null,
  categorie: null,
  type: 'TAUX_MAX',
  tauxBp: 8_000,
  base: 'DEPENSE_SUBVENTIONNABLE',
  sourceJuridique: 'Règlement de l’appel, article 5',
};
const controler = (autrement: Partial<RegleDeLAppel>, classes: ReglesDeLAppel['classes'] = CLASSES_PAR_DEFAUT) =>
  controlerReglesDeLAppel({ classes, regles: [{ ...REGLE, ...autrement }] });

describe('CLASSES_PAR_DEFAUT', () => {
  const arbre = validerArbre(CLASSES_PAR_DEFAUT.map(({ code, parent }) => ({ id: code, parent })));

  test.each(CATEGORIES_ORGANISME)('%s est dans une classe, du bon côté', (categorie) => {
    if (!arbre.ok) throw new Error('arbre');
    const lignee = ancetres(classeDe(categorie, CLASSES_PAR_DEFAUT), arbre.fait);
    expect(lignee.at(-1)).toBe(estPublique(categorie) ? 'PUBLIC' : 'PRIVE');
    expect(lignee.includes('COLLECTIVITES')).toBe(estCollectivite(categorie));
  });

  test('une catégorie que nul ne nomme n’est dans aucune classe', () => {
    expect(classeDe('GIP', [{ code: 'X', parent: null, libelle: 'X', categories: ['ETAT'] }])).toBeNull();
  });
});

describe('controlerReglesDeLAppel', () => {
  test('accepte des règles de chaque portée', () => {
    expect(controler({}).ok).toBe(true);
    expect(controler({ portee: 'APPEL', classe: null }).ok).toBe(true);
    const minimum = { type: 'MONTANT_MIN', tauxBp: null, base: null, montant: 5n } as const;
    expect(controler({ ...minimum, portee: 'ENVELOPPE', classe: null, categorie: 'REGION' }).ok).toBe(true);
    expect(controler({ ...minimum, portee: 'ENVELOPPE', classe: null, financeurId: 'o1' }).ok).toBe(true);
  });

  test('refus dans l’ordre', () => {
    const boucle = [
      { code: 'A', parent: 'B', libelle: 'A', categories: [] },
      { code: 'B', parent: 'A', libelle: 'B', categories: [] },
    ];
    const pire = { sourceJuridique: ' ', financeurId: 'o1', classe: 'X', tauxBp: null };
    attendreRefus(controler(pire, boucle), 'ENTREE_INVALIDE', 'classes[0].parent', 'arbre');
    const reservee = [
      { code: 'APPEL', parent: null, libelle: 'A', categories: ['ETAT' as const] },
      { code: 'B', parent: null, libelle: 'B', categories: ['ETAT' as const] },
    ];
    attendreRefus(controler(pire, reservee), 'ENTREE_INVALIDE', 'classes[0].code', 'appel entier');
    const double = reservee.map((c, i) => ({ ...c, code: `C${i}` }));
    attendreRefus(controler(pire, double), 'DOUBLON', 'classes[1].categories', 'ETAT');
    attendreRefus(controler(pire), 'INCOMPLET', 'regles[0].sourceJuridique', 'Citez le texte');
    const citee = { ...pire, sourceJuridique: 'Art. 5' };
    attendreRefus(controler(citee), 'ENTREE_INVALIDE', 'regles[0].portee', 'plus de cibles');
    attendreRefus(controler({ ...citee, financeurId: null }), 'ENTREE_INVALIDE', 'regles[0].classe', '« X »');
    attendreRefus(controler({ tauxBp: null }), 'ENTREE_INVALIDE', 'regles[0].tauxBp', 'points de base');
  });

  test('une règle d’enveloppe nomme un financeur ou une catégorie, une règle d’appel ne nomme rien', () => {
    const enveloppe = { portee: 'ENVELOPPE', classe: null } as const;
    attendreRefus(controler(enveloppe), 'ENTREE_INVALIDE', 'regles[0].financeurId', 'financeur ou une catégorie');
    attendreRefus(
      controler({ ...enveloppe, financeurId: 'o1', categorie: 'REGION' }),
      'ENTREE_INVALIDE',
      'regles[0].portee',
      'cibles',
    );
    attendreRefus(controler({ portee: 'APPEL' }), 'ENTREE_INVALIDE', 'regles[0].portee', 'cibles');
    attendreRefus(controler({ classe: null }), 'ENTREE_INVALIDE', 'regles[0].classe', 'n’existe pas');
  });
});

describe('exigerReglesModifiables', () => {
  const cloture = new Date('2021-06-30T21:59:59.000Z');
  const a = (instant: string, etat: Parameters<typeof exigerReglesModifiables>[0]['etat'] = 'PUBLIE') =>
    exigerReglesModifiables({ etat, cloture }, new Date(instant));

  test('jusqu’à la clôture des dépôts, à la milliseconde', () => {
    expect(a('2021-06-30T21:59:59.000Z').ok).toBe(true);
    attendreRefus(a('2021-06-30T21:59:59.001Z'), 'HORS_DELAI', 'appelId', 'clos');
    attendreRefus(a('2021-07-30T00:00:00Z', 'EN_INSTRUCTION'), 'ETAT_INVALIDE', 'appelId', '« en instruction »');
    expect(exigerReglesModifiables({ etat: 'BROUILLON', cloture: null }, new Date('2030-01-01')).ok).toBe(true);
  });
});

describe('exigerReglesLues', () => {
  test('les règles lues sont celles qui sont remplacées, ni d’autres plus récentes, ni d’autres à venir', () => {
    expect(exigerReglesLues({ versionRegles: 3 }, 3)).toEqual({ ok: true });
    for (const lue of [2, 4])
      attendreRefus(
        exigerReglesLues({ versionRegles: 3 }, lue),
        'CONFLIT_VERSION',
        'version',
        'depuis que vous les avez lues',
      );
  });
});
