/** Readings counted over this time, and how many may follow one another closely within it: what one person may ask is bounded. */
const FENETRE_MS = 60_000;
const RAPPROCHEES = 25;
/** What of the past the cadence needs to know. */
export const LECTURES_RETENUES = 2 * RAPPROCHEES;
const PAUSE_COURTE_MS = 200;
const PAUSE_LONGUE_MS = 2_500;

/** How long to wait before reading again, given when the last readings began, oldest first. */
export function pauseAvant(lectures: readonly number[], instant: number): number {
  const recentes = lectures.filter((l) => l > instant - FENETRE_MS);
  const derniere = recentes.at(-1);
  if (derniere === undefined) return 0;
  const pause = recentes.length < RAPPROCHEES ? PAUSE_COURTE_MS : PAUSE_LONGUE_MS;
  return Math.max(0, derniere + pause - instant);
}
