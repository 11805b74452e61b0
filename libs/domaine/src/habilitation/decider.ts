import { accepter, refuser, type Decision } from '../refus.js';
import {
  ACTIONS_JAMAIS_POUR_SOI,
  ACTIONS_LECTURE,
  LECTURE_REQUISE,
  LECTURE_RESTREINTE,
  type Action,
  type ActionEcriture,
  type ActionLecture,
} from './actions.js';
import { DROITS, type Relation } from './droits.js';
import type { Role } from './roles.js';

/** A role held for an organisation, narrowed to one call or one conference when it names one. */
export interface HabilitationAgent {
  role: Role;
  organismeId: string;
  appelId?: string | null;
  conferenceId?: string | null;
  /** He manages the users of that organisation: invites them, grants and ends its roles. */
  gereUtilisateurs?: boolean;
}

/** Who acts: `utilisateurId` is null for an anonymous visitor. Only habilitations valid at the instant of the act. */
export interface AgentHabilite {
  utilisateurId: string | null;
  habilitations: readonly HabilitationAgent[];
}

/** What the decision needs to know of the object; everything absent counts as « not related ». */
export interface ObjetHabilite {
  /** Organisations that own the object: the funder of a share or an envelope, the member that signs or votes. */
  organismeIds?: readonly string[];
  /** Organisations that carry the project, when they differ from the owners: `PORTEUR` is compared with these. */
  porteurIds?: readonly string[];
  appelId?: string | null;
  /** Calls that it concerns when there are several: a session concerns every call of its conference. */
  appelIds?: readonly string[];
  conferenceId?: string | null;
  /**
   * Members of the conference that examines the object. The caller leaves out the members in déport on it, and gives none
   * before the stage at which the members may see it (a candidature: from RECEVABLE; its instruction: from INSTRUIT).
   */
  membreOrganismeIds?: readonly string[];
  /** It may come to the agenda of the conference, or has been on one. */
  ordreDuJour?: boolean;
  /** The object is in its confidential stage: draft, or share not yet before the session. */
  restreint?: boolean;
  /** The person concerned, for the acts that nobody does for himself. */
  utilisateurId?: string;
}

/** One reason for which an agent may do an action: the predicate of a read is the disjunction of these. */
export interface Portee {
  role: Role;
  relation: Relation;
  organismeId: string | null;
  appelId: string | null;
  conferenceId: string | null;
}

/**
 * Everything on which this agent may do this action, from the same rows as `decider`: an empty list means nothing at all.
 * The SQL of a read is generated from it, so a list and a decision cannot disagree.
 */
export function portee(agent: AgentHabilite, action: Action): Portee[] {
  return DROITS.filter((droit) => droit.action === action).flatMap(({ role, relation }): Portee[] => {
    if (role === 'PUBLIC') return [{ role, relation, organismeId: null, appelId: null, conferenceId: null }];
    return agent.habilitations
      .filter((h) => h.role === role && (relation !== 'GERE' || h.gereUtilisateurs === true))
      .map((h) => ({
        role,
        relation,
        organismeId: h.organismeId,
        appelId: h.appelId ?? null,
        conferenceId: h.conferenceId ?? null,
      }))
      .filter((p) => !PAR_PERIMETRE.includes(p.relation) || p.appelId !== null || p.conferenceId !== null);
  });
}

/** Relations that only a call or a conference named by the habilitation gives. */
const PAR_PERIMETRE: readonly Relation[] = ['AFFECTE', 'ORDRE_DU_JOUR'];

/** True when the object falls under this reason. The call or conference of an habilitation narrows every relation. */
export function couvre(raison: Portee, objet: ObjetHabilite): boolean {
  const { appelId, organismeId } = raison;
  if (appelId !== null && appelId !== objet.appelId && !objet.appelIds?.includes(appelId)) return false;
  if (raison.conferenceId !== null && raison.conferenceId !== objet.conferenceId) return false;
  if (raison.relation === 'TOUS' || raison.relation === 'AFFECTE') return true;
  if (raison.relation === 'ORDRE_DU_JOUR') return objet.ordreDuJour === true;
  const cibles = raison.relation === 'MEMBRE' ? objet.membreOrganismeIds : proprietaires(raison.role, objet);
  return organismeId !== null && cibles?.includes(organismeId) === true;
}

function proprietaires(role: Role, objet: ObjetHabilite): readonly string[] | undefined {
  return role === 'PORTEUR' ? (objet.porteurIds ?? objet.organismeIds) : objet.organismeIds;
}

function estLecture(action: Action): action is ActionLecture {
  return (ACTIONS_LECTURE as readonly Action[]).includes(action);
}

/** The read that decides between INTROUVABLE and INTERDIT; `null` when there is nothing to read. */
function lectureDe(action: Action, objet: ObjetHabilite): ActionLecture | null {
  const lecture = estLecture(action) ? action : (LECTURE_REQUISE[action as ActionEcriture] ?? null);
  return lecture && ((objet.restreint ? LECTURE_RESTREINTE[lecture] : undefined) ?? lecture);
}

/**
 * May this agent do this action on this object? Accepts with the reason (role and organisation, for the journal). Deny by
 * default: an action without a row is refused to everybody. Refusals, in this order: INTROUVABLE when the agent may not
 * even read the object, NON_AUTHENTIFIE when an anonymous visitor may read but not act, INTERDIT when a known one may
 * not, QUATRE_YEUX for what nobody does for himself. Source: trust.md §3.
 */
export function decider(agent: AgentHabilite, action: Action, objet: ObjetHabilite): Decision<Portee> {
  const lecture = lectureDe(action, objet);
  const lisible = lecture === null ? null : raisonDe(agent, lecture, objet);
  if (lisible === undefined) return refuser('INTROUVABLE', 'Cet objet n’existe pas ou n’est pas visible pour vous.');
  if (estLecture(action)) return accepter(lisible as Portee);
  const raison = raisonDe(agent, action, objet);
  if (!raison && agent.utilisateurId === null) return refuser('NON_AUTHENTIFIE', 'Connectez-vous pour continuer.');
  if (!raison) return refuser('INTERDIT', 'Votre habilitation ne permet pas cette opération.');
  if (ACTIONS_JAMAIS_POUR_SOI.includes(action) && objet.utilisateurId === agent.utilisateurId) {
    return refuser(
      'QUATRE_YEUX',
      'Cette opération ne peut pas être faite pour soi-même : une autre personne doit s’en charger.',
    );
  }
  return accepter(raison);
}

function raisonDe(agent: AgentHabilite, action: Action, objet: ObjetHabilite): Portee | undefined {
  return portee(agent, action).find((raison) => couvre(raison, objet));
}
