import { ecrireRangeeCsv, neutraliserFormule } from '@tdt/domaine';

export type Cellule =
  | { sorte: 'texte'; valeur: string | null }
  /** Centimes, as the API sends them. */
  | { sorte: 'montant'; valeur: string | null }
  | { sorte: 'nombre'; valeur: number | null }
  | { sorte: 'jour'; valeur: string | null };

/** Centimes → « 350000,00 »: a number for a French spreadsheet, without sign nor thin spaces. */
function montant(centimes: string): string {
  const negatif = centimes.startsWith('-');
  const chiffres = centimes.replace('-', '').padStart(3, '0');
  return `${negatif ? '-' : ''}${chiffres.slice(0, -2)},${chiffres.slice(-2)}`;
}

/** « 2021-06-30 » → « 30/06/2021 ». */
const jour = (j: string): string => j.split('-').reverse().join('/');

function ecrire(cellule: Cellule): string {
  if (cellule.valeur === null) return '';
  if (cellule.sorte === 'nombre') return String(cellule.valeur);
  if (cellule.sorte === 'montant') return montant(cellule.valeur);
  if (cellule.sorte === 'jour') return jour(cellule.valeur);
  return neutraliserFormule(cellule.valeur);
}

/** The file that a French spreadsheet opens by itself: semicolons, and the mark that says UTF-8. */
export function ecrireCsv(entetes: readonly string[], lignes: readonly (readonly Cellule[])[]): string {
  const rangees = [entetes.map((valeur) => ecrire({ sorte: 'texte', valeur })), ...lignes.map((l) => l.map(ecrire))];
  return `\uFEFF${rangees.map((r) => ecrireRangeeCsv(r, ';')).join('')}`;
}

/** Hands a text over as a file. */
export function telecharger(nom: string, contenu: string): void {
  const adresse = URL.createObjectURL(new Blob([contenu], { type: 'text/csv;charset=utf-8' }));
  const lien = document.createElement('a');
  lien.href = adresse;
  lien.download = nom;
  lien.click();
  URL.revokeObjectURL(adresse);
}
