import { ecrireEuros } from '../montant/montant.js';
import type { ClassesBornees } from './arbre.js';
import type { ClassePlafonnee, LigneRetenue, PlafondLigne } from './lignes.js';
import { comparer, type Rationnel } from './rationnel.js';
import { classesAutour, niveauDe, type Niveaux } from './remplissage.js';

/** Why a line stops where it does (A2 vi). */
export type MotifPart =
  /** Its own cap. */
  | { nature: 'PLAFOND'; plafond: PlafondLigne }
  /** A class around it is full from this level on. */
  | { nature: 'CLASSE'; classe: string; regle: string | null; source: string | null; niveau: Rationnel }
  /** Its minimum lifts it above its level. */
  | { nature: 'MINIMUM' }
  /** Nothing holds it: the common level times its weight. */
  | { nature: 'PRORATA' };

/** The motif of one line, the first that holds: cap, minimum, full class (the smallest around it), prorata. */
export function motifDe(
  { contributeur, plafond }: Pick<LigneRetenue, 'contributeur' | 'plafond'>,
  remplissage: Niveaux,
  bornees: Pick<ClassesBornees, 'ids' | 'classes'>,
  classes: readonly Pick<ClassePlafonnee, 'id' | 'regle' | 'source'>[],
): MotifPart {
  const { poids, minimum, classe } = contributeur;
  const niveau = niveauDe(classe, bornees.classes, remplissage);
  if (plafond && niveau.n * poids >= plafond.montant * niveau.d) return { nature: 'PLAFOND', plafond };
  if (niveau.n * poids < minimum * niveau.d) return { nature: 'MINIMUM' };
  for (const c of classesAutour(classe, bornees.classes)) {
    const saturation = remplissage.saturations[c];
    const pleine = classes.find(({ id }) => id === bornees.ids[c]);
    if (!pleine || !saturation || comparer(saturation, niveau) > 0) continue;
    return { nature: 'CLASSE', classe: pleine.id, regle: pleine.regle, source: pleine.source, niveau };
  }
  return { nature: 'PRORATA' };
}

const LIBELLES_PLAFOND: Readonly<Record<string, string>> = {
  TAUX: 'taux maximal',
  MONTANT_MAX: 'montant maximal',
  ENVELOPPE: 'reste de l’enveloppe',
  ANNONCE: 'montant annoncé',
};

/** The motif as a person reads it, its legal text included; `centime`: a rounding cent was received. */
export function ecrireMotif(motif: MotifPart, centime = false): string {
  const arrondi = centime ? ', centime d’arrondi compris' : '';
  return `${phrase(motif)}${arrondi}.`;
}

function phrase(motif: MotifPart): string {
  switch (motif.nature) {
    case 'PLAFOND': {
      const { code, montant, source } = motif.plafond;
      return `Plafond atteint : ${LIBELLES_PLAFOND[code] ?? code}, ${ecrireEuros(montant)}${entreParentheses(source)}`;
    }
    case 'CLASSE':
      return `Plafond de la classe « ${motif.classe} » atteint${entreParentheses(motif.source)}`;
    case 'MINIMUM':
      return 'Minimum de participation';
    case 'PRORATA':
      return 'Au prorata des poids';
  }
}

function entreParentheses(texte: string | null): string {
  return texte === null ? '' : ` (${texte})`;
}
