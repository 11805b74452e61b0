import { heureDeParis, jourDeParis, type Jour } from './paris.js';

const MS_PAR_JOUR = 86_400_000;
const MOIS_COMPTE_RENDU = 6;
const MOIS_DONNEES_ESSENTIELLES = 3;
const JOURS_PAIEMENT = 60;
const MOIS_MINIMIS = 36;

function versUtc(jour: Jour): Date {
  return new Date(`${jour}T00:00:00Z`);
}

function depuisUtc(date: Date): Jour {
  return date.toISOString().slice(0, 10);
}

/** The day `nombre` days later (earlier when negative). */
export function ajouterJours(jour: Jour, nombre: number): Jour {
  return depuisUtc(new Date(versUtc(jour).getTime() + nombre * MS_PAR_JOUR));
}

/** The same day of the month `nombre` months later; the last day of that month when it is shorter. */
export function ajouterMois(jour: Jour, nombre: number): Jour {
  const depart = versUtc(jour);
  const annee = depart.getUTCFullYear();
  const mois = depart.getUTCMonth() + nombre;
  const dernier = new Date(Date.UTC(annee, mois + 1, 0));
  const quantieme = Math.min(depart.getUTCDate(), dernier.getUTCDate());
  return depuisUtc(new Date(Date.UTC(annee, mois, quantieme)));
}

/** Days from one day to another; negative when the second one is earlier. */
export function joursEntre(debut: Jour, fin: Jour): number {
  return (versUtc(fin).getTime() - versUtc(debut).getTime()) / MS_PAR_JOUR;
}

/**
 * Full days between two instants, counted on Paris calendars: from Monday 10 h to Saturday 10 h there are 5, to Saturday
 * 9 h 59 there are 4 (R18). A night with a change of hour still counts as one day. Zero when `fin` precedes `debut`.
 */
export function joursPleinsEntre(debut: Date, fin: Date): number {
  const jours = joursEntre(jourDeParis(debut), jourDeParis(fin));
  const millisecondes = (instant: Date) =>
    heureDeParis(instant) + String(instant.getUTCMilliseconds()).padStart(3, '0');
  return Math.max(0, millisecondes(fin) < millisecondes(debut) ? jours - 1 : jours);
}

/** Last day to hand in the financial report: 6 months after the end of the financial year (R37; T21). */
export function echeanceCompteRendu(finExercice: Jour): Jour {
  return ajouterMois(finExercice, MOIS_COMPTE_RENDU);
}

/** Last day to publish the essential data: 3 months after the signature (R43; T20). */
export function echeanceDonneesEssentielles(signature: Jour): Jour {
  return ajouterMois(signature, MOIS_DONNEES_ESSENTIELLES);
}

/** Last day to pay: 60 days after the notification, unless the convention gives another delay (R36). */
export function echeancePaiement(notification: Jour, delaiJours: number = JOURS_PAIEMENT): Jour {
  return ajouterJours(notification, delaiJours);
}

/** The three rolling years over which de minimis aid adds up, both ends included (R15). */
export function fenetreMinimis(jour: Jour): { debut: Jour; fin: Jour } {
  return { debut: ajouterMois(jour, -MOIS_MINIMIS), fin: jour };
}
