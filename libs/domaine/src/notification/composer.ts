import type { MessageAvis } from './definition.js';
import { AVIS, type CodeAvis } from './evenements.js';
import type { FaitsParObjet } from './faits.js';

/** Facts that this event is told with. */
export type FaitsDe<C extends CodeAvis> = FaitsParObjet[(typeof AVIS)[C]['objet']];

const TEXTE_MAX = 1_000;
const SUJET_MAX = 150;

/** Controls, line ends, marks that turn the direction of writing, characters without width, halves of a pair. */
const INVISIBLES = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]+/gu;

function couper(texte: string, longueur: number): string {
  const lettres = [...texte];
  return lettres.length <= longueur ? texte : `${lettres.slice(0, longueur - 1).join('')}…`;
}

/** A text typed by somebody, made safe for a header and for a line: nothing in it can end the line or hide what follows. */
export function uneLigne(texte: string, longueur = TEXTE_MAX): string {
  return couper(texte.normalize('NFC').replace(INVISIBLES, ' ').replace(/ {2,}/g, ' ').trim(), longueur);
}

function assainir(valeur: unknown): unknown {
  if (typeof valeur === 'string') return uneLigne(valeur);
  return Array.isArray(valeur) ? valeur.map(assainir) : valeur;
}

/** What is said of this event. Every text of the facts is made one line first, the subject is bounded. */
export function composerAvis<C extends CodeAvis>(code: C, faits: FaitsDe<C>): MessageAvis {
  const surs = Object.fromEntries(Object.entries(faits).map(([nom, valeur]) => [nom, assainir(valeur)]));
  const message = (AVIS[code].composer as (f: unknown) => MessageAvis)(surs);
  return { ...message, sujet: couper(message.sujet, SUJET_MAX) };
}
