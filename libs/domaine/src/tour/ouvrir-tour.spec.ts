import { attendreRefus, fait } from '../../essais/decision.js';
import type { EtatScrutin, EtatSeance } from '../seance/index.js';
import { exigerSeanceDeTour, ouvrirTour, type DemandeOuvertureTour, type PointDeTour } from './ouvrir-tour.js';

function point(rang: number, autrement: Partial<PointDeTour> = {}): PointDeTour {
  return { id: `p${rang}`, rang, candidatureId: `c${rang}`, inscrit: true, etatScrutin: null, ...autrement };
}

const DEMANDE: DemandeOuvertureTour = {
  etatSeance: 'OUVERTE',
  points: [point(3), point(1), point(2, { candidatureId: null })],
  numeros: [],
  dejaOuvert: false,
  classesCommunes: true,
  pointsParFinanceur: null,
  pointsMaxParProjet: null,
};
const ouvrir = (autrement: Partial<DemandeOuvertureTour>) => ouvrirTour({ ...DEMANDE, ...autrement });

describe('ouvrirTour', () => {
  test('prend les plans de l’ordre du jour, dans son ordre : c’est le rang de départage', () => {
    expect(fait(ouvrir({}))).toEqual({
      numero: 1,
      projets: [
        { candidatureId: 'c1', pointId: 'p1', rang: 1 },
        { candidatureId: 'c3', pointId: 'p3', rang: 3 },
      ],
      pointsParFinanceur: null,
      pointsMaxParProjet: null,
    });
  });

  test('le numéro suit le plus grand ; un tour annulé garde le sien', () => {
    expect(fait(ouvrir({ numeros: [1, 3] })).numero).toBe(4);
  });

  test.each<[EtatScrutin | null, boolean]>([
    [null, true],
    ['PREPARE', true],
    ['OUVERT', false],
    ['CLOS', false],
    ['PROCLAME', false],
  ])('un plan dont le scrutin est %s en est : %s', (etatScrutin, present) => {
    const verdict = ouvrir({ points: [point(1), point(2, { etatScrutin })] });
    expect(fait(verdict).projets).toHaveLength(present ? 2 : 1);
  });

  test('refus dans l’ordre', () => {
    const pire: Partial<DemandeOuvertureTour> = {
      etatSeance: 'CLOSE',
      dejaOuvert: true,
      pointsParFinanceur: 7,
      points: [point(1, { inscrit: false })],
      classesCommunes: false,
    };
    attendreRefus(ouvrir(pire), 'ETAT_INVALIDE', 'seanceId', '« close »');
    attendreRefus(ouvrir({ ...pire, etatSeance: 'OUVERTE' }), 'DOUBLON', 'seanceId', 'déjà ouvert');
    const libre = { ...pire, etatSeance: 'OUVERTE' as const, dejaOuvert: false };
    attendreRefus(ouvrir(libre), 'ENTREE_INVALIDE', 'pointsMaxParProjet', 'barème');
    const bareme = { ...libre, pointsMaxParProjet: 3 };
    attendreRefus(ouvrir(bareme), 'INCOMPLET', 'seanceId', 'Aucun plan');
    attendreRefus(ouvrir({ ...bareme, points: [point(1)] }), 'ETAT_INVALIDE', 'seanceId', 'mêmes classes');
    expect(ouvrir({ ...bareme, points: [point(1)], classesCommunes: true }).ok).toBe(true);
  });

  test.each([
    [null, 3, 'pointsParFinanceur'],
    [7, null, 'pointsMaxParProjet'],
    [7, 0, 'pointsMaxParProjet'],
    [7, 8, 'pointsMaxParProjet'],
  ])('barème %s, %s : refusé', (pointsParFinanceur, pointsMaxParProjet, chemin) => {
    attendreRefus(ouvrir({ pointsParFinanceur, pointsMaxParProjet }), 'ENTREE_INVALIDE', chemin, 'point');
  });

  test.each([
    [7, 1],
    [7, 7],
    [1, 1],
  ])('barème %s, %s : admis', (pointsParFinanceur, pointsMaxParProjet) => {
    expect(fait(ouvrir({ pointsParFinanceur, pointsMaxParProjet }))).toMatchObject({
      pointsParFinanceur,
      pointsMaxParProjet,
    });
  });

  test('une séance convoquée, reconvoquée ou ouverte a des tours ; aucune autre', () => {
    const etats: EtatSeance[] = [
      'CONVOQUEE',
      'RECONVOQUEE',
      'OUVERTE',
      'SUSPENDUE',
      'SANS_QUORUM',
      'CLOSE',
      'PV_REDIGE',
      'PV_APPROUVE',
    ];
    expect(etats.filter((etat) => exigerSeanceDeTour(etat).ok)).toEqual(['CONVOQUEE', 'RECONVOQUEE', 'OUVERTE']);
    attendreRefus(exigerSeanceDeTour('SUSPENDUE'), 'ETAT_INVALIDE', 'seanceId', 'suspendue : le tour de table attend');
  });
});
