import type { Role } from '../identifiants/roles.js';
import { accepter, refuser, type Decision } from '../refus.js';

/** One arrow of a life cycle: where it leads, and which roles may take it. */
export interface Transition<Etat extends string> {
  vers: Etat;
  roles: readonly Role[];
}

/**
 * A life cycle as data: state → action → next state and who may act. Screens, guards and tests read the same table
 * (rule 7 of the architecture).
 */
export interface Cycle<Etat extends string, Action extends string> {
  /** What moves along the cycle, with its article: "l’appel à projets". */
  sujet: string;
  initial: Etat;
  /** The word on screen of each state; its keys are the closed list of states. */
  libelles: Record<Etat, string>;
  transitions: Record<Etat, Partial<Record<Action, Transition<Etat>>>>;
}

/**
 * The state after an action (rule 7).
 * @returns the next state, or `ETAT_INVALIDE` with the current state in words
 */
export function avancer<Etat extends string, Action extends string>(
  cycle: Cycle<Etat, Action>,
  etat: Etat,
  action: Action,
): Decision<Etat> {
  const transition = cycle.transitions[etat][action];
  if (transition) return accepter(transition.vers);
  const verbe = action.toLowerCase().replaceAll('_', ' ');
  return refuser(
    'ETAT_INVALIDE',
    `Action « ${verbe} » impossible : ${cycle.sujet} est à l’état « ${cycle.libelles[etat]} ».`,
    'etat',
  );
}

/** The actions open from a state, to a role when one is given, in the order of the table. */
export function actionsPossibles<Etat extends string, Action extends string>(
  cycle: Cycle<Etat, Action>,
  etat: Etat,
  role?: Role,
): Action[] {
  const sorties = Object.entries(cycle.transitions[etat]) as [Action, Transition<Etat>][];
  return sorties.filter(([, { roles }]) => role === undefined || roles.includes(role)).map(([action]) => action);
}

/** True when no action leaves this state. */
export function estFinal<Etat extends string, Action extends string>(cycle: Cycle<Etat, Action>, etat: Etat): boolean {
  return actionsPossibles(cycle, etat).length === 0;
}

/** Every state that some sequence of actions reaches from the initial one (to prove that a table has no dead state). */
export function etatsAtteignables<Etat extends string, Action extends string>(cycle: Cycle<Etat, Action>): Etat[] {
  const vus: Etat[] = [cycle.initial];
  for (const etat of vus) {
    const sorties = Object.values(cycle.transitions[etat]) as Transition<Etat>[];
    for (const { vers } of sorties) if (!vus.includes(vers)) vus.push(vers);
  }
  return vus;
}
