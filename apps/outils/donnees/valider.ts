import {
  DEFINITIONS_PROFILS,
  PROFILS_DONNEES,
  profilDuFichier,
  validerDonneesEssentielles,
  type Constat,
  type ProfilDonnees,
} from '@tdt/domaine';

const NOMS = PROFILS_DONNEES.map((profil) => DEFINITIONS_PROFILS[profil].fichier).join(', ');
const USAGE = `Usage : npm run donnees:valider -- <fichier.csv> [${NOMS}]`;

export interface Verdict {
  code: 0 | 1;
  texte: string;
}

const rater = (texte: string): Verdict => ({ code: 1, texte: `${texte}\n` });

function ecrireConstat({ gravite, ligne, colonne, message }: Constat): string {
  const ou = colonne === null ? `ligne ${ligne}` : `ligne ${ligne}, ${colonne}`;
  return `${gravite === 'ERREUR' ? 'ERREUR       ' : 'AVERTISSEMENT'} ${ou} : ${message}`;
}

const compter = (n: number, un: string) => `${n} ${un}${n > 1 ? 's' : ''}`;

function juger(nom: string, texte: string, demande: ProfilDonnees | undefined): Verdict {
  const { profil, lignes, constats } = validerDonneesEssentielles(texte, demande);
  const erreurs = constats.filter((c) => c.gravite === 'ERREUR').length;
  const bilan =
    `${nom} : ${erreurs > 0 ? 'non valide' : 'valide'}, ${compter(lignes, 'ligne')}, ${compter(erreurs, 'erreur')}, ` +
    `${compter(constats.length - erreurs, 'avertissement')}. ${DEFINITIONS_PROFILS[profil].libelle}.`;
  return { code: erreurs > 0 ? 1 : 0, texte: [...constats.map(ecrireConstat), bilan, ''].join('\n') };
}

/**
 * `npm run donnees:valider`: judges a file of essential data, line by line, against the profile that is named or the nearest
 * to its header. Code 1 on errors, on a file that cannot be read, and on one that is not UTF-8.
 */
export function validerFichier(args: readonly string[], lire: (fichier: string) => Buffer): Verdict {
  const [fichier, nomProfil, ...reste] = args;
  if (fichier === undefined || reste.length > 0) return rater(USAGE);
  const profil = nomProfil === undefined ? undefined : profilDuFichier(nomProfil);
  if (nomProfil !== undefined && profil === undefined) return rater(`Profil inconnu « ${nomProfil} ». ${USAGE}`);
  let octets: Buffer;
  try {
    octets = lire(fichier);
  } catch {
    return rater(`${fichier} : ce fichier ne se lit pas.`);
  }
  const texte = octets.toString('utf8');
  if (!Buffer.from(texte, 'utf8').equals(octets)) {
    return rater(`${fichier} : non valide, ce fichier n’est pas en UTF-8.`);
  }
  return juger(fichier, texte, profil);
}
