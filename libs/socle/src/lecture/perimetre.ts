import type { Action, AgentHabilite } from '@tdt/domaine';
import type { DataSource } from 'typeorm';
import { Compilateur } from './compilateur.js';
import { definitionDe } from './definition.js';
import { sqlAction } from './portee.js';

/**
 * The rights of one agent as SQL predicates, for the few statements written by hand (what waits for me, a simulation):
 * they then obey the same matrix and the same `liens` as every read.
 */
export class Perimetre {
  readonly #compilateur: Compilateur;

  constructor(
    source: DataSource,
    readonly agent: AgentHabilite,
  ) {
    this.#compilateur = new Compilateur(source, agent);
  }

  /** The finished statement, with the values that it really uses. */
  requete(sql: string): [text: string, values: unknown[]] {
    const { text, values } = this.#compilateur.parametres.requete(sql);
    return [text, values];
  }

  /** Placeholder of a value: `$2::uuid`. */
  valeur(valeur: unknown, type: string): string {
    return this.#compilateur.parametres.ajouter(valeur, type);
  }

  /** True for the rows of this GraphQL type, under alias `a`, that the agent may read. */
  visible(nom: string, a: string): string {
    return this.#compilateur.portee(definitionDe(nom), a);
  }

  /** True for the rows of this GraphQL type, under alias `a`, on which the agent may do this action. */
  peut(action: Action, nom: string, a: string): string {
    return sqlAction(action, definitionDe(nom).liens ?? {}, this.agent, a, this.#compilateur.parametres);
  }
}
