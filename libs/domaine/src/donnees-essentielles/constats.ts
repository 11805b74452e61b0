import { COLONNES } from './colonnes.js';
import type { Gravite } from './formats.js';
import { DEFINITIONS_PROFILS, type LigneEssentielle, type NomColonne, type ProfilDonnees } from './profils.js';

/** One point about a line: the column, or null when it is about several. */
export interface ConstatLigne {
  gravite: Gravite;
  colonne: NomColonne | null;
  message: string;
}

type Cellules = Readonly<Partial<Record<NomColonne, string>>>;

const erreur = (colonne: NomColonne | null, message: string): ConstatLigne[] => [
  { gravite: 'ERREUR', colonne, message },
];

/** Rules between the columns that are there: a missing column is a fault of the file, told once. */
function constatsCroises(l: Cellules): ConstatLigne[] {
  const sansNumero = l.idBeneficiaire === '' && l.rnaBeneficiaire === '';
  const seuleAnnee = l.anneesPluriannualite !== undefined && !l.anneesPluriannualite.includes(';');
  return [
    ...(sansNumero ? erreur(null, 'Le bénéficiaire n’a ni SIRET ni numéro RNA : il en faut un.') : []),
    ...(l.pluriannualite === 'oui' && seuleAnnee
      ? erreur('anneesPluriannualite', 'Une subvention pluriannuelle porte sur plusieurs années : énumérez-les.')
      : []),
    ...(l.cofinancement === 'oui' && l.attribuantsCofinanceurs === ''
      ? erreur('attribuantsCofinanceurs', 'Cette subvention est cofinancée : nommez les autres attribuants.')
      : []),
    ...(l.cofinancement === 'oui' && l.idCofinancement === ''
      ? erreur('idCofinancement', 'Cette subvention est cofinancée : donnez l’identifiant commun de ses lignes.')
      : []),
  ];
}

/** What is wrong with the cells of one line, as this profile writes them, in the order of its columns. */
export function constatsCellules(profil: ProfilDonnees, cellules: Cellules): ConstatLigne[] {
  const definition = DEFINITIONS_PROFILS[profil];
  const parColonne = definition.colonnes.flatMap((nom): ConstatLigne[] => {
    const valeur = cellules[nom];
    if (valeur === undefined) return [];
    if (valeur.trim() === '') {
      return COLONNES[nom].obligatoire.includes(profil) ? erreur(nom, 'La valeur est obligatoire.') : [];
    }
    const jugement = COLONNES[nom].format(valeur, definition);
    return jugement ? [{ ...jugement, colonne: nom }] : [];
  });
  return [...parColonne, ...constatsCroises(cellules)];
}

/** The cells of a line under a profile: its columns only, its periods as it writes them. */
export function cellulesDe(profil: ProfilDonnees, ligne: LigneEssentielle): Cellules {
  const { colonnes, separateurPeriode } = DEFINITIONS_PROFILS[profil];
  const ecrites = { ...ligne, datesPeriodeVersement: ligne.datesPeriodeVersement.replace('/', separateurPeriode) };
  return Object.fromEntries(colonnes.map((nom) => [nom, ecrites[nom]]));
}

/** What keeps a line out of the files of a profile: its errors, without the warnings. */
export function empechements(profil: ProfilDonnees, ligne: LigneEssentielle): ConstatLigne[] {
  return constatsCellules(profil, cellulesDe(profil, ligne)).filter((c) => c.gravite === 'ERREUR');
}
