import { accepter, refuser, type Decision } from '../refus.js';
import type { Action } from './actions.js';
import { decider, type AgentHabilite, type ObjetHabilite, type Portee } from './decider.js';
import type { Role, RoleAccorde } from './roles.js';

/**
 * Roles that the manager of an organisation's users may grant there: those of his own people, never a wider one. The
 * administrator may grant every role.
 */
export const ROLES_DELEGABLES: Readonly<Record<Role, readonly RoleAccorde[]>> = {
  PUBLIC: [],
  PORTEUR: ['PORTEUR'],
  FINANCEUR: ['FINANCEUR'],
  INSTRUCTEUR: [],
  GESTIONNAIRE: ['GESTIONNAIRE', 'INSTRUCTEUR'],
  PRESIDENT: [],
  ADMIN: ['PORTEUR', 'FINANCEUR', 'INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN'],
};

/** Roles to which the management of an organisation's users may be attached: those of the rows `GERE` of the matrix. */
export const GESTIONNAIRES_POSSIBLES: readonly RoleAccorde[] = ['PORTEUR', 'FINANCEUR', 'GESTIONNAIRE'];

/** What an act on a role is about: the role, for an organisation, within a perimeter. */
export type ObjetRole = ObjetHabilite & { role: RoleAccorde };

/**
 * May this agent grant, promise or end this role? Same refusals as `decider`, then INTERDIT for a role that is not his to
 * give. Each of his habilitations is tried: one that manages the porteurs of an organisation says nothing of its funders.
 */
export function deciderRole(agent: AgentHabilite, action: Action, objet: ObjetRole): Decision<Portee> {
  const premier = decider(agent, action, objet);
  if (!premier.ok) return premier;
  for (const habilitation of agent.habilitations) {
    if (!ROLES_DELEGABLES[habilitation.role].includes(objet.role)) continue;
    const droit = decider({ ...agent, habilitations: [habilitation] }, action, objet);
    if (droit.ok) return accepter(droit.fait);
  }
  return refuser('INTERDIT', 'Ce rôle ne peut pas être donné ni retiré depuis votre habilitation.', 'role');
}
