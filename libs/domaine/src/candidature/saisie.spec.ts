import { fait, refus } from '../../essais/decision.js';
import { controlerSaisie, type Saisie } from './saisie.js';

const SUBVENTION = { type: 'SUBVENTION', financeurId: 'f', montant: 1n } as const;

describe('controlerSaisie', () => {
  test.each<[string, Saisie]>([
    ['rien', {}],
    ['des listes vides ou effacées', { actions: [], plan: null, budget: [], partenaires: null, aidesDeclarees: null }],
    ['une assiette effacée', { assiette: null }],
    [
      'un centime partout',
      { assiette: 1n, plan: [{ ...SUBVENTION, assiette: 1n }], aidesDeclarees: [{ montant: 1n }] },
    ],
    [
      'des ressources propres sans financeur',
      { plan: [{ type: 'RESSOURCES_PROPRES', financeurId: null, montant: 1n }] },
    ],
    ['un lieu nommé et un lieu simple', { actions: [{ lieux: [{ dispositif: 'QPV', zonageCode: 'QP029001' }, {}] }] }],
    ['des comptes du formulaire', { budget: [{ compte: '641' }, { compte: 'RP' }] }],
  ])('accepte %s', (_cas, saisie) => {
    expect(fait(controlerSaisie(saisie))).toBeUndefined();
  });

  test.each<[string, Saisie, string, string, string]>([
    ['une assiette nulle', { assiette: 0n }, 'ENTREE_INVALIDE', 'assiette', 'supérieur à zéro'],
    [
      'un partenaire deux fois',
      { partenaires: [{ organismeId: 'a' }, { organismeId: 'b' }, { organismeId: 'a' }] },
      'DOUBLON',
      'partenaires[2].organismeId',
      'déjà',
    ],
    [
      'une liste sans code (R5)',
      { actions: [{ lieux: [] }, { lieux: [{}, { dispositif: 'QPV' }] }] },
      'ENTREE_INVALIDE',
      'actions[1].lieux[1].zonageCode',
      'Nommez le lieu',
    ],
    [
      'un code sans liste (R5)',
      { actions: [{ lieux: [{ zonageCode: 'QP1' }] }] },
      'ENTREE_INVALIDE',
      'actions[0].lieux[0].zonageCode',
      'à quelle liste',
    ],
    [
      'un compte inconnu (R10)',
      { budget: [{ compte: '64' }, { compte: '99' }] },
      'ENTREE_INVALIDE',
      'budget[1].compte',
      '« 99 »',
    ],
    [
      'une subvention sans financeur (R11)',
      { plan: [{ ...SUBVENTION, financeurId: undefined }] },
      'ENTREE_INVALIDE',
      'plan[0].financeurId',
      'quel financeur',
    ],
    [
      'des ressources propres avec financeur (R11)',
      { plan: [{ ...SUBVENTION, type: 'RESSOURCES_PROPRES' }] },
      'ENTREE_INVALIDE',
      'plan[0].financeurId',
      'pas de financeur',
    ],
    [
      'une part nulle (R11)',
      { plan: [SUBVENTION, { ...SUBVENTION, montant: 0n }] },
      'ENTREE_INVALIDE',
      'plan[1].montant',
      'zéro',
    ],
    [
      'une assiette de part nulle (R12)',
      { plan: [{ ...SUBVENTION, assiette: 0n }] },
      'ENTREE_INVALIDE',
      'plan[0].assiette',
      'zéro',
    ],
    [
      'une aide nulle (R15)',
      { aidesDeclarees: [{ montant: 0n }] },
      'ENTREE_INVALIDE',
      'aidesDeclarees[0].montant',
      'zéro',
    ],
  ])('refuse %s', (_cas, saisie, code, chemin, mots) => {
    const refuse = refus(controlerSaisie(saisie));
    expect(refuse).toMatchObject({ code, chemin, details: [{ code, chemin }] });
    expect(refuse.message).toMatch(new RegExp(mots));
  });

  test('dit tous les défauts, le premier donnant son code et sa phrase', () => {
    const refuse = refus(
      controlerSaisie({
        assiette: 0n,
        budget: [{ compte: '99' }],
        plan: [{ ...SUBVENTION, financeurId: null, montant: 0n }],
      }),
    );
    expect(refuse.chemin).toBe('assiette');
    expect(refuse.details?.map((d) => d.chemin)).toEqual([
      'assiette',
      'budget[0].compte',
      'plan[0].financeurId',
      'plan[0].montant',
    ]);
  });
});
