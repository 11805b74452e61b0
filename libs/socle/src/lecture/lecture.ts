import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AgentHabilite, Decision } from '@tdt/domaine';
import type { GraphQLResolveInfo } from 'graphql';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { estUuid } from '../horloge.js';
import { sqlstate } from '../base/unite-de-travail.js';
import { entreeInvalide } from '../graphql/erreurs.js';
import { RefusType } from '../graphql/refus.type.js';
import { Compilateur, type Finition, type ObjetLu } from './compilateur.js';
import { compilerConnexion, type ArgumentsConnexion } from './connexion.js';
import { definitionDe, type PredicatSql } from './definition.js';
import { champsDemandes, type ChampDemande } from './selection.js';

/** A shape asked for often is prepared once per connection; the bound keeps hostile variety from filling memory. */
const FORMES_PREPAREES_MAX = 500;

/** A forged cursor or a text that is no identifier: the database could not read the value as the type of its column. */
const VALEURS_ILLISIBLES = new Set(['22P02', '22003', '22007', '22008', '22021']);
const VALEUR_MAL_FORMEE = 'Une valeur de la demande est mal formée.';

/** Reads: one SQL statement a root field, rights of every nested table included (architecture.md, "Reads"). */
@Injectable()
export class Lecture {
  readonly #formes = new Map<string, string>();

  constructor(private readonly source: DataSource) {}

  /** The object of this id as asked for, or null when it is absent or not visible: both look the same. */
  async un(nom: string, id: string, info: GraphQLResolveInfo, agent: AgentHabilite): Promise<ObjetLu | null> {
    return this.premier(nom, (a, p) => `${a}.id = ${p}`, [id, 'uuid'], info, agent);
  }

  /** Same, by another unique key. */
  async premier(
    nom: string,
    cle: PredicatSql,
    [valeur, type]: [unknown, string],
    info: GraphQLResolveInfo,
    agent: AgentHabilite,
  ): Promise<ObjetLu | null> {
    if (type === 'uuid' && !estUuid(valeur)) return null;
    const definition = definitionDe(nom);
    const c = new Compilateur(this.source, agent);
    const a = c.nouvelAlias();
    const { sql, finir } = c.objet(definition, a, champsDemandes(info.fieldNodes, nom, info));
    const ou = `${cle(a, c.parametres.ajouter(valeur, type))} and ${c.portee(definition, a)}`;
    return this.executer(`select ${sql} as objet from ${c.entite(definition).tablePath} ${a} where ${ou}`, c, finir);
  }

  /** A bounded list of all visible rows, in the order of the type. */
  async tous(nom: string, info: GraphQLResolveInfo, agent: AgentHabilite, limite = 500): Promise<ObjetLu[]> {
    const definition = definitionDe(nom);
    const c = new Compilateur(this.source, agent);
    const a = c.nouvelAlias();
    const { sql, finir } = c.objet(definition, a, champsDemandes(info.fieldNodes, nom, info));
    const ordre = `${a}.${c.colonne(definition, definition.ordre ?? 'id').databaseName}, ${a}.id`;
    const page = `select ${a}.* from ${c.entite(definition).tablePath} ${a} where ${c.portee(definition, a)} order by ${ordre} limit ${limite}`;
    const lu = await this.executer(
      `select json_build_object('liste', (select coalesce(json_agg(${sql} order by ${ordre}), '[]') from (${page}) ${a})) as objet`,
      c,
      finir && ((o) => (o['liste'] as ObjetLu[]).forEach(finir)),
    );
    return (lu?.['liste'] ?? []) as ObjetLu[];
  }

  /** One page of a root connection. `imposes` are filters that the root field itself adds to those of the client. */
  async connexion(
    info: GraphQLResolveInfo,
    agent: AgentHabilite,
    args: ArgumentsConnexion,
    imposes: Record<string, unknown> = {},
  ): Promise<ObjetLu> {
    const c = new Compilateur(this.source, agent);
    const demande: ChampDemande = {
      cle: 'connexion',
      champ: info.fieldName,
      args: {},
      type: info.returnType,
      sous: (nom) => champsDemandes(info.fieldNodes, nom, info),
    };
    const complets = { ...args, filtre: { ...args.filtre, ...imposes } };
    const { sql, finir } = compilerConnexion(c, demande, undefined, complets);
    const lu = await this.executer(`select json_build_object('connexion', ${sql}) as objet`, c, finir);
    return lu?.['connexion'] as ObjetLu;
  }

  /** The answer of a mutation: the row as the client asked for it, or the refusal. */
  async repondre(
    nom: string,
    decision: Decision<string>,
    info: GraphQLResolveInfo,
    agent: AgentHabilite,
  ): Promise<ObjetLu | RefusType> {
    if (!decision.ok) return RefusType.depuis(decision.refus);
    const objet = await this.un(nom, decision.fait, info, agent);
    if (!objet) throw new Error(`${nom} ${decision.fait} écrit mais illisible pour son auteur`);
    return objet;
  }

  private async executer(sql: string, c: Compilateur, finir: Finition | undefined): Promise<ObjetLu | null> {
    const pool = (this.source.driver as unknown as { master: Pool }).master;
    const { text, values } = c.parametres.requete(sql);
    const { rows } = await pool
      .query<{ objet: ObjetLu | null }>({ name: this.forme(text), text, values })
      .catch((erreur: unknown) => {
        if (VALEURS_ILLISIBLES.has(sqlstate(erreur) ?? '')) throw entreeInvalide(VALEUR_MAL_FORMEE, '');
        throw erreur;
      });
    const objet = rows[0]?.objet ?? null;
    if (objet) finir?.(objet);
    return objet;
  }

  private forme(sql: string): string | undefined {
    const connue = this.#formes.get(sql);
    if (connue || this.#formes.size >= FORMES_PREPAREES_MAX) return connue;
    const nom = `lecture_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    this.#formes.set(sql, nom);
    return nom;
  }
}

/** Value of a field that `lecture` already read, for the fields that a downstream context adds to an upstream type. */
export function valeurLue(parent: object, info: GraphQLResolveInfo): unknown {
  return (parent as ObjetLu)[String(info.path.key)];
}

/**
 * Default field resolver. What comes from `lecture` is a plain object keyed by the alias of the request; what comes from
 * the domain is the instance of a class, keyed by field name.
 */
export function resoudreChamp(source: unknown, _args: unknown, _contexte: unknown, info: GraphQLResolveInfo): unknown {
  if (source === null || typeof source !== 'object') return undefined;
  const cle = Object.getPrototypeOf(source) === Object.prototype ? String(info.path.key) : info.fieldName;
  return (source as ObjetLu)[cle];
}
