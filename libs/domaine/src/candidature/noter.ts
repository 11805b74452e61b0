import type { Critere } from '../appel/appel.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';

/** The mark given to one criterion. */
export interface Note {
  /** Code of the criterion. */
  critere: string;
  /** Whole points, from 0 to the weight of the criterion. */
  points: number;
  commentaire: string;
}

export interface Notation {
  /** In the order of the grid. */
  notes: Note[];
  /** Out of the total weight of the grid, 100. */
  total: number;
}

function defautsNote({ points, commentaire }: Note, { libelle, poids }: Critere, chemin: string): DetailRefus[] {
  const details: DetailRefus[] = [];
  if (!Number.isInteger(points) || points < 0 || points > poids) {
    const message = `« ${libelle} » se note en points entiers de 0 à ${poids}.`;
    details.push({ code: 'ENTREE_INVALIDE', chemin: `${chemin}.points`, message });
  }
  if (commentaire.trim() === '') {
    details.push({
      code: 'INCOMPLET',
      chemin: `${chemin}.commentaire`,
      message: `Commentez la note de « ${libelle} ».`,
    });
  }
  return details;
}

/** What is wrong with the marks given, whether or not the grid is complete. */
export function defautsDesNotes(grille: readonly Critere[], notes: readonly Note[]): DetailRefus[] {
  const details: DetailRefus[] = [];
  notes.forEach((note, i) => {
    const critere = grille.find(({ code }) => code === note.critere);
    const chemin = `notes[${i}]`;
    if (!critere) {
      const message = `Le critère « ${note.critere} » ne figure pas dans la grille.`;
      details.push({ code: 'ENTREE_INVALIDE', chemin: `${chemin}.critere`, message });
    } else if (notes.findIndex((autre) => autre.critere === note.critere) < i) {
      const message = `« ${critere.libelle} » est noté deux fois.`;
      details.push({ code: 'DOUBLON', chemin: `${chemin}.critere`, message });
    } else details.push(...defautsNote(note, critere, chemin));
  });
  return details;
}

function defautsGrille(grille: readonly Critere[], notes: readonly Note[]): DetailRefus[] {
  const details = defautsDesNotes(grille, notes);
  for (const { code, libelle } of grille) {
    if (notes.some(({ critere }) => critere === code)) continue;
    details.push({ code: 'INCOMPLET', chemin: 'notes', message: `« ${libelle} » n'est pas noté.` });
  }
  return details;
}

/**
 * Marks a file on the grid of its call: every criterion once, 0 to its weight, with a comment (domain §1.3).
 * @returns the marks in the order of the grid and their total, or the first fault's code with every fault listed
 */
export function noter(grille: readonly Critere[], notes: readonly Note[]): Decision<Notation> {
  const details = defautsGrille(grille, notes);
  const [premier] = details;
  if (premier) return refuser(premier.code, "La grille d'instruction est à compléter ou à corriger.", 'notes', details);
  const ordonnees = grille.flatMap(({ code }) => notes.filter(({ critere }) => critere === code));
  return accepter({ notes: ordonnees, total: ordonnees.reduce((total, { points }) => total + points, 0) });
}
