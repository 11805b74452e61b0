import { lireCsv, restituerTexte, type RangeeCsv } from '../csv/index.js';
import { constatsCellules } from './constats.js';
import type { Gravite } from './formats.js';
import { DEFINITIONS_PROFILS, PROFILS_DONNEES, type NomColonne, type ProfilDonnees } from './profils.js';

/** One point about a file: the line of the file (the header is 1), and the column when there is one. */
export interface Constat {
  gravite: Gravite;
  ligne: number;
  colonne: string | null;
  message: string;
}

export interface Validation {
  profil: ProfilDonnees;
  /** Lines of data that were read. */
  lignes: number;
  constats: Constat[];
}

const erreur = (ligne: number, colonne: string | null, message: string): Constat => ({
  gravite: 'ERREUR',
  ligne,
  colonne,
  message,
});

/** The profile that a header is nearest to: the smallest that knows every column, else the one that shares the most. */
function profilProche(entetes: readonly string[]): ProfilDonnees {
  const communes = (profil: ProfilDonnees) =>
    entetes.filter((e) => (DEFINITIONS_PROFILS[profil].colonnes as readonly string[]).includes(e)).length;
  return PROFILS_DONNEES.reduce((garde, profil) => (communes(profil) > communes(garde) ? profil : garde));
}

function constatsEntete(entetes: readonly string[], attendues: readonly NomColonne[]): Constat[] {
  const connues: readonly string[] = attendues;
  const manquantes = attendues.filter((nom) => !entetes.includes(nom));
  const inconnues = entetes.filter((nom) => !connues.includes(nom));
  const doubles = entetes.filter((nom, i) => entetes.indexOf(nom) !== i && connues.includes(nom));
  const constats = [
    ...manquantes.map((nom) => erreur(1, nom, 'La colonne manque.')),
    ...inconnues.map((nom) => erreur(1, nom, 'La colonne n’est pas de ce profil.')),
    ...doubles.map((nom) => erreur(1, nom, 'La colonne est donnée deux fois.')),
  ];
  if (constats.length > 0 || entetes.join() === attendues.join()) return constats;
  return [erreur(1, null, `Les colonnes ne sont pas dans l’ordre du profil : ${attendues.join(', ')}.`)];
}

function constatsRangee(profil: ProfilDonnees, entetes: readonly string[], { ligne, cellules }: RangeeCsv): Constat[] {
  if (cellules.length !== entetes.length) {
    return [erreur(ligne, null, `${cellules.length} cellules, pour ${entetes.length} colonnes.`)];
  }
  const parNom = Object.fromEntries(entetes.map((nom, i) => [nom, restituerTexte(cellules[i] ?? '')]));
  return constatsCellules(profil, parNom).map((constat) => ({ ...constat, ligne }));
}

/** A line of the extended profile is known by its number: twice the same is twice the same money. */
function constatsDoublons(entetes: readonly string[], rangees: readonly RangeeCsv[]): Constat[] {
  const rang = entetes.indexOf('idSubvention');
  const vus = new Map<string, number>();
  return rangees.flatMap(({ ligne, cellules }) => {
    const id = cellules[rang] ?? '';
    const premiere = vus.get(id);
    if (id !== '' && premiere === undefined) vus.set(id, ligne);
    return premiere === undefined ? [] : [erreur(ligne, 'idSubvention', `« ${id} » est déjà à la ligne ${premiere}.`)];
  });
}

/**
 * Judges a file of essential data against a profile (the nearest to its header when none is named): columns and their order,
 * number of cells, mandatory values, formats, closed lists, rules between columns. A SIRET whose key is wrong is a warning:
 * the official example has one. Findings come in the order of the file.
 */
export function validerDonneesEssentielles(texte: string, demande?: ProfilDonnees): Validation {
  const lu = lireCsv(texte);
  if (!lu.ok) {
    const { chemin, message } = lu.refus;
    return { profil: demande ?? 'ETALAB', lignes: 0, constats: [erreur(Number(chemin), null, message)] };
  }
  const [entete, ...rangees] = lu.fait;
  if (!entete) return { profil: demande ?? 'ETALAB', lignes: 0, constats: [erreur(1, null, 'Le fichier est vide.')] };
  const entetes = entete.cellules;
  const profil = demande ?? profilProche(entetes);
  const constats = [
    ...constatsEntete(entetes, DEFINITIONS_PROFILS[profil].colonnes),
    ...rangees.flatMap((rangee) => constatsRangee(profil, entetes, rangee)),
    ...constatsDoublons(entetes, rangees),
  ].sort((a, b) => a.ligne - b.ligne);
  return { profil, lignes: rangees.length, constats };
}
