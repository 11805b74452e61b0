import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What axe could not decide. */
export interface Indecis {
  regle: string;
  motif: string;
  cible: string;
  html: string;
}

/** Why a case that axe leaves open is none: read, and looked at, once for all of its kind. */
export interface Explication {
  regle: string;
  motif: string;
  cible: RegExp;
  pourquoi: string;
}

const FICHIER = path.join(import.meta.dirname, '../navigateur/axe-indecis.csv');

/** One line a kind of case: rule, reason that axe gives, what it is about (a regular expression on its HTML), explanation. */
export function lireIndecis(texte = readFileSync(FICHIER, 'utf8')): Explication[] {
  const [, ...lignes] = texte.trim().split('\n');
  return lignes.map((ligne) => {
    const [regle = '', motif = '', cible = '', ...pourquoi] = ligne.split(';');
    return { regle, motif, cible: new RegExp(cible), pourquoi: pourquoi.join(';').trim() };
  });
}

/** Those that no line explains. */
export function expliquer(explications: readonly Explication[], cas: readonly Indecis[]): string[] {
  return cas
    .filter(
      (c) =>
        !explications.some((e) => e.regle === c.regle && e.motif === c.motif && e.cible.test(c.html) && e.pourquoi),
    )
    .map((c) => `indécis non expliqué : ${c.regle} (${c.motif}) ${c.cible} ${c.html}`);
}
