import { ecrireInstant } from '../calendrier/index.js';
import { avancer } from '../cycle.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { CYCLE_CONVENTION, type EtatConvention, type EtatSignature } from './cycles.js';
import { attendus, type OrdreSignature, type SignatureDePartie } from './signer.js';

/** Days after which the parties that are awaited are reminded by the machine, and again each time as many have passed … */
export const RELANCE_JOURS = 7;
/** … so many times for one wait: past that, only the staff reminds. */
export const RELANCES_MAX = 3;

const JOUR_MS = 86_400_000;
const PERIODE_MS = RELANCE_JOURS * JOUR_MS;

interface Datee {
  etat: EtatSignature;
  faiteLe: Date | null;
}

/** Since when those who must sign now have been awaited: since the freeze, or the signature that came before theirs. */
export function attenduesDepuis(ordre: OrdreSignature, figeeLe: Date, signatures: readonly Datee[]): Date {
  if (ordre === 'LIBRE') return figeeLe;
  const donnees = signatures.flatMap(({ etat, faiteLe }) => (etat === 'DONNEE' && faiteLe ? [faiteLe.getTime()] : []));
  return new Date(Math.max(figeeLe.getTime(), ...donnees));
}

export interface DemandeRelance {
  etat: EtatConvention;
  ordre: OrdreSignature;
  /** Frozen, hence in signature. */
  figeeLe: Date;
  signatures: readonly (SignatureDePartie & Datee)[];
  /** Last reminder, by hand or not. */
  relanceeLe: Date | null;
  instant: Date;
}

export interface Relance {
  /** The parties that may sign now: those who are reminded. */
  parties: SignatureDePartie[];
  depuis: Date;
}

/** The instant from which those who are awaited may be reminded again: one reminder a day. */
export function relancableDes(relanceeLe: Date): Date {
  return new Date(relanceeLe.getTime() + JOUR_MS);
}

/**
 * Reminds the parties that have not signed and may. Refusals, in order: ETAT_INVALIDE (convention not in signature, or a party
 * has refused: nobody is awaited), LIMITE_DEPASSEE (reminded less than a day ago).
 */
export function relancerSignataires(demande: DemandeRelance): Decision<Relance> {
  const { etat, ordre, figeeLe, signatures, relanceeLe, instant } = demande;
  const suite = avancer(CYCLE_CONVENTION, etat, 'signer');
  if (!suite.ok) return suite;
  const parties = attendus(ordre, signatures);
  if (parties.length === 0)
    return refuser('ETAT_INVALIDE', 'Aucune signature n’est attendue : une partie a refusé de signer.', 'id');
  if (relanceeLe && instant < relancableDes(relanceeLe)) {
    const encore = ecrireInstant(relancableDes(relanceeLe));
    const message = `La dernière relance est partie le ${ecrireInstant(relanceeLe)} : la suivante est possible à partir du ${encore}.`;
    return refuser('LIMITE_DEPASSEE', message, 'id');
  }
  return accepter({ parties, depuis: attenduesDepuis(ordre, figeeLe, signatures) });
}

/**
 * Is it the machine's turn to remind? Once for each week of one wait, three weeks long, unless somebody has reminded in that
 * week; a machine that was stopped does not make up for the weeks that it missed.
 */
export function relanceEchue(demande: DemandeRelance): Decision<Relance | null> {
  const relance = relancerSignataires(demande);
  if (!relance.ok) return relance;
  const { instant, relanceeLe } = demande;
  const depuis = relance.fait.depuis.getTime();
  const semaines = Math.floor((instant.getTime() - depuis) / PERIODE_MS);
  const due = semaines >= 1 && semaines <= RELANCES_MAX;
  const faite = relanceeLe !== null && relanceeLe.getTime() >= depuis + semaines * PERIODE_MS;
  return accepter(due && !faite ? relance.fait : null);
}
