import type { Centimes } from './montant.js';

const JUSQU_A_SEIZE =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' ');
const DIZAINES = [
  '',
  'dix',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];

function moinsDeCent(n: number): string {
  if (n <= 16) return JUSQU_A_SEIZE[n] ?? '';
  const chiffre = Math.trunc(n / 10);
  const dizaine = DIZAINES[chiffre] ?? '';
  // 70 and 90 have no word of their own: they count on from 60 and 80.
  const reste = chiffre === 7 || chiffre === 9 ? n - (chiffre - 1) * 10 : n % 10;
  if (reste === 0) return dizaine;
  const et = (reste === 1 || reste === 11) && chiffre < 8;
  return `${dizaine}${et ? ' et ' : '-'}${moinsDeCent(reste)}`;
}

/** `accord`: "cents" and "quatre-vingts" take their s only when they end the number, and never before "mille". */
function moinsDeMille(n: number, accord: boolean): string {
  const centaines = Math.trunc(n / 100);
  const reste = n % 100;
  const mots: string[] = [];
  if (centaines > 1) mots.push(moinsDeCent(centaines));
  if (centaines > 0) mots.push(centaines > 1 && reste === 0 && accord ? 'cents' : 'cent');
  if (reste > 0) mots.push(reste === 80 && accord ? 'quatre-vingts' : moinsDeCent(reste));
  return mots.join(' ');
}

function nombre(n: bigint): string {
  if (n === 0n) return 'zéro';
  const tranche = (unite: bigint) => Number((n / unite) % 1000n);
  const mots: string[] = [];
  for (const [unite, nom] of [
    [10n ** 9n, 'milliard'],
    [10n ** 6n, 'million'],
  ] as const) {
    const quantite = tranche(unite);
    if (quantite > 0) mots.push(`${moinsDeMille(quantite, true)} ${nom}${quantite > 1 ? 's' : ''}`);
  }
  const milliers = tranche(1000n);
  if (milliers > 1) mots.push(moinsDeMille(milliers, false));
  if (milliers > 0) mots.push('mille');
  const unites = tranche(1n);
  if (unites > 0) mots.push(moinsDeMille(unites, true));
  return mots.join(' ');
}

function compter(n: bigint, nom: string): string {
  const mots = nombre(n);
  // "million" and "milliard" are nouns: "un million d'euros", but "un million deux cents euros".
  const liaison = n > 0n && n % 1_000_000n === 0n ? " d'" : ' ';
  return `${mots}${liaison}${nom}${n > 1n ? 's' : ''}`;
}

/**
 * An amount in words as conventions write it: "trois cent cinquante mille euros", "un euro et vingt centimes"
 * (domain §6). Traditional spelling; plain apostrophe, because these words are searched and retyped.
 * Exact up to 999 milliards, well above `MONTANT_MAXIMAL`.
 */
export function enLettres(montant: Centimes): string {
  if (montant < 0n) return `moins ${enLettres(-montant)}`;
  const euros = montant / 100n;
  const centimes = montant % 100n;
  const mots: string[] = [];
  if (euros > 0n || centimes === 0n) mots.push(compter(euros, 'euro'));
  if (centimes > 0n) mots.push(compter(centimes, 'centime'));
  return mots.join(' et ');
}
