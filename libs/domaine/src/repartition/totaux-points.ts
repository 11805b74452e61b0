import { accepter, refuser, type Decision } from '../refus.js';
import type { Points } from './instance.js';

/** How the scores of the funders make that of the project. MEDIANE_DOUBLE: twice the median, to stay whole. */
export const AGREGATS_NOTES = ['SOMME', 'MEDIANE_DOUBLE'] as const;
export type AgregatNotes = (typeof AGREGATS_NOTES)[number];

/** Scores of a vote by points: by project, and by project and funder, which is what MES is proposed from. */
export interface ResultatPoints {
  points: Points;
  scores: Readonly<Record<string, bigint>>;
}

/** Refuses a project that is not put to the vote: ENTREE_INVALIDE. */
export function exigerProjet(projets: readonly string[], projet: string, chemin: string): Decision {
  if (projets.includes(projet)) return accepter();
  return refuser('ENTREE_INVALIDE', `Le projet « ${projet} » n’est pas soumis au vote.`, chemin);
}

/** What one funder gives to one project. */
export interface PointsDonnes {
  financeur: string;
  projet: string;
  points: bigint;
}

/** Adds up what was given, project by project. */
export function totaliser(
  projets: readonly string[],
  donnes: readonly PointsDonnes[],
  agregat: AgregatNotes,
): ResultatPoints {
  const siens = projets.map((projet) => ({ projet, donnes: donnes.filter((d) => d.projet === projet) }));
  return {
    points: Object.fromEntries(
      siens.map(({ projet, donnes: d }) => [
        projet,
        Object.fromEntries(d.map(({ financeur, points }) => [financeur, points])),
      ]),
    ),
    scores: Object.fromEntries(
      siens.map(({ projet, donnes: d }) => [
        projet,
        agreger(
          d.map(({ points }) => points),
          agregat,
        ),
      ]),
    ),
  };
}

/** Sum, or twice the median: twice the middle value, or the sum of the two in the middle; nobody: 0. */
function agreger(points: readonly bigint[], agregat: AgregatNotes): bigint {
  if (agregat === 'SOMME') return points.reduce((total, p) => total + p, 0n);
  const tries = [...points].sort((a, b) => Number(a - b));
  const [bas, haut] = [tries[Math.floor((tries.length - 1) / 2)], tries[Math.floor(tries.length / 2)]];
  return (bas ?? 0n) + (haut ?? 0n);
}
