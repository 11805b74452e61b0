import type { Action, ActionLecture } from '@tdt/domaine';

/** SQL text; `a` is the alias of the row's table, `p` a placeholder such as `$3::uuid`. */
export type ExpressionSql = (a: string) => string;
export type PredicatSql = (a: string, p: string) => string;

/** How a row is tied to organisations, calls and conferences: the SQL side of `ObjetHabilite`. */
export interface LiensHabilitation {
  /** True when organisation `p` owns the row. */
  organisme?: PredicatSql;
  /** True when organisation `p` carries the project; `organisme` serves when it is absent. */
  porteur?: PredicatSql;
  /** True when the row belongs to call `p`. */
  appel?: PredicatSql;
  /** True when the row belongs to conference `p`. */
  conference?: PredicatSql;
  /** True when the row is about person `p`: what concerns oneself is always readable, whatever one's roles. */
  soi?: PredicatSql;
  /** True when the row may come to the agenda of its conference, or has been on one. */
  ordreDuJour?: ExpressionSql;
  /** True when organisation `p` is a member of the conference that examines the row, at a stage where it may see it. */
  membre?: PredicatSql;
}

/** SQL predicate of the rows on which the agent may do this action, for the row under alias `a` of the same type. */
export type PeutSql = (action: Action) => string;

/** SQL predicate of the rows of another GraphQL type, under this alias, that the agent may read. */
export type VisibleSql = (nom: string, a: string) => string;

export interface ChampDerive {
  /** Entity properties that the function needs; bigint and instants arrive as bigint and Date. */
  colonnes: string[];
  /** Further values that the function needs, by name: SQL expressions, which arrive as JSON. */
  expressions?: Record<string, (a: string, peut: PeutSql, visible: VisibleSql) => string>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the row's shape is that of `colonnes` and `expressions`
  calcul: (ligne: any) => unknown;
}

export interface Tri {
  /** Entity property; with the id it makes the page key, so it must not be null. */
  colonne: string;
  sens: 'ASC' | 'DESC';
}

/** What may be read of one GraphQL type, by whom, and from which table. */
export interface DefinitionLecture {
  /** Name of the GraphQL type. */
  nom: string;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- an entity is a class, and TypeORM types it so
  entite: () => Function;
  /** The action whose rights decide which rows are seen … */
  action?: ActionLecture;
  /** … or the many-to-one property whose target decides: a line is visible when its file is. */
  herite?: string;
  /** Rows in their confidential stage, for which the narrower action of the domain applies. */
  restreint?: ExpressionSql;
  liens?: LiensHabilitation;
  /** Field → many-to-one property of the listed type that points back here. */
  listes?: Record<string, string>;
  /** Same, for paged lists. */
  connexions?: Record<string, string>;
  /** Order of the rows in a nested list: entity property. */
  ordre?: string;
  derives?: Record<string, ChampDerive>;
  /** Fields computed by SQL. */
  calcules?: Record<string, ExpressionSql>;
  /** Fields shown only to those whom another action lets see the row; null for the others. */
  reserves?: Record<string, ActionLecture>;
  tris?: Record<string, Tri>;
  filtres?: Record<string, PredicatSql>;
}

const definitions = new Map<string, DefinitionLecture>();

/**
 * Declares how a GraphQL type is read. A type without this declaration cannot be read at all: the application refuses to
 * start (see `verifierLecture`), so forgetting a right shows at once and never in production.
 */
export function Lisible(definition: DefinitionLecture): ClassDecorator {
  if (!definition.action && !definition.herite) throw new Error(`${definition.nom} : aucune portée déclarée`);
  return (classe) => {
    definitions.set(definition.nom, definition);
    return classe;
  };
}

/** Adds fields to a type from a context downstream of it (an appel does not know candidatures; candidatures know appels). */
export function etendreLecture(
  nom: string,
  ajout: Pick<DefinitionLecture, 'listes' | 'connexions' | 'derives' | 'calcules' | 'reserves'>,
): void {
  const definition = definitionDe(nom);
  for (const cle of ['listes', 'connexions', 'derives', 'calcules', 'reserves'] as const) {
    if (ajout[cle]) Object.assign((definition[cle] ??= {}), ajout[cle]);
  }
}

export function definitionDe(nom: string): DefinitionLecture {
  const definition = definitions.get(nom);
  if (!definition) throw new Error(`Le type ${nom} ne déclare pas sa lecture (@Lisible)`);
  return definition;
}

export function definitionSiConnue(nom: string): DefinitionLecture | undefined {
  return definitions.get(nom);
}
