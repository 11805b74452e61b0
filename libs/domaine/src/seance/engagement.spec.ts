import { attendreRefus, fait, refus } from '../../essais/decision.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import type { EtatPart } from './cycle-part.js';
import { enregistrerEngagement, type ActeEngagement, type DemandeEngagement } from './engagement.js';

const ACTE: ActeEngagement = {
  typeActe: 'DELIBERATION',
  numero: '2021-118',
  dateActe: '2021-09-20',
  montant: 12_000_000n,
  signataireNom: 'Jeanne Fictive',
  signataireQualite: 'Présidente',
  transmisLe: '2021-09-22',
};

function demande(
  acte: Partial<ActeEngagement> = {},
  autrement: Partial<DemandeEngagement> = {},
  categorie: CategorieOrganisme = 'REGION',
): DemandeEngagement {
  return {
    part: { id: 'p1', etat: 'VOTEE', financeurId: 'region', montant: 12_000_000n },
    acte: { ...ACTE, ...acte },
    agent: { organismeId: 'region' },
    financeur: { id: 'region', categorie },
    voteLe: '2021-09-15',
    aujourdhui: '2021-09-30',
    ...autrement,
  };
}

const engager = (...arguments_: Parameters<typeof demande>) => enregistrerEngagement(demande(...arguments_));

describe('enregistrerEngagement (R24)', () => {
  test('E1 : l’acte de la Région engage sa part, au montant voté', () => {
    expect(fait(engager())).toEqual({
      partId: 'p1',
      etat: 'ENGAGEE',
      montant: 12_000_000n,
      acte: ACTE,
      avertissements: [],
    });
  });

  test('une part sous réserve s’engage aussi', () => {
    const part = { ...demande().part, etat: 'SOUS_RESERVE' as const };
    expect(fait(engager({}, { part })).etat).toBe('ENGAGEE');
  });

  test.each<EtatPart>(['PRESSENTIE', 'PROPOSEE', 'ENGAGEE', 'REFUSEE', 'CONVENTIONNEE'])(
    'ETAT_INVALIDE : part %s',
    (etat) => {
      const part = { ...demande().part, etat, financeurId: 'autre' };
      attendreRefus(engager({ numero: '' }, { part }), 'ETAT_INVALIDE', 'etat', 'engager la part');
    },
  );

  test('INTERDIT : un autre organisme que le financeur de la part', () => {
    const mots = 'Seul le financeur de cette part';
    attendreRefus(engager({ numero: '' }, { agent: { organismeId: 'bdt' } }), 'INTERDIT', 'partId', mots);
    const part = { ...demande().part, financeurId: 'bdt' };
    attendreRefus(engager({}, { part }), 'INTERDIT', 'partId', mots);
    attendreRefus(engager({}, { part, agent: { organismeId: 'bdt' } }), 'INTERDIT', 'partId', mots);
  });

  test('ACTE_INVALIDE : chaque champ manquant est cité', () => {
    const decision = engager({ numero: ' ', signataireNom: '', signataireQualite: '\t', transmisLe: null });
    attendreRefus(decision, 'ACTE_INVALIDE', 'acte.numero', 'numéro de l’acte');
    expect(refus(decision).details).toEqual([
      { code: 'ACTE_INVALIDE', chemin: 'acte.numero', message: 'Indiquez le numéro de l’acte.' },
      { code: 'ACTE_INVALIDE', chemin: 'acte.signataireNom', message: 'Indiquez le nom du signataire de l’acte.' },
      {
        code: 'ACTE_INVALIDE',
        chemin: 'acte.signataireQualite',
        message: 'Indiquez la qualité du signataire de l’acte.',
      },
      {
        code: 'ACTE_INVALIDE',
        chemin: 'acte.transmisLe',
        message: 'Indiquez la date de transmission de l’acte au contrôle de légalité.',
      },
    ]);
  });

  test('la date de l’acte existe et n’est pas dans le futur', () => {
    const jour = (dateActe: string) => engager({ dateActe, transmisLe: dateActe });
    expect(jour('2021-09-30').ok).toBe(true);
    attendreRefus(jour('2021-10-01'), 'ACTE_INVALIDE', 'acte.dateActe', 'dans le futur');
    attendreRefus(jour('2021-02-30'), 'ACTE_INVALIDE', 'acte.dateActe', 'n’existe pas');
  });

  test.each<[CategorieOrganisme, boolean]>([
    ['REGION', true],
    ['DEPARTEMENT', true],
    ['EPCI', true],
    ['COMMUNE', true],
    ['ETAT', false],
    ['ETABLISSEMENT_PUBLIC', false],
    ['FONDATION', false],
  ])('contrôle de légalité : %s, exigé = %s', (categorie, exige) => {
    expect(engager({ transmisLe: null }, {}, categorie).ok).toBe(!exige);
    expect(engager({ transmisLe: undefined }, {}, categorie).ok).toBe(!exige);
  });

  test('la transmission suit l’acte et n’est pas dans le futur', () => {
    const transmis = (transmisLe: string) => engager({ transmisLe });
    expect(transmis('2021-09-20').ok).toBe(true);
    expect(transmis('2021-09-30').ok).toBe(true);
    attendreRefus(transmis('2021-09-19'), 'ACTE_INVALIDE', 'acte.transmisLe', 'suit l’acte');
    attendreRefus(transmis('2021-10-01'), 'ACTE_INVALIDE', 'acte.transmisLe', 'dans le futur');
    attendreRefus(transmis('demain'), 'ACTE_INVALIDE', 'acte.transmisLe', 'n’existe pas');
  });

  test.each([11_999_999n, 12_000_001n])('ACTE_INVALIDE : %s n’est pas le montant voté', (montant) => {
    attendreRefus(engager({ montant }), 'ACTE_INVALIDE', 'acte.montant', /L’acte porte .*voté 120.000,00/);
  });
});

describe('avertissements', () => {
  test('R34 : une collectivité attribue par délibération', () => {
    expect(fait(engager({ typeActe: 'ARRETE' })).avertissements).toEqual([
      expect.stringMatching(/délibération distincte.*R34/),
    ]);
    expect(fait(engager({ typeActe: 'DECISION' }, {}, 'ETABLISSEMENT_PUBLIC')).avertissements).toEqual([]);
  });

  test('un acte antérieur au vote', () => {
    expect(fait(engager({ dateActe: '2021-09-15' })).avertissements).toEqual([]);
    expect(fait(engager({ dateActe: '2021-09-14' })).avertissements).toEqual([
      expect.stringMatching('antérieur au vote'),
    ]);
  });
});
