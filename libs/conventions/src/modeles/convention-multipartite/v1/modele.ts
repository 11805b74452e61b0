import type { ArticleApplicable, CodeArticle, CodeClause, DonneesConvention, PartieConvention } from '@tdt/domaine';
import type { Logo, Tableau } from '@tdt/documents';

/** A logo that the data name, with its image. */
export interface LogoImprime extends Logo {
  sha256: string;
}

/** What a clause is written from: the data, and what every clause asks of them. */
export interface Contexte {
  donnees: DonneesConvention;
  /** Amounts by origin, in centimes. Public and private money are never summed together (R17). */
  totalPublic: bigint;
  totalPrive: bigint;
  publics: PartieConvention[];
  prives: PartieConvention[];
  /** Articles that the domain says apply, numbered. */
  articles: ArticleApplicable[];
  /** Conditional clauses that the domain says apply. */
  clausesDuDomaine: ReadonlySet<CodeClause>;
  /** With their images: those of the cover, then all those that the data name. */
  logos: { couverture: LogoImprime[]; tous: LogoImprime[] };
  /** « l’article 7 »: number of the article in this very convention, never written by hand. */
  renvoi(code: CodeArticle): string;
}

/** When a clause is printed, in words for the lawyer and as a test on the data. */
export interface Condition {
  libelle: string;
  vraie(contexte: Contexte): boolean;
}

/** A piece of clause: a numbered paragraph, a list under it, or a table. */
export type Element = { alinea: string } | { liste: string[] } | { tableau: Tableau };

export interface Clause {
  condition: Condition;
  /** Text relied upon, for the reader of the template; not printed. */
  source?: string;
  rediger(contexte: Contexte): Element[];
}

/** Clauses of some articles; the domain gives their titles, their order and says which ones apply. */
export type Articles = Partial<Record<CodeArticle, Clause[]>>;

/** Shortest way to write a clause of one paragraph. */
export function clause(condition: Condition, rediger: (c: Contexte) => string, source?: string): Clause {
  return { condition, rediger: (c) => [{ alinea: rediger(c) }], source };
}

/** A paragraph that announces a list. */
export function enumeration(
  condition: Condition,
  annonce: (c: Contexte) => string,
  elements: (c: Contexte) => string[],
  source?: string,
): Clause {
  return { condition, rediger: (c) => [{ alinea: annonce(c) }, { liste: elements(c) }], source };
}
