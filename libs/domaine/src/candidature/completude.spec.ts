import type { PieceDemandee } from '../appel/appel.js';
import type { Candidature } from './candidature.js';
import { completude, faitsMontant, manquesCandidature, piecesDues } from './completude.js';
import { amiOuvert, hubBretagne } from './hub-bretagne.fixture.js';

const APPEL = amiOuvert();
const porteur = (extra: Partial<Candidature['porteur']>) => ({ porteur: { ...hubBretagne().porteur, ...extra } });
const action = (extra: object) => {
  const [premiere] = hubBretagne().actions;
  return { actions: [premiere, { ...premiere, ...extra }] as Candidature['actions'] };
};

test('E1 : le dossier de Hub Bretagne est complet', () => {
  expect(completude(hubBretagne(), APPEL)).toEqual([]);
});

describe('ce qui manque, et où (R2)', () => {
  test.each<[string, Partial<Candidature>, string, string]>([
    ['titre', { titre: ' ' }, 'titre', 'titre au projet'],
    ['début', { debut: null }, 'debut', 'le début'],
    ['fin', { fin: null }, 'fin', 'la fin'],
    ['fin avant le début', { fin: '2021-09-30' }, 'fin', 'précède'],
    ['représentant', porteur({ representantNom: null }), 'porteur.representantNom', 'nom du représentant'],
    ['représentant vide', porteur({ representantNom: ' ' }), 'porteur.representantNom', 'nom du représentant'],
    ['qualité', porteur({ representantQualite: null }), 'porteur.representantQualite', 'qualité du représentant'],
    [
      'mandat du consortium',
      {
        partenaires: [
          { denomination: 'A', mandat: true },
          { denomination: 'Réseau B', mandat: false },
        ],
      },
      'partenaires[1].mandat',
      'mandat donné au porteur par Réseau B',
    ],
    ['titre d’une action', action({ titre: '' }), 'actions[1].titre', "titre à l'action"],
    ['lieu d’une action', action({ lieux: [] }), 'actions[1].lieux', 'au moins un lieu'],
    ['régions', { regions: [] }, 'regions', 'régions'],
    ['budget et plan', { budget: [], plan: [], montantDemande: null }, 'budget', 'le budget'],
    ['actions', { actions: [] }, 'actions', 'au moins une action'],
    ['plan', { plan: [] }, 'plan', 'le plan de financement'],
    ['montant', { montantDemande: null }, 'montantDemande', 'montant demandé'],
    [
      'pièce',
      { pieces: ['STATUTS', 'DIRIGEANTS', 'AVIS_SIRET', 'COMPTES'] },
      'pieces.RIB',
      "« Relevé d'identité bancaire »",
    ],
    ['CER, R30', { contratEngagementRepublicain: null }, 'contratEngagementRepublicain', 'dû par toute association'],
    ['initiative, R29', { origineInitiative: null }, 'origineInitiative', "l'initiative"],
    ['base de l’aide, R15', { baseAide: null }, 'baseAide', "aides d'État"],
  ])('%s', (_titre, extra, chemin, mots) => {
    const [premier] = manquesCandidature(hubBretagne(extra), APPEL);
    expect(premier).toEqual({ code: 'INCOMPLET', chemin, message: expect.stringContaining(mots) });
    expect(completude(hubBretagne(extra), APPEL)).toContainEqual(premier);
  });

  test.each<[string, Partial<Candidature>, string[]]>([
    ['projet d’un seul jour', { fin: '2021-10-01' }, []],
    ['sans action', { actions: [] }, ['actions', 'montantDemande']],
    ['sans plan', { plan: [] }, ['plan']],
    ['sans budget', { budget: [] }, ['budget', 'plan']],
  ])('%s : exactement ces points', (_titre, extra, chemins) => {
    expect(completude(hubBretagne(extra), APPEL).map(({ chemin }) => chemin)).toEqual(chemins);
  });

  test.each(['date', 'signataire', 'version'])('R30 : un contrat d’engagement sans %s n’est pas accepté', (champ) => {
    const complet = { date: '2021-06-01', signataire: 'C', version: 'v' };
    const contratEngagementRepublicain = { ...complet, [champ]: ' ' };
    expect(
      manquesCandidature(hubBretagne({ contratEngagementRepublicain }), APPEL).map(({ chemin }) => chemin),
    ).toEqual(['contratEngagementRepublicain']);
  });

  test('reçue par courrier ou par courriel, elle se prouve par la demande numérisée, avant toute autre pièce', () => {
    const reception = { canal: 'COURRIER' as const, recueLe: new Date('2021-06-30T10:00:00Z') };
    const chemins = (extra: object) =>
      manquesCandidature(hubBretagne({ reception, ...extra }), APPEL).map((m) => m.chemin);
    expect(chemins({})).toEqual(['pieces.DEMANDE-RECUE']);
    expect(chemins({ pieces: [] })[0]).toBe('pieces.DEMANDE-RECUE');
    expect(chemins({ pieces: [...hubBretagne().pieces, 'DEMANDE-RECUE'] })).toEqual([]);
    expect(chemins({ reception: null })).toEqual([]);
  });

  test('R30 : une collectivité ne le doit pas, ni les statuts', () => {
    const region = hubBretagne({
      ...porteur({ categorie: 'REGION' }),
      contratEngagementRepublicain: null,
      pieces: ['AVIS_SIRET', 'RIB'],
    });
    expect(manquesCandidature(region, APPEL)).toEqual([]);
  });

  test('un brouillon vide dit tout, dans l’ordre du formulaire', () => {
    const vide = hubBretagne({
      ...porteur({ representantNom: null, representantQualite: null }),
      titre: '',
      debut: null,
      fin: null,
      partenaires: [],
      actions: [],
      regions: [],
      budget: [],
      plan: [],
      montantDemande: null,
      pieces: [],
      contratEngagementRepublicain: null,
      origineInitiative: null,
      baseAide: null,
    });
    expect(completude(vide, APPEL).map(({ chemin }) => chemin)).toEqual([
      'titre',
      'debut',
      'fin',
      'porteur.representantNom',
      'porteur.representantQualite',
      'actions',
      'regions',
      'budget',
      'plan',
      'montantDemande',
      'pieces.STATUTS',
      'pieces.DIRIGEANTS',
      'pieces.AVIS_SIRET',
      'pieces.RIB',
      'pieces.COMPTES',
      'contratEngagementRepublicain',
      'origineInitiative',
      'baseAide',
    ]);
  });
});

