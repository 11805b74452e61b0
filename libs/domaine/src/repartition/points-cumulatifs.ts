import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { exigerProjet, totaliser, type ResultatPoints } from './totaux-points.js';

/** Vote mode 4: so many points for each funder, so many at most on one project (Toulouse 2019: 7 and 3). */
export interface ReglePoints {
  parFinanceur: bigint;
  maxParProjet: bigint;
}

/** The points that one funder hands out: whole points by project id. */
export interface BulletinPoints {
  financeur: string;
  points: Readonly<Record<string, bigint>>;
}

/**
 * Adds up cumulative points. Points not handed out are lost. Refusals, ballot by ballot, in this order: DOUBLON (second
 * ballot of a funder), ENTREE_INVALIDE (unknown project, points out of range), LIMITE_DEPASSEE (more than a funder has).
 */
export function cumulerPoints(
  projets: readonly string[],
  regle: ReglePoints,
  bulletins: readonly BulletinPoints[],
): Decision<ResultatPoints> {
  const verdict = premierRefus(
    ...bulletins.map((bulletin, i) => () => controlerPoints(bulletin, i, { projets, regle, bulletins })),
  );
  if (!verdict.ok) return verdict;
  const donnes = bulletins.flatMap(({ financeur, points }) =>
    Object.entries(points).map(([projet, n]) => ({ financeur, projet, points: n })),
  );
  return accepter(totaliser(projets, donnes, 'SOMME'));
}

function controlerPoints(
  { financeur, points }: BulletinPoints,
  i: number,
  {
    projets,
    regle,
    bulletins,
  }: { projets: readonly string[]; regle: ReglePoints; bulletins: readonly BulletinPoints[] },
): Decision {
  const { parFinanceur, maxParProjet } = regle;
  const chemin = `bulletins[${i}]`;
  return premierRefus(
    () => {
      if (bulletins.findIndex((autre) => autre.financeur === financeur) === i) return accepter();
      return refuser('DOUBLON', `« ${financeur} » a déjà réparti ses points.`, chemin);
    },
    ...Object.entries(points).flatMap(([projet, n]) => [
      () => exigerProjet(projets, projet, `${chemin}.points`),
      () => {
        if (n >= 0n && n <= maxParProjet) return accepter();
        const message = `Un projet reçoit de 0 à ${maxParProjet} points d’un financeur.`;
        return refuser('ENTREE_INVALIDE', message, `${chemin}.points.${projet}`);
      },
    ]),
    () => {
      if (Object.values(points).reduce((total, n) => total + n, 0n) <= parFinanceur) return accepter();
      return refuser('LIMITE_DEPASSEE', `« ${financeur} » a ${parFinanceur} points à répartir.`, `${chemin}.points`);
    },
  );
}
