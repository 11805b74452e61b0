import { instantDeParis, jourDeParis, type Jour } from '../calendrier/index.js';
import { AVIS, type CodeAvis } from './evenements.js';
import { MODE_PAR_DEFAUT, type FamilleAvis, type ModeAvis } from './familles.js';

/** Hour of Paris at which the day's digest leaves. */
export const HEURE_RECAPITULATIF = '08:00:00';
const JOUR_MS = 86_400_000;

/** How this person is told of this event. What a duty forbids to switch off is said at once, whatever she has set. */
export function modeDe(code: CodeAvis, reglages: Partial<Record<FamilleAvis, ModeAvis>>): ModeAvis {
  const { famille } = AVIS[code];
  return famille === null ? 'IMMEDIAT' : (reglages[famille] ?? MODE_PAR_DEFAUT[famille]);
}

/** The first digest to leave after this instant: its day in Paris and its instant. */
export function prochainRecapitulatif(instant: Date): { jour: Jour; partLe: Date } {
  for (let ms = instant.getTime(); ; ms += JOUR_MS / 2) {
    const jour = jourDeParis(new Date(ms));
    const partLe = instantDeParis(jour, HEURE_RECAPITULATIF);
    if (partLe > instant) return { jour, partLe };
  }
}

/** After as many tries a mail is given up: with the pauses below, about two days. */
export const ESSAIS_MAX = 20;
const PREMIERE_PAUSE_MS = 30_000;
const PAUSE_MAX_MS = 4 * 3_600_000;

/**
 * Pause before the next try, in milliseconds: doubled each time from half a minute, four hours at most, moved by up to a
 * quarter either way so that mails that failed together do not come back together.
 * @param essais tries already made, 1 at least
 * @param hasard in [0, 1)
 */
export function pauseAvantReprise(essais: number, hasard: number): number {
  const pleine = Math.min(PAUSE_MAX_MS, PREMIERE_PAUSE_MS * 2 ** Math.min(essais - 1, 20));
  return Math.round(pleine * (0.75 + hasard / 2));
}

/** What a mail server, or the way to it, answered to a try that failed. */
export interface EchecEnvoi {
  /** SMTP reply code; null when there was no answer. */
  reponse: number | null;
  /** SMTP command that was answered. */
  commande: string | null;
}

/** Commands whose refusal is about this mail; that of any other is about our settings, hence about every mail. */
const COMMANDES_DU_COURRIEL = ['RCPT TO', 'DATA'];

/** A 5yz answer to the recipient or to the content is for ever; anything else may pass, until the tries are spent. */
export function estDefinitif({ reponse, commande }: EchecEnvoi, essais: number): boolean {
  if (essais >= ESSAIS_MAX) return true;
  return reponse !== null && reponse >= 500 && reponse <= 599 && COMMANDES_DU_COURRIEL.includes(commande ?? '');
}
