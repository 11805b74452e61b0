import { accepter, refuser, type Decision } from '../refus.js';

export const TYPES_IDENTIFIANT = ['SIRET', 'SIREN', 'RNA', 'RIDET', 'TAHITI'] as const;
export type TypeIdentifiant = (typeof TYPES_IDENTIFIANT)[number];

const SIREN_LA_POSTE = '356000000';
const SIEGE_LA_POSTE = '35600000000048';

interface Forme {
  motif: RegExp;
  attendu: string;
}

const FORMES: Record<TypeIdentifiant, Forme> = {
  SIRET: { motif: /^\d{14}$/, attendu: 'un SIRET compte 14 chiffres, sans espace' },
  SIREN: { motif: /^\d{9}$/, attendu: 'un SIREN compte 9 chiffres, sans espace' },
  // Department of the prefecture on two characters (2A and 2B in Corsica, 9 and a letter overseas), then 7 digits.
  RNA: {
    motif: /^W(?:\d{2}|2[AB]|9[A-Z])\d{7}$/,
    attendu: 'un numéro RNA commence par W, suivi de 9 caractères (par exemple W751000001)',
  },
  RIDET: {
    motif: /^\d{9,10}$/,
    attendu: 'un RIDET (Nouvelle-Calédonie) compte 9 ou 10 chiffres, établissement compris, sans espace',
  },
  TAHITI: {
    motif: /^[A-Z0-9]\d{5}(?:\d{3})?$/,
    attendu: "un numéro TAHITI (Polynésie française) compte 6 caractères, ou 9 avec celui de l'établissement",
  },
};

function sommeDesChiffres(chiffres: string): number {
  return [...chiffres].reduce((total, chiffre) => total + Number(chiffre), 0);
}

/** Luhn's key: every second digit from the right is doubled, and the sum is a multiple of 10. */
export function cleDeLuhn(chiffres: string): boolean {
  const doubles = [...chiffres].reverse().map((chiffre, rang) => {
    const valeur = rang % 2 === 1 ? Number(chiffre) * 2 : Number(chiffre);
    return valeur > 9 ? valeur - 9 : valeur;
  });
  return doubles.reduce((total, valeur) => total + valeur, 0) % 10 === 0;
}

/** La Poste ran out of Luhn keys for its offices: theirs is a sum of digits multiple of 5; its head office keeps Luhn. */
function cleValide(type: 'SIRET' | 'SIREN', valeur: string): boolean {
  if (/^0+$/.test(valeur)) return false;
  if (type === 'SIRET' && valeur.startsWith(SIREN_LA_POSTE) && valeur !== SIEGE_LA_POSTE) {
    return sommeDesChiffres(valeur) % 5 === 0;
  }
  return cleDeLuhn(valeur);
}

/**
 * Is this a possible number of this type (domain §9)? Strict: nothing is trimmed nor corrected, so that what is stored is
 * what was sent; screens call `normaliserIdentifiant` first.
 * @returns the value itself, or `IDENTIFIANT_INVALIDE` with a sentence that says what is wrong
 */
export function validerIdentifiant(type: TypeIdentifiant, valeur: string): Decision<string> {
  const { motif, attendu } = FORMES[type];
  if (!motif.test(valeur)) {
    return refuser('IDENTIFIANT_INVALIDE', `Ce numéro n'a pas la bonne forme : ${attendu}.`, 'identifiant');
  }
  if ((type === 'SIRET' || type === 'SIREN') && !cleValide(type, valeur)) {
    const message = `La clé de contrôle de ce ${type} est fausse : un chiffre est sans doute mal recopié.`;
    return refuser('IDENTIFIANT_INVALIDE', message, 'identifiant');
  }
  return accepter(valeur);
}

/** Takes away what people type or paste around a number: spaces of all kinds, dots, hyphens; letters become capitals. */
export function normaliserIdentifiant(valeur: string): string {
  return valeur.replace(/[\s.\-\u2010-\u2015]/g, '').toUpperCase();
}
