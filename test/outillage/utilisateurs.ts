import type { RoleAccorde } from '@tdt/domaine';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import type { Serveur } from './serveur.js';

/** Every act answers as `r`: the object, or the code and the path of its refusal. */
const ACTES = {
  inviter: `mutation ($d: InviterUtilisateurInput!) { r: inviterUtilisateur(demande: $d) {
  ... on InvitationEmise { invitationId lien expireLe } ... on Refus { code chemin } } }`,
  renouveler: `mutation ($id: ID!) { r: renouvelerInvitation(id: $id) {
  ... on InvitationEmise { invitationId lien } ... on Refus { code chemin } } }`,
  annuler: `mutation ($id: ID!) { r: annulerInvitation(id: $id) { ... on Invitation { etat } ... on Refus { code chemin } } }`,
  accorder: `mutation ($d: AccorderHabilitationInput!) { r: accorderHabilitation(demande: $d) {
  ... on Habilitation { id gestionnaireUtilisateurs } ... on Refus { code chemin } } }`,
  retirer: `mutation ($id: ID!) { r: retirerHabilitation(id: $id) { ... on Habilitation { fin } ... on Refus { code chemin } } }`,
  desactiver: `mutation ($id: ID!) { r: desactiverUtilisateur(id: $id) { ... on Utilisateur { id } ... on Refus { code chemin } } }`,
} as const;

export interface ReponseUtilisateurs {
  code?: string;
  chemin?: string | null;
  invitationId?: string;
  lien?: string;
  expireLe?: string;
  etat?: string;
  id?: string;
  gestionnaireUtilisateurs?: boolean;
}

/** Plays an act on the people of an organisation, its refusal included. */
export async function agirSurUtilisateurs(
  s: Serveur,
  qui: ClePersonne,
  acte: keyof typeof ACTES,
  variables: object,
): Promise<ReponseUtilisateurs> {
  const jeton = s.monde.jetons[qui];
  return (await s.gql<{ r: ReponseUtilisateurs }>(jeton, ACTES[acte], variables as Record<string, unknown>)).r;
}

let rang = 0;

/** An invitation of somebody who was never invited before. */
export function demandeInvitation(s: Serveur, organisme: CleOrganisme, role: RoleAccorde, autrement: object = {}) {
  rang += 1;
  const courriel = `personne${rang}@hub.example`;
  return { d: { courriel, role, organismeId: s.monde.organismes[organisme], ...autrement } };
}
