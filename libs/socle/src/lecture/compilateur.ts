import type { Action, AgentHabilite } from '@tdt/domaine';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata.js';
import { compilerConnexion } from './connexion.js';
import { definitionDe, type ChampDerive, type DefinitionLecture } from './definition.js';
import { Parametres, sqlAction, sqlPortee } from './portee.js';
import { nomDuType, type ChampDemande } from './selection.js';

/** A plain object of the answer, as PostgreSQL built it. */
export type ObjetLu = Record<string, unknown>;
/** What remains to be done in JavaScript on an object once read: derived fields, page information. */
export type Finition = (objet: ObjetLu) => void;

/** A value computed by a derived field. Its class tells the field resolver that its keys are field names, not aliases. */
export class ValeurCalculee {
  static depuis(valeur: unknown): unknown {
    if (Array.isArray(valeur)) return valeur.map((v) => ValeurCalculee.depuis(v));
    if (valeur === null || typeof valeur !== 'object' || Object.getPrototypeOf(valeur) !== Object.prototype)
      return valeur;
    const entrees = Object.entries(valeur).map(([cle, v]) => [cle, ValeurCalculee.depuis(v)]);
    return Object.assign(new ValeurCalculee(), Object.fromEntries(entrees));
  }
}

/** A nested list is bounded: what can grow without limit is a connection. */
const LIGNES_IMBRIQUEES_MAX = 500;
/** PostgreSQL accepts 100 arguments: 50 pairs. */
const PAIRES_MAX = 49;

export interface Fragment {
  sql: string;
  finir: Finition | undefined;
}

/**
 * Turns what a request asks for into one SQL statement that returns JSON. Every table it touches is filtered by the rights
 * of the agent, so a walk sideways finds, shows and counts nothing that a direct read would refuse.
 */
export class Compilateur {
  readonly parametres = new Parametres();
  #alias = 0;

  constructor(
    readonly source: DataSource,
    readonly agent: AgentHabilite,
  ) {}

  nouvelAlias(): string {
    this.#alias += 1;
    return `t${this.#alias}`;
  }

  entite(definition: DefinitionLecture): EntityMetadata {
    return this.source.getMetadata(definition.entite());
  }

  /** Predicate of what the agent may see; inherited rights follow the chain of parents up to the type that declares them. */
  portee(definition: DefinitionLecture, a: string): string {
    if (!definition.herite) return sqlPortee(definition, this.agent, a, this.parametres);
    const relation = this.relation(definition, definition.herite);
    const parente = this.definitionDEntite(relation.inverseEntityMetadata);
    const b = this.nouvelAlias();
    const jointure = this.jointure(relation, a, b);
    return `exists (select 1 from ${relation.inverseEntityMetadata.tablePath} ${b} where ${jointure} and ${this.portee(parente, b)})`;
  }

  definitionDEntite(entite: EntityMetadata): DefinitionLecture {
    return definitionDe(entite.name);
  }

  relation(definition: DefinitionLecture, propriete: string): RelationMetadata {
    const relation = this.entite(definition).findRelationWithPropertyPath(propriete);
    if (!relation) throw new Error(`${definition.nom} : relation ${propriete} inconnue`);
    return relation;
  }

  /** Equality of the foreign key columns of `a` with the columns they reference in `b`. */
  jointure(relation: RelationMetadata, a: string, b: string): string {
    return relation.joinColumns
      .map((c) => `${b}.${c.referencedColumn?.databaseName ?? 'id'} = ${a}.${c.databaseName}`)
      .join(' and ');
  }

  /** JSON object of one row. */
  objet(definition: DefinitionLecture, a: string, demandes: ChampDemande[]): Fragment {
    const finitions: Finition[] = [];
    const paires = demandes.map((demande) => {
      const { sql, finir } = this.champ(definition, a, demande);
      if (finir) finitions.push(finir);
      return `'${demande.cle}', ${this.reserver(definition, a, demande.champ, sql)}`;
    });
    return { sql: objetJson(paires), finir: finitions.length ? (o) => finitions.forEach((f) => f(o)) : undefined };
  }

  private reserver(definition: DefinitionLecture, a: string, champ: string, sql: string): string {
    const action = definition.reserves?.[champ];
    if (!action) return sql;
    return `case when ${sqlAction(action, definition.liens ?? {}, this.agent, a, this.parametres)} then ${sql} end`;
  }

  private champ(definition: DefinitionLecture, a: string, demande: ChampDemande): Fragment {
    const { champ, cle } = demande;
    if (champ === '__typename') return { sql: `'${definition.nom}'`, finir: undefined };
    const derive = definition.derives?.[champ];
    if (derive) return this.derive(definition, derive, a, cle);
    const calcule = definition.calcules?.[champ];
    if (calcule) return { sql: `(${calcule(a)})`, finir: (o) => void (o[cle] = ValeurCalculee.depuis(o[cle])) };
    const liste = definition.listes?.[champ];
    if (liste) return this.liste(demande, liste, a);
    const connexion = definition.connexions?.[champ];
    if (connexion) return compilerConnexion(this, demande, { propriete: connexion, a });
    const relation = this.entite(definition).findRelationWithPropertyPath(champ);
    if (relation) return this.parent(relation, demande, a);
    return { sql: sqlColonne(this.colonne(definition, champ), a), finir: undefined };
  }

