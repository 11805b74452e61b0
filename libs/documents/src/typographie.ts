import { sansInvisibles } from '@tdt/domaine';
import type { Graisse } from './polices.js';

const INSECABLE = '\u00A0';
const FINE_INSECABLE = '\u202F';

/*
 * Marks for a change of weight inside a text: private characters, so that no name typed by a user can be taken for one
 * (`assainir` removes them from data).
 */
const DEBUT_GRAS = '\uE000';
const DEBUT_ITALIQUE = '\uE001';
const DEBUT_MONO = '\uE002';
const FIN = '\uE003';

/** Text in bold inside a sentence. */
export function gras(texte: string): string {
  return `${DEBUT_GRAS}${texte}${FIN}`;
}

/** Text in italics inside a sentence. */
export function italique(texte: string): string {
  return `${DEBUT_ITALIQUE}${texte}${FIN}`;
}

/** Fixed-width text: identifiers and hashes, which people compare character by character. */
export function mono(texte: string): string {
  return `${DEBUT_MONO}${texte}${FIN}`;
}

/** A piece of text of one weight. */
export interface Morceau {
  texte: string;
  graisse: Graisse;
}

/** Cuts a marked text into pieces of one weight. Marks do not nest. */
export function decouper(texte: string, graisse: Graisse = 'normal'): Morceau[] {
  const morceaux: Morceau[] = [];
  let courante = graisse;
  for (const partie of texte.split(/([\uE000-\uE003])/)) {
    if (partie === DEBUT_GRAS) courante = 'gras';
    else if (partie === DEBUT_ITALIQUE) courante = 'italique';
    else if (partie === DEBUT_MONO) courante = 'mono';
    else if (partie === FIN) courante = graisse;
    else if (partie !== '') morceaux.push({ texte: partie, graisse: courante });
  }
  return morceaux;
}

/** Removes the marks: for bookmarks and metadata. */
export function sansMarques(texte: string): string {
  return texte.replace(/[\uE000-\uE003]/g, '');
}

const LIGATURES: Readonly<Record<string, string>> = {
  '\uFB00': 'ff',
  '\uFB01': 'fi',
  '\uFB02': 'fl',
  '\uFB03': 'ffi',
  '\uFB04': 'ffl',
  '\uFB05': 'st',
  '\uFB06': 'st',
};

/**
 * Makes a text that a person typed safe to compose: accents in one character, ligatures pasted from a PDF undone, line ends
 * and tabs to one space. The last guard against what nobody sees, which the API refuses at the door: rows that are older than
 * the refusal, and imported ones.
 */
export function assainir(texte: string): string {
  const lignes = texte
    .normalize('NFC')
    .replace(/[\uFB00-\uFB06]/g, (c) => LIGATURES[c] ?? c)
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ');
  return sansInvisibles(lignes);
}

/** Cleans every text of the data, however deep: they were typed by people, and pasted from anywhere. */
export function assainirTout<Valeur>(valeur: Valeur): Valeur {
  if (typeof valeur === 'string') return assainir(valeur) as Valeur;
  if (Array.isArray(valeur)) return valeur.map(assainirTout) as Valeur;
  if (typeof valeur === 'object' && valeur !== null && !(valeur instanceof Date)) {
    return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, assainirTout(v)])) as Valeur;
  }
  return valeur;
}

const DATE =
  /(\d{1,2}|1er) (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) (\d{4})/g;

/**
 * French typography (Imprimerie nationale): no-break space before « : » and the signs € and %, inside « », narrow no-break
 * space before ; ! ?, curly apostrophe, no line break after « n° », « art. », « M. », « L. » nor inside a date or between a number,
 * in figures or in letters, and its unit.
 * Idempotent; identifiers and hashes must not pass through it.
 */
export function typographier(texte: string): string {
  return texte
    .replace(/'/g, '’')
    .replace(/\.\.\./g, '…')
    .replace(/ +([;!?])/g, `${FINE_INSECABLE}$1`)
    .replace(/ +([:»€%])/g, `${INSECABLE}$1`)
    .replace(/« +/g, `«${INSECABLE}`)
    .replace(/«(?=[^\s\u00A0])/g, `«${INSECABLE}`)
    .replace(/(?<=[^\s\u00A0])»/g, `${INSECABLE}»`)
    .replace(/\b(n°|nos?|art\.|articles?|annexes?|M\.|Mme|Dr|p\.|page) (?=[\dIVXLRD\p{Lu}])/gu, `$1${INSECABLE}`)
    .replace(/(^|[\s\u00A0(])n°[ \u00A0]*/g, `$1n°${INSECABLE}`)
    .replace(/(\d) (?=(euros?|mois|ans?|jours?|exemplaires?)\b)/g, `$1${INSECABLE}`)
    .replace(/\b(deux|trois|quatre|cinq|six|dix|trente|soixante) (?=(mois|ans|jours)\b)/g, `$1${INSECABLE}`)
    .replace(/(\(UE\)|\b[LR]\.) (?=\d)/g, `$1${INSECABLE}`)
    .replace(/\b\d{1,3}(?: \d{3})+\b/g, (nombre) => nombre.replace(/ /g, FINE_INSECABLE))
    .replace(DATE, `$1${INSECABLE}$2${INSECABLE}$3`)
    .replace(/(\d{1,2}) h (\d{2}) min (\d{2}) s\b/g, ['$1', 'h', '$2', 'min', '$3', 's'].join(INSECABLE));
}

/** SIRET in groups of 3, 3, 3 and 5 as people read it: « 180 020 026 00019 ». Anything else comes back as it is. */
export function ecrireSiret(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, ['$1', '$2', '$3', '$4'].join(FINE_INSECABLE));
}
