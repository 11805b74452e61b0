import { ecrireRangeeCsv, lireCsv, neutraliserFormule, restituerTexte } from '../csv/index.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { cellulesDe, empechements } from './constats.js';
import { DEFINITIONS_PROFILS, type LigneEssentielle, type NomColonne, type ProfilDonnees } from './profils.js';

/** The first line of a file. */
export function ecrireEntete(profil: ProfilDonnees): string {
  return ecrireRangeeCsv(DEFINITIONS_PROFILS[profil].colonnes);
}

/**
 * One line of a file, its end included: UTF-8 without a mark, commas, a point in decimal numbers (domain §5). No cell can
 * run in a spreadsheet (`neutraliserFormule`). Empty when the line lacks what the profile demands.
 */
export function ecrireLigne(profil: ProfilDonnees, ligne: LigneEssentielle): string {
  if (empechements(profil, ligne).length > 0) return '';
  const cellules = cellulesDe(profil, ligne);
  return ecrireRangeeCsv(DEFINITIONS_PROFILS[profil].colonnes.map((nom) => neutraliserFormule(cellules[nom] ?? '')));
}

/** A whole file. */
export function ecrireDonneesEssentielles(profil: ProfilDonnees, lignes: readonly LigneEssentielle[]): string {
  return ecrireEntete(profil) + lignes.map((ligne) => ecrireLigne(profil, ligne)).join('');
}

/** A line as a file of one profile holds it. */
export type LigneLue = Readonly<Partial<Record<NomColonne, string>>>;

/**
 * The lines of a file that the platform has written, as they were: columns of the profile, periods with `/`, texts without
 * the apostrophe that neutralises a formula. Refusals: ENTREE_INVALIDE, the path being the line: a text that is no CSV, a
 * header that is not that of the profile, a line with more or fewer cells.
 */
export function lireDonneesEssentielles(profil: ProfilDonnees, texte: string): Decision<LigneLue[]> {
  const lu = lireCsv(texte);
  if (!lu.ok) return lu;
  const { colonnes, libelle, separateurPeriode } = DEFINITIONS_PROFILS[profil];
  const [entete, ...rangees] = lu.fait;
  if (entete?.cellules.join(',') !== colonnes.join(',')) {
    return refuser('ENTREE_INVALIDE', `Ces colonnes ne sont pas celles du profil « ${libelle} ».`, '1');
  }
  const fautive = rangees.find((r) => r.cellules.length !== colonnes.length);
  if (fautive) {
    const message = `${fautive.cellules.length} cellules, pour ${colonnes.length} colonnes.`;
    return refuser('ENTREE_INVALIDE', message, `${fautive.ligne}`);
  }
  return accepter(
    rangees.map(({ cellules }) => {
      const ligne = Object.fromEntries(colonnes.map((nom, i) => [nom, restituerTexte(cellules[i] ?? '')]));
      return {
        ...ligne,
        datesPeriodeVersement: (ligne['datesPeriodeVersement'] ?? '').replace(separateurPeriode, '/'),
      };
    }),
  );
}
