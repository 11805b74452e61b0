import { LIBELLES_VERDICT, type VerdictConvention } from '@tdt/domaine';

/**
 * One thing that was looked at. `NON_CONTROLE`: it could not be, and nothing is claimed of it. `SANS_OBJET`: a document of this
 * kind has no such thing.
 */
export interface Point {
  nom: string;
  verdict: 'CONFORME' | 'ECHEC' | 'NON_CONTROLE' | 'SANS_OBJET';
  detail: string;
}

export interface Rapport {
  points: Point[];
  /** True for what is signed under a seal: only then is there a word to say of it. */
  scelle: boolean;
  /** Null: nothing contradicts the document, and no register was asked whether it still stands. */
  mot: VerdictConvention | null;
}

const MARQUES = { CONFORME: '✓', ECHEC: '✗', NON_CONTROLE: '–', SANS_OBJET: '·' } as const;
const PREFIXES = {
  CONFORME: '',
  ECHEC: 'ÉCHEC, ',
  NON_CONTROLE: 'non contrôlé, ',
  SANS_OBJET: 'sans objet, ',
} as const;
const SANS_REGISTRE =
  'aucun élément ne la contredit ; le registre n’a pas été interrogé, elle a pu être remplacée ou résiliée';

/** What can be said of a document that bears no seal. */
function conclure(points: readonly Point[]): string {
  const compter = (verdict: Point['verdict']) => points.filter((p) => p.verdict === verdict).length;
  const echecs = compter('ECHEC');
  const dit = echecs === 0 ? 'aucun point en échec' : `${echecs} point${echecs > 1 ? 's' : ''} en échec`;
  return `${dit}, ${compter('CONFORME')} conformes ; ce document ne porte pas de sceau`;
}

/** The report, a line a point, the word last. */
export function ecrireRapport({ points, scelle, mot }: Rapport): string[] {
  const lignes = points.map(({ nom, verdict, detail }) => `${MARQUES[verdict]} ${nom} : ${PREFIXES[verdict]}${detail}`);
  const sansMot = scelle ? SANS_REGISTRE : conclure(points);
  return [...lignes, `Verdict : ${mot === null ? sansMot : `${mot} – ${LIBELLES_VERDICT[mot]}`}.`];
}

/** 1 as soon as a point failed. */
export const codeDeSortie = ({ points }: Rapport): number => (points.some((p) => p.verdict === 'ECHEC') ? 1 : 0);

/** A point that a tool decides: what it throws is its refusal, its absence is said. */
export function constater(nom: string, regarder: () => Omit<Point, 'nom'>): Point {
  try {
    return { nom, ...regarder() };
  } catch (erreur) {
    const absent = (erreur as NodeJS.ErrnoException).code === 'ENOENT';
    const detail = erreur instanceof Error ? (erreur.message.trim().split('\n').at(-1) ?? '') : String(erreur);
    return { nom, verdict: absent ? 'NON_CONTROLE' : 'ECHEC', detail: absent ? 'outil non installé' : detail };
  }
}

/** Conforms, or fails for this reason. */
export const selon = (vrai: boolean, bien: string, mal: string): Omit<Point, 'nom'> =>
  vrai ? { verdict: 'CONFORME', detail: bien } : { verdict: 'ECHEC', detail: mal };

export const sansObjet = (nom: string, detail: string): Point => ({ nom, verdict: 'SANS_OBJET', detail });