  colonne(definition: DefinitionLecture, propriete: string): ColumnMetadata {
    const colonne = this.entite(definition).findColumnWithPropertyName(propriete);
    if (!colonne) throw new Error(`${definition.nom}.${propriete} : ni colonne, ni relation, ni champ déclaré`);
    return colonne;
  }

  private derive(definition: DefinitionLecture, derive: ChampDerive, a: string, cle: string): Fragment {
    const colonnes = derive.colonnes.map((nom) => this.colonne(definition, nom));
    const peut = (action: Action) => sqlAction(action, definition.liens ?? {}, this.agent, a, this.parametres);
    const visible = (nom: string, b: string) => this.portee(definitionDe(nom), b);
    const expressions = Object.entries(derive.expressions ?? {});
    const sql = objetJson([
      ...colonnes.map((c) => `'${c.propertyName}', ${sqlColonne(c, a)}`),
      ...expressions.map(([nom, expression]) => `'${nom}', (${expression(a, peut, visible)})`),
    ]);
    const finir: Finition = (objet) => {
      const lu = objet[cle] as ObjetLu | null;
      if (lu === null) return;
      const ligne = Object.fromEntries(colonnes.map((c) => [c.propertyName, valeurDomaine(c, lu[c.propertyName])]));
      const valeurs = Object.fromEntries(expressions.map(([nom]) => [nom, lu[nom]]));
      objet[cle] = ValeurCalculee.depuis(derive.calcul({ ...ligne, ...valeurs }));
    };
    return { sql, finir };
  }

  private parent(relation: RelationMetadata, demande: ChampDemande, a: string): Fragment {
    const definition = definitionDe(nomDuType(demande.type));
    const b = this.nouvelAlias();
    const { sql, finir } = this.objet(definition, b, demande.sous(definition.nom));
    const table = relation.inverseEntityMetadata.tablePath;
    const ou = `${this.jointure(relation, a, b)} and ${this.portee(definition, b)}`;
    return { sql: `(select ${sql} from ${table} ${b} where ${ou})`, finir: finir && surUn(demande.cle, finir) };
  }

  private liste(demande: ChampDemande, propriete: string, a: string): Fragment {
    const definition = definitionDe(nomDuType(demande.type));
    const relation = this.relation(definition, propriete);
    const b = this.nouvelAlias();
    const { sql, finir } = this.objet(definition, b, demande.sous(definition.nom));
    const ordre = [definition.ordre ?? 'id', 'id']
      .map((n) => `${b}.${this.colonne(definition, n).databaseName}`)
      .join(', ');
    // Seen through the parent from which it inherits its rights, a line needs no second look at them.
    const visible = definition.herite === propriete ? 'true' : this.portee(definition, b);
    const lignes = `select ${b}.* from ${this.entite(definition).tablePath} ${b} where ${this.jointure(
      relation,
      b,
      a,
    )} and ${visible} order by ${ordre} limit ${LIGNES_IMBRIQUEES_MAX}`;
    return {
      sql: `(select coalesce(json_agg(${sql} order by ${ordre}), '[]') from (${lignes}) ${b})`,
      finir: finir && ((objet) => (objet[demande.cle] as ObjetLu[]).forEach(finir)),
    };
  }
}

function surUn(cle: string, finir: Finition): Finition {
  return (objet) => {
    const lu = objet[cle] as ObjetLu | null;
    if (lu) finir(lu);
  };
}

export function objetJson(paires: string[]): string {
  if (paires.length <= PAIRES_MAX) return `json_build_object(${paires.join(', ')})`;
  const morceaux: string[] = [];
  for (let i = 0; i < paires.length; i += PAIRES_MAX) {
    morceaux.push(`jsonb_build_object(${paires.slice(i, i + PAIRES_MAX).join(', ')})`);
  }
  return `(${morceaux.join(' || ')})::json`;
}

/** A bigint leaves as text: JSON numbers lose centimes beyond 2^53. */
export function sqlColonne(colonne: ColumnMetadata, a: string): string {
  const nom = `${a}.${colonne.databaseName}`;
  if (colonne.type === 'bigint') return `${nom}::text`;
  if (colonne.type === 'bytea') return `encode(${nom}, 'hex')`;
  return nom;
}

function valeurDomaine(colonne: ColumnMetadata, valeur: unknown): unknown {
  if (valeur === null || valeur === undefined) return null;
  if (colonne.type === 'bigint') return BigInt(valeur as string);
  return colonne.type === 'timestamp with time zone' ? new Date(valeur as string) : valeur;
}
