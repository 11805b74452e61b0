import { ecrireDate, jourDeParis } from '../calendrier/index.js';
import { accepter, refuser, type Decision } from '../refus.js';

/**
 * A session opens on the Paris day for which it was summoned, or later, never before: else the delay of the summons would
 * protect nobody (R18). Refusal: HORS_DELAI.
 */
export function exigerJourDeSeance(prevueLe: Date, instant: Date): Decision {
  if (jourDeParis(instant) >= jourDeParis(prevueLe)) return accepter();
  return refuser('HORS_DELAI', `La séance est convoquée pour le ${ecrireDate(prevueLe)} : pas avant.`, 'prevueLe');
}
