import type { Jour } from '../calendrier/index.js';
import type { DonneesConvention, VersementConvention } from '../convention/donnees.js';

export const CONDITIONS_VERSEMENT = ['unique', 'échelonné', 'autre'] as const;
export type ConditionsVersement = (typeof CONDITIONS_VERSEMENT)[number];

/** How a funder pays: once, in several times, or by terms that no schedule says. */
export function conditionsVersement(versements: readonly VersementConvention[]): ConditionsVersement {
  if (versements.length === 0) return 'autre';
  return versements.length === 1 ? 'unique' : 'échelonné';
}

const premier = (jours: readonly Jour[]) => [...jours].sort()[0];
const dernier = (jours: readonly Jour[]) => [...jours].sort().at(-1);

/**
 * When a funder pays: the day of a single payment whose day is known, otherwise a period `AAAA-MM-JJ/AAAA-MM-JJ`. A payment
 * that waits for an event has no day yet: the period then goes from the signature to the last day to hand in the final
 * report, on which the balance depends.
 */
export function periodeVersement(
  { duree }: Pick<DonneesConvention, 'duree'>,
  versements: readonly VersementConvention[],
  signature: Jour,
): string {
  const dates = versements.map((v) => v.echeance).filter((jour) => jour !== null);
  const tousDates = versements.length > 0 && dates.length === versements.length;
  const bornes = tousDates ? dates : [...dates, signature, duree.limiteBilan ?? duree.fin ?? signature];
  const [debut, fin] = [premier(bornes) ?? signature, dernier(bornes) ?? signature];
  return tousDates && versements.length === 1 ? debut : `${debut}/${fin}`;
}
