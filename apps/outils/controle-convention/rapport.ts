import { LIBELLES_VERDICT, type VerdictConvention } from '@tdt/domaine';

/** One thing that was looked at. `NON_CONTROLE`: it could not be, and nothing is claimed of it. */
export interface Point {
  nom: string;
  verdict: 'CONFORME' | 'ECHEC' | 'NON_CONTROLE';
  detail: string;
}

export interface Rapport {
  points: Point[];
  /** Null: nothing contradicts the document, and no register was asked whether it still stands. */
  mot: VerdictConvention | null;
}

const MARQUES = { CONFORME: '✓', ECHEC: '✗', NON_CONTROLE: '–' } as const;
const PREFIXES = { CONFORME: '', ECHEC: 'ÉCHEC, ', NON_CONTROLE: 'non contrôlé, ' } as const;
const SANS_REGISTRE =
  'aucun élément ne la contredit ; le registre n’a pas été interrogé, elle a pu être remplacée ou résiliée';

/** The report, a line a point, the word last. */
export function ecrireRapport({ points, mot }: Rapport): string[] {
  const lignes = points.map(({ nom, verdict, detail }) => `${MARQUES[verdict]} ${nom} : ${PREFIXES[verdict]}${detail}`);
  return [...lignes, `Verdict : ${mot === null ? SANS_REGISTRE : `${mot} – ${LIBELLES_VERDICT[mot]}`}.`];
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
