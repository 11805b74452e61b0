import { accepter, refuser, type Decision } from '../refus.js';

/** A calendar day, 'YYYY-MM-DD', without hour nor zone. */
export type Jour = string;

const FORME_HEURE = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?$/;
const MS_PAR_JOUR = 86_400_000;
const MOIS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

const HORLOGE_DE_PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

interface CadranParis {
  jour: Jour;
  heure: string;
}

function lireCadran(instant: Date): CadranParis {
  const parts = Object.fromEntries(HORLOGE_DE_PARIS.formatToParts(instant).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = parts;
  return { jour: `${String(year).padStart(4, '0')}-${month}-${day}`, heure: `${hour}:${minute}:${second}` };
}

/** Milliseconds by which Paris is ahead of UTC at this instant. */
function decalage(ms: number): number {
  const { jour, heure } = lireCadran(new Date(ms));
  const secondes = Math.floor(ms / 1000) * 1000;
  return Date.parse(`${jour}T${heure}Z`) - secondes;
}

/** True when the text is a day that exists, 'YYYY-MM-DD'. */
export function estJour(texte: string): boolean {
  const lu = new Date(`${texte}T00:00:00Z`);
  return !Number.isNaN(lu.getTime()) && lu.toISOString().slice(0, 10) === texte;
}

/** Reads a day sent by a program or a date field. @returns the day, or `ENTREE_INVALIDE` */
export function lireJour(texte: string): Decision<Jour> {
  if (estJour(texte)) return accepter(texte);
  return refuser('ENTREE_INVALIDE', "Cette date n'existe pas : écrivez-la année-mois-jour, par exemple 2021-06-30.");
}

/**
 * The instant at which Paris clocks show this day and hour. Where clocks jump forward, an hour that does not exist is
 * moved by the jump (02:30 becomes 03:30); where they go back, the first of the two instants is taken.
 * @throws RangeError when the day or the hour is malformed: inputs are checked at the door (`lireJour`)
 */
export function instantDeParis(jour: Jour, heure = '00:00:00'): Date {
  if (!estJour(jour) || !FORME_HEURE.test(heure)) {
    throw new RangeError(`Jour ou heure mal formés : ${jour} ${heure}`);
  }
  const naif = Date.parse(`${jour}T${heure}Z`);
  const avant = decalage(naif - MS_PAR_JOUR);
  const apres = decalage(naif + MS_PAR_JOUR);
  const premier = naif - avant;
  const second = naif - apres;
  return new Date(decalage(premier) !== avant && decalage(second) === apres ? second : premier);
}

/** The day that Paris calendars show at this instant. */
export function jourDeParis(instant: Date): Jour {
  return lireCadran(instant).jour;
}

/** The hour that Paris clocks show at this instant, 'HH:MM:SS'. */
export function heureDeParis(instant: Date): string {
  return lireCadran(instant).heure;
}

/** Is the instant in the window, both ends included, to the millisecond (R1; T7)? */
export function dansFenetre(instant: Date, ouverture: Date, cloture: Date): boolean {
  const ms = instant.getTime();
  return ouverture.getTime() <= ms && ms <= cloture.getTime();
}

/** Writes a day, or the Paris day of an instant: "30 juin 2021", "1er juillet 2021". */
export function ecrireDate(date: Jour | Date): string {
  const jour = new Date(`${typeof date === 'string' ? date : jourDeParis(date)}T00:00:00Z`);
  const quantieme = jour.getUTCDate();
  return `${quantieme === 1 ? '1er' : quantieme} ${MOIS[jour.getUTCMonth()]} ${jour.getUTCFullYear()}`;
}

/** Writes an instant as Paris clocks show it: "30 juin 2021 à 23 h 59 min 59 s (heure de Paris)". */
export function ecrireInstant(instant: Date): string {
  const { jour, heure } = lireCadran(instant);
  const [h, min, s] = [Number(heure.slice(0, 2)), heure.slice(3, 5), heure.slice(6)];
  return `${ecrireDate(jour)} à ${h} h ${min} min ${s} s (heure de Paris)`;
}