describe('l’argent dans la liste de complétude', () => {
  const { budget, plan } = hubBretagne();

  test('R10 : un budget déséquilibré y figure', () => {
    const desequilibre = hubBretagne({ budget: [...budget, { compte: '756', libelle: '', montant: 1n }] });
    expect(completude(desequilibre, APPEL)).toEqual([
      { code: 'BUDGET_DESEQUILIBRE', chemin: 'budget', message: expect.stringContaining('produits') },
    ]);
  });

  test('R10 : chaque ligne fautive du budget à sa place', () => {
    const faux = hubBretagne({ budget: [...budget, { compte: '999', libelle: '', montant: 1n }] });
    expect(completude(faux, APPEL).map(({ chemin }) => chemin)).toEqual(['budget[4].compte']);
  });

  test('R11 : un plan qui ne fait pas le coût', () => {
    expect(completude(hubBretagne({ plan: plan.slice(0, 4) }), APPEL)).toEqual([
      { code: 'PLAN_DESEQUILIBRE', chemin: 'plan', message: expect.stringContaining('il manque') },
    ]);
  });

  test('R3 : un montant au-dessus du droit ; sans règle, rien à comparer', () => {
    const trop = hubBretagne({ montantDemande: 35_000_001n });
    expect(completude(trop, APPEL)).toEqual([
      { code: 'MONTANT_EXCESSIF', chemin: 'montantDemande', message: expect.stringContaining('de trop') },
    ]);
    expect(completude(trop, amiOuvert({ regles: null }))).toEqual([]);
  });
});

test('piecesDues : obligatoires, pour cette catégorie', () => {
  const piece = (code: string, extra: Partial<PieceDemandee>): PieceDemandee => ({
    code,
    libelle: code,
    obligatoire: true,
    categories: [],
    ...extra,
  });
  const pieces = [
    piece('TOUS', {}),
    piece('FACULTATIVE', { obligatoire: false }),
    piece('ASSO', { categories: ['ASSOCIATION'] }),
    piece('EPCI', { categories: ['EPCI'] }),
  ];
  expect(piecesDues(pieces, hubBretagne()).map(({ code }) => code)).toEqual(['TOUS', 'ASSO']);
});

test('faitsMontant : lieux de toutes les actions, assiette déclarée ou coût', () => {
  expect(faitsMontant(hubBretagne())).toEqual({
    lieux: hubBretagne().actions.flatMap(({ lieux }) => lieux),
    assiette: 60_000_000n,
    coutTotal: 60_000_000n,
  });
  expect(faitsMontant(hubBretagne({ assiette: 5n }))).toMatchObject({ assiette: 5n, coutTotal: 60_000_000n });
});
