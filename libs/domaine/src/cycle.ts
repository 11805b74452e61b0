import type { Role } from './habilitation/roles.js';
import { accepter, refuser, type Decision } from './refus.js';

/** One line of a life cycle: in this state, this action leads there, and these roles may do it. */
export interface FlecheCycle<Etat extends string, Action extends string> {
  etat: Etat;
  action: Action;
  vers: Etat;
  roles: readonly Role[];
}

/** A life cycle as data: screens, guards and tests read the same table (architecture.md, rule 7). */
export interface Cycle<Etat extends string, Action extends string> {
  /** The thing, with its article, as it opens a sentence: « La séance ». */
  objet: string;
  initial: Etat;
  /** State → French label that follows « est à l'état » : « brouillon ». */
  etats: Readonly<Record<Etat, string>>;
  /** Action → French infinitive : « déposer ». */
  actions: Readonly<Record<Action, string>>;
  fleches: readonly FlecheCycle<Etat, Action>[];
}

/**
 * Declares a life cycle and checks it once, at load: one arrow at most for a state and an action, every state reachable
 * from the initial one, every action used. Throws an Error (a fault of ours, not a refusal) when the table is wrong.
 */
export function definirCycle<Etat extends string, Action extends string>(
  cycle: Cycle<Etat, Action>,
): Cycle<Etat, Action> {
  const vues = new Set<string>();
  for (const { etat, action } of cycle.fleches) {
    const cle = `${etat} ${action}`;
    if (vues.has(cle)) throw new Error(`Cycle « ${cycle.objet} » : deux flèches pour ${cle}.`);
    vues.add(cle);
  }
  const atteints = etatsAtteignables(cycle);
  const perdu = (Object.keys(cycle.etats) as Etat[]).find((etat) => !atteints.has(etat));
  if (perdu !== undefined) throw new Error(`Cycle « ${cycle.objet} » : l'état ${perdu} est inaccessible.`);
  const inutile = (Object.keys(cycle.actions) as Action[]).find(
    (action) => !cycle.fleches.some((f) => f.action === action),
  );
  if (inutile !== undefined) throw new Error(`Cycle « ${cycle.objet} » : l'action ${inutile} ne sert jamais.`);
  return cycle;
}

function etatsAtteignables<Etat extends string, Action extends string>(cycle: Cycle<Etat, Action>): Set<Etat> {
  const atteints = new Set<Etat>([cycle.initial]);
  // A Set iterates over what is added during the loop: this is a breadth-first walk.
  for (const etat of atteints) for (const f of cycle.fleches) if (f.etat === etat) atteints.add(f.vers);
  return atteints;
}

/** Where the action leads from this state, or `ETAT_INVALIDE` with a sentence naming the action and the state. */
export function avancer<Etat extends string, Action extends string>(
  cycle: Cycle<Etat, Action>,
  etat: Etat,
  action: Action,
): Decision<Etat> {
  const fleche = cycle.fleches.find((f) => f.etat === etat && f.action === action);
  if (fleche) return accepter(fleche.vers);
  return refuser(
    'ETAT_INVALIDE',
    `${cycle.objet} est à l'état « ${cycle.etats[etat]} » : l'action « ${cycle.actions[action]} » n'est pas possible.`,
    'etat',
  );
}

/** The actions that are open in a state, to this role when one is given: what the screen shows as buttons. */
export function actionsPossibles<Etat extends string, Action extends string>(
  cycle: Cycle<Etat, Action>,
  etat: Etat,
  role?: Role,
): Action[] {
  return cycle.fleches
    .filter((f) => f.etat === etat && (role === undefined || f.roles.includes(role)))
    .map((f) => f.action);
}

/** The states from which nothing leaves. */
export function etatsFinaux<Etat extends string, Action extends string>(cycle: Cycle<Etat, Action>): Etat[] {
  return (Object.keys(cycle.etats) as Etat[]).filter((etat) => !cycle.fleches.some((f) => f.etat === etat));
}
