import type { Graisse } from './polices.js';
import type { Morceau } from './typographie.js';

/** Width of a text of one weight at the current size, in points. */
export type Mesurer = (texte: string, graisse: Graisse) => number;

/** A line ready to draw. `largeur` ignores the space that ends it (kept, so that extracted words stay apart). */
export interface Ligne {
  morceaux: Morceau[];
  largeur: number;
}

/** A word may change weight inside: it is a list of pieces. */
type Mot = Morceau[];

/** Below this width (cells of a table) a compound word may be broken after its hyphen; a wide line has no need of it. */
const LARGEUR_ETROITE = 200;
const APRES_ESPACE = /(?<=[ /])/u;
const APRES_ESPACE_OU_TRAIT = /(?<=[ /])|(?<=[\p{L}]-)(?=\p{L})/u;

/** Cuts pieces into words. Only the ordinary space and the slash allow a break, and the hyphen in a narrow column. */
function enMots(morceaux: readonly Morceau[], coupure: RegExp): Mot[] {
  const mots: Mot[] = [];
  let courant: Mot = [];
  for (const { texte, graisse } of morceaux) {
    for (const bout of texte.split(coupure)) {
      if (bout === '') continue;
      courant.push({ texte: bout, graisse });
      if (/[ /]$/.test(bout) || (bout.endsWith('-') && coupure === APRES_ESPACE_OU_TRAIT)) {
        mots.push(courant);
        courant = [];
      }
    }
  }
  if (courant.length > 0) mots.push(courant);
  return mots;
}

function largeurMot(mot: Mot, mesurer: Mesurer): number {
  return mot.reduce((total, { texte, graisse }) => total + mesurer(texte, graisse), 0);
}

function sansEspaceFinale(mot: Mot): Mot {
  return mot.map((m, rang) => (rang === mot.length - 1 ? { ...m, texte: m.texte.replace(/[ \u00A0]+$/, '') } : m));
}

/** A word longer than the line is cut at its no-break spaces (date), and failing that between characters (address). */
function couperMot(mot: Mot, largeur: number, mesurer: Mesurer): Mot[] {
  const parties = mot.flatMap(({ texte, graisse }) =>
    texte.split(/(?<=[\u00A0])/u).map((partie): Mot => [{ texte: partie, graisse }]),
  );
  return parties.flatMap((partie) =>
    largeurMot(partie, mesurer) <= largeur ? [partie] : couperCaracteres(partie, largeur, mesurer),
  );
}

function couperCaracteres(mot: Mot, largeur: number, mesurer: Mesurer): Mot[] {
  const tranches: Mot[] = [];
  for (const { texte, graisse } of mot) {
    let debut = '';
    for (const caractere of texte) {
      if (debut !== '' && mesurer(debut + caractere.trimEnd(), graisse) > largeur) {
        tranches.push([{ texte: debut, graisse }]);
        debut = '';
      }
      debut += caractere;
    }
    if (debut !== '') tranches.push([{ texte: debut, graisse }]);
  }
  return tranches;
}

/** Puts neighbours of the same weight together: fewer operators in the page, and words extracted whole. */
function fondre(morceaux: Morceau[]): Morceau[] {
  const fondus: Morceau[] = [];
  for (const morceau of morceaux) {
    const dernier = fondus.at(-1);
    if (dernier?.graisse === morceau.graisse) dernier.texte += morceau.texte;
    else fondus.push({ ...morceau });
  }
  return fondus;
}

/** Breaks a text into lines no wider than `largeur`, first fit. An empty text gives one empty line. */
export function composerLignes(morceaux: readonly Morceau[], largeur: number, mesurer: Mesurer): Ligne[] {
  const lignes: Ligne[] = [];
  let courants: Morceau[] = [];
  let occupee = 0;
  let visible = 0;
  const finir = () => {
    lignes.push({ morceaux: fondre(courants), largeur: visible });
    courants = [];
    occupee = 0;
    visible = 0;
  };
  const coupure = largeur < LARGEUR_ETROITE ? APRES_ESPACE_OU_TRAIT : APRES_ESPACE;
  const mots = enMots(morceaux, coupure).flatMap((mot) =>
    largeurMot(sansEspaceFinale(mot), mesurer) > largeur ? couperMot(mot, largeur, mesurer) : [mot],
  );
  for (const mot of mots) {
    const nette = largeurMot(sansEspaceFinale(mot), mesurer);
    if (courants.length > 0 && occupee + nette > largeur + 0.01) finir();
    courants.push(...mot);
    visible = occupee + nette;
    occupee += largeurMot(mot, mesurer);
  }
  if (courants.length > 0 || lignes.length === 0) finir();
  return lignes;
}
