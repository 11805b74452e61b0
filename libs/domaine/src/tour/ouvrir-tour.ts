import { CYCLE_SEANCE, type EtatScrutin, type EtatSeance } from '../seance/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';

/** An item of the agenda as the opening of a round looks at it. */
export interface PointDeTour {
  id: string;
  rang: number;
  /** The file of a financing plan; `null` for any other item. */
  candidatureId: string | null;
  /** True when its file waits for this session. */
  inscrit: boolean;
  /** State of its ballot, cancelled ones left out; `null` when there is none. */
  etatScrutin: EtatScrutin | null;
}

/** « N points for each funder, at most so many for a project » (allocation.md §5, POINTS_CUMULATIFS). */
export interface BaremePoints {
  pointsParFinanceur: number | null;
  pointsMaxParProjet: number | null;
}

export interface DemandeOuvertureTour extends BaremePoints {
  etatSeance: EtatSeance;
  points: readonly PointDeTour[];
  /** Numbers of the rounds already held in this session. */
  numeros: readonly number[];
  /** A round of this session still waits for its reveal. */
  dejaOuvert: boolean;
  /** The calls of its projects share one tree of classes. */
  classesCommunes: boolean;
}

export interface ProjetDeTour {
  candidatureId: string;
  pointId: string;
  rang: number;
}

export interface TourOuvert extends BaremePoints {
  numero: number;
  /** In the order that breaks every tie: that of the agenda. */
  projets: ProjetDeTour[];
}

const ETATS_AVEC_TOUR: readonly EtatSeance[] = ['CONVOQUEE', 'RECONVOQUEE', 'OUVERTE'];

/** A round lives in a session that is summoned or open; its chair does nothing of it while it is suspended. Refusal: ETAT_INVALIDE. */
export function exigerSeanceDeTour(etat: EtatSeance): Decision {
  if (ETATS_AVEC_TOUR.includes(etat)) return accepter();
  if (etat === 'SUSPENDUE') {
    return refuser('ETAT_INVALIDE', 'La séance est suspendue : le tour de table attend sa reprise.', 'seanceId');
  }
  return refuser(
    'ETAT_INVALIDE',
    `La séance est à l’état « ${CYCLE_SEANCE.etats[etat]} » : elle n’a plus de tour de table.`,
    'seanceId',
  );
}

/**
 * Opens a round on the plans of the agenda that no ballot has settled. Refusals, in this order: ETAT_INVALIDE (session),
 * DOUBLON (a round is open), ENTREE_INVALIDE (points), INCOMPLET (no plan left), ETAT_INVALIDE (the calls have different
 * trees of classes, so that no class would hold the same funders for all).
 */
export function ouvrirTour(demande: DemandeOuvertureTour): Decision<TourOuvert> {
  const projets = demande.points
    .filter((p) => p.inscrit && (p.etatScrutin === null || p.etatScrutin === 'PREPARE'))
    .toSorted((a, b) => a.rang - b.rang)
    .flatMap(({ id, candidatureId, rang }) => (candidatureId === null ? [] : [{ candidatureId, pointId: id, rang }]));
  const verdict = premierRefus(
    () => exigerSeanceDeTour(demande.etatSeance),
    () =>
      demande.dejaOuvert
        ? refuser('DOUBLON', 'Un tour est déjà ouvert dans cette séance : révélez-le ou annulez-le.', 'seanceId')
        : accepter(),
    () => exigerBareme(demande),
    () =>
      projets.length > 0
        ? accepter()
        : refuser('INCOMPLET', 'Aucun plan de financement de l’ordre du jour n’attend de tour.', 'seanceId'),
    () =>
      demande.classesCommunes
        ? accepter()
        : refuser(
            'ETAT_INVALIDE',
            'Les appels de ces projets n’ont pas les mêmes classes de financeurs : tenez une séance par appel.',
            'seanceId',
          ),
  );
  if (!verdict.ok) return verdict;
  const { pointsParFinanceur, pointsMaxParProjet } = demande;
  return accepter({ numero: Math.max(0, ...demande.numeros) + 1, projets, pointsParFinanceur, pointsMaxParProjet });
}

function exigerBareme({ pointsParFinanceur, pointsMaxParProjet }: BaremePoints): Decision {
  if (pointsParFinanceur === null && pointsMaxParProjet === null) return accepter();
  if (pointsParFinanceur === null || pointsMaxParProjet === null) {
    const manque = pointsParFinanceur === null ? 'pointsParFinanceur' : 'pointsMaxParProjet';
    return refuser('ENTREE_INVALIDE', 'Un barème donne les points par financeur et le plus par projet.', manque);
  }
  if (pointsMaxParProjet >= 1 && pointsMaxParProjet <= pointsParFinanceur) return accepter();
  const message = 'Un projet reçoit au moins un point, et au plus tous ceux d’un financeur.';
  return refuser('ENTREE_INVALIDE', message, 'pointsMaxParProjet');
}
