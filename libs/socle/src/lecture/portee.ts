import { LECTURE_RESTREINTE, portee, type Action, type AgentHabilite, type Portee } from '@tdt/domaine';
import type { DefinitionLecture, LiensHabilitation, PredicatSql } from './definition.js';

/** Collects the values of a statement; a value given twice keeps its number, so that equal requests make equal SQL. */
export class Parametres {
  private readonly valeurs: unknown[] = [];

  /** The statement and the values it really uses: a predicate may not need the value that it was offered. */
  requete(sql: string): { text: string; values: unknown[] } {
    const utiles: number[] = [];
    const text = sql.replace(/\$(\d+)::/g, (_lu, rang: string) => {
      const n = Number(rang);
      if (!utiles.includes(n)) utiles.push(n);
      return `$${utiles.indexOf(n) + 1}::`;
    });
    return { text, values: utiles.map((n) => this.valeurs[n - 1]) };
  }

  ajouter(valeur: unknown, type: string): string {
    let rang = this.valeurs.indexOf(valeur);
    if (rang < 0 || typeof valeur === 'object') rang = this.valeurs.push(valeur) - 1;
    return `$${rang + 1}::${type}`;
  }
}

function lien(predicat: PredicatSql | undefined, a: string, valeur: string | null, p: Parametres): string {
  return predicat && valeur !== null ? `(${predicat(a, p.ajouter(valeur, 'uuid'))})` : 'false';
}

/** One reason to see, in SQL. It mirrors `couvre` of the domain line by line; a test compares both on random pairs. */
function sqlRaison(raison: Portee, liens: LiensHabilitation, a: string, p: Parametres): string {
  const conditions: string[] = [];
  if (raison.appelId !== null) conditions.push(lien(liens.appel, a, raison.appelId, p));
  if (raison.conferenceId !== null) conditions.push(lien(liens.conference, a, raison.conferenceId, p));
  if (raison.relation === 'ORDRE_DU_JOUR') conditions.push(liens.ordreDuJour ? `(${liens.ordreDuJour(a)})` : 'false');
  if (raison.relation === 'MEMBRE') conditions.push(lien(liens.membre, a, raison.organismeId, p));
  if (raison.relation === 'PROPRE' || raison.relation === 'GERE') {
    const proprietaire = raison.role === 'PORTEUR' ? (liens.porteur ?? liens.organisme) : liens.organisme;
    conditions.push(lien(proprietaire, a, raison.organismeId, p));
  }
  return conditions.length > 0 ? `(${conditions.join(' and ')})` : 'true';
}

/** The rows on which the agent may do an action, as an SQL predicate; `false` when there is no reason at all. */
export function sqlAction(
  action: Action,
  liens: LiensHabilitation,
  agent: AgentHabilite,
  a: string,
  p: Parametres,
): string {
  const raisons = portee(agent, action);
  // Decided before any value is collected: PostgreSQL refuses a value that the statement does not use.
  if (raisons.some(sansCondition)) return 'true';
  const predicats = [...new Set(raisons.map((raison) => sqlRaison(raison, liens, a, p)))];
  return predicats.length === 0 ? 'false' : `(${predicats.join(' or ')})`;
}

/** A reason that holds for every row. */
function sansCondition({ relation, appelId, conferenceId }: Portee): boolean {
  return appelId === null && conferenceId === null && (relation === 'TOUS' || relation === 'AFFECTE');
}

/** The rows of a type that the agent may see, the confidential stage included. */
export function sqlPortee(definition: DefinitionLecture, agent: AgentHabilite, a: string, p: Parametres): string {
  if (!definition.action) return 'false';
  const liens = definition.liens ?? {};
  const roles = sqlAction(definition.action, liens, agent, a, p);
  const ordinaire =
    liens.soi && agent.utilisateurId ? `(${roles} or ${lien(liens.soi, a, agent.utilisateurId, p)})` : roles;
  const action = LECTURE_RESTREINTE[definition.action];
  if (!definition.restreint || !action) return ordinaire;
  const stade = definition.restreint(a);
  return `(case when ${stade} then ${sqlAction(action, liens, agent, a, p)} else ${ordinaire} end)`;
}
