import { attendreRefus, fait } from '../../essais/decision.js';
import { cumulerPoints, type BulletinPoints } from './points-cumulatifs.js';

/** Toulouse 2019: seven points, three at most on one project. */
const REGLE = { parFinanceur: 7n, maxParProjet: 3n };
const PROJETS = ['P', 'Q', 'R'];

const cumuler = (bulletins: BulletinPoints[]) => cumulerPoints(PROJETS, REGLE, bulletins);

describe('cumulerPoints (mode POINTS CUMULATIFS)', () => {
  test('les points de chacun, et leur somme', () => {
    const bulletins: BulletinPoints[] = [
      { financeur: 'A', points: { P: 3n, Q: 3n, R: 1n } },
      { financeur: 'B', points: { Q: 2n, R: 0n } },
      { financeur: 'C', points: {} },
    ];
    expect(fait(cumuler(bulletins))).toEqual({
      points: { P: { A: 3n }, Q: { A: 3n, B: 2n }, R: { A: 1n, B: 0n } },
      scores: { P: 3n, Q: 5n, R: 1n },
    });
  });

  const A = { financeur: 'A', points: { P: 1n } };
  test.each<[string, BulletinPoints[], Parameters<typeof attendreRefus>[1], string, string]>([
    [
      'un second bulletin',
      [A, { financeur: 'A', points: { Z: 9n } }],
      'DOUBLON',
      'bulletins[1]',
      '« A » a déjà réparti ses points.',
    ],
    [
      'un projet inconnu',
      [A, { financeur: 'B', points: { Z: 9n } }],
      'ENTREE_INVALIDE',
      'bulletins[1].points',
      'Le projet « Z »',
    ],
    [
      'trop sur un projet',
      [{ financeur: 'A', points: { P: 4n, Q: 3n, R: 3n } }],
      'ENTREE_INVALIDE',
      'bulletins[0].points.P',
      'Un projet reçoit de 0 à 3 points d’un financeur.',
    ],
    [
      'des points négatifs',
      [{ financeur: 'A', points: { P: 1n, Q: -1n } }],
      'ENTREE_INVALIDE',
      'bulletins[0].points.Q',
      'de 0 à 3',
    ],
    [
      'trop en tout',
      [{ financeur: 'A', points: { P: 3n, Q: 3n, R: 2n } }],
      'LIMITE_DEPASSEE',
      'bulletins[0].points',
      '« A » a 7 points à répartir.',
    ],
  ])('refuse %s', (_, bulletins, code, chemin, mots) => {
    attendreRefus(cumuler(bulletins), code, chemin, mots);
  });
});
