import { accepter, refuser, type Decision } from '../refus.js';
import type { Action } from './actions.js';
import type { HabilitationAgent } from './decider.js';
import type { Role } from './roles.js';

/**
 * Levels (`acr`) that ProConnect gives to an authentication by two factors at least. Source: its pages « Double
 * authentification » and « Niveaux eidas »; the two `-mfa` values are the coming names of the two `-2fa` ones.
 */
export const ACR_FORTS: readonly string[] = [
  'eidas2',
  'eidas3',
  'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
  'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
  'eidas0-mfa',
  'eidas1-mfa',
];

/** Whoever decides on money or reads the files of others: staff, funders, president (trust.md, A8). */
export const ROLES_A_AUTHENTIFICATION_FORTE: readonly Role[] = [
  'FINANCEUR',
  'INSTRUCTEUR',
  'GESTIONNAIRE',
  'PRESIDENT',
  'ADMIN',
];

/** Acts that nobody does on an authentication that is not recent: closing a ballot, and the signatures. */
export const ACTIONS_A_REAUTHENTIFIER: readonly Action[] = [
  'cloreScrutin',
  'approuverPv',
  'enregistrerEngagement',
  'mettreEnSignature',
  'signerConvention',
  'refuserSignature',
  'enregistrerSignatureManuscrite',
  'demanderSignatureExterne',
  'abandonnerSignatureExterne',
  'verifierSignatureExterne',
  'proposerAvenant',
  'resilierConvention',
];

/** Age of an authentication at which it is no longer recent, in seconds. */
export const FRAICHEUR_MAX_S = 15 * 60;

/** Where a client sends its user to authenticate again; carried by the refusal as its path. */
export const ADRESSE_REAUTHENTIFICATION = `/connexion?prompt=login&max_age=${FRAICHEUR_MAX_S}`;

/** Where a client sends its user to log in by two factors. */
export const ADRESSE_DEUX_FACTEURS = '/connexion?niveau=fort';

/** Is this level enough for what these habilitations permit? Refusal: AUTHENTIFICATION_FAIBLE. */
export function exigerNiveau(acr: string, habilitations: readonly Pick<HabilitationAgent, 'role'>[]): Decision {
  if (ACR_FORTS.includes(acr)) return accepter();
  if (!habilitations.some((h) => ROLES_A_AUTHENTIFICATION_FORTE.includes(h.role))) return accepter();
  return refuser(
    'AUTHENTIFICATION_FAIBLE',
    'Vos habilitations demandent une authentification à deux facteurs : reconnectez-vous avec un second facteur.',
    ADRESSE_DEUX_FACTEURS,
  );
}

/**
 * Is the authentication recent enough for this action? It is no longer when it is fifteen minutes old to the millisecond.
 * Refusal: AUTHENTIFICATION_FAIBLE, whose path is the address at which to authenticate again.
 */
export function exigerFraicheur(action: Action, authentifieLe: Date, instant: Date): Decision {
  if (!ACTIONS_A_REAUTHENTIFIER.includes(action)) return accepter();
  if (instant.getTime() - authentifieLe.getTime() < FRAICHEUR_MAX_S * 1_000) return accepter();
  return refuser(
    'AUTHENTIFICATION_FAIBLE',
    'Cette opération demande une authentification de moins de quinze minutes : authentifiez-vous à nouveau, puis recommencez.',
    ADRESSE_REAUTHENTIFICATION,
  );
}
