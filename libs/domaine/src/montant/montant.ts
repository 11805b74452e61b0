import { accepter, refuser, type Decision } from '../refus.js';

/** An amount of money in euro cents. Never a float: 0,1 + 0,2 must be 0,3 to the cent. */
export type Centimes = bigint;

/** 100 billion euros: far above any programme, far below what a bigint column holds. */
export const MONTANT_MAXIMAL: Centimes = 10n ** 13n;

const LONGUEUR_MAXIMALE = 40;
const ESPACES = ' \\u00A0\\u202F';
const MONTANT_EN_EUROS = new RegExp(
  `^(-?)(\\d+|\\d{1,3}(?:[${ESPACES}]\\d{3})+)(?:[.,](\\d{1,2}))?(?:[${ESPACES}]?€)?$`,
);
const MONTANT_EN_CENTIMES = /^-?\d{1,15}$/;

function borner(montant: Centimes): Decision<Centimes> {
  if (montant > MONTANT_MAXIMAL || montant < -MONTANT_MAXIMAL) {
    return refuser('MONTANT_EXCESSIF', `Le montant dépasse le maximum accepté, ${ecrireEuros(MONTANT_MAXIMAL)}.`);
  }
  return accepter(montant);
}

/**
 * Reads an amount typed by a person: "1 234,56", "1234.56", "250 000 €" (ordinary or non-breaking spaces).
 * @returns cents, or `ENTREE_INVALIDE` (malformed, more than two decimals, negative unless allowed), or
 *   `MONTANT_EXCESSIF` above `MONTANT_MAXIMAL`
 */
export function lireEuros(texte: string, options: { negatif?: boolean } = {}): Decision<Centimes> {
  const lu = texte.length <= LONGUEUR_MAXIMALE ? MONTANT_EN_EUROS.exec(texte.trim()) : null;
  if (!lu) {
    return refuser('ENTREE_INVALIDE', 'Ce montant ne se lit pas : écrivez-le en euros, par exemple « 1 234,56 ».');
  }
  const [, signe = '', entiers = '', decimales = ''] = lu;
  if (signe && !options.negatif) return refuser('ENTREE_INVALIDE', 'Le montant ne peut pas être négatif.');
  const centimes = BigInt(entiers.replace(/\D/g, '') + decimales.padEnd(2, '0'));
  return borner(signe ? -centimes : centimes);
}

/**
 * Reads an amount sent by a program: a whole number of cents as text.
 * @returns cents, or `ENTREE_INVALIDE`, or `MONTANT_EXCESSIF` above `MONTANT_MAXIMAL` in absolute value
 */
export function lireCentimes(texte: string): Decision<Centimes> {
  if (!MONTANT_EN_CENTIMES.test(texte)) {
    return refuser('ENTREE_INVALIDE', 'Un montant est un nombre entier de centimes, de 1 à 15 chiffres.');
  }
  return borner(BigInt(texte));
}

/** Writes cents as euros: "350 000,00 €", with narrow no-break spaces (U+202F) in groups and U+00A0 before the sign. */
export function ecrireEuros(montant: Centimes): string {
  const absolu = montant < 0n ? -montant : montant;
  const entiers = String(absolu / 100n).replace(/\B(?=(\d{3})+$)/g, '\u202F');
  const decimales = String(absolu % 100n).padStart(2, '0');
  return `${montant < 0n ? '-' : ''}${entiers},${decimales}\u00A0€`;
}

/** Sum of amounts; zero for none. */
export function somme(montants: Iterable<Centimes>): Centimes {
  let total = 0n;
  for (const montant of montants) total += montant;
  return total;
}
