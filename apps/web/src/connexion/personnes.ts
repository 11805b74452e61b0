import { LIBELLES_ROLE, ROLES_DELEGABLES, type RoleAccorde } from '@tdt/domaine';
import { gql, type DonneesDe } from '../commun/api.js';
import type { Session } from './session.js';

export const PERSONNES = gql(`
  query PersonnesEtDroits($organismeId: ID!) {
    organisme(id: $organismeId) { id nom logo }
    moi { id habilitations { id role organisme { id } fin gestionnaireUtilisateurs attendConfirmation } }
    utilisateurs(first: 100, filtre: { organismeId: $organismeId }) {
      totalCount
      edges {
        node {
          id
          prenom
          nom
          courriel
          desactiveLe
          habilitations {
            id
            role
            organisme { id }
            appelId
            conferenceId
            debut
            fin
            gestionnaireUtilisateurs
            attendConfirmation
          }
        }
      }
    }
    habilitations(first: 100, filtre: { organismeId: $organismeId, attendConfirmation: true }) {
      edges { node { id personne role appelId conferenceId debut } }
    }
    invitations(first: 100, filtre: { organismeId: $organismeId, enAttente: true }) {
      edges { node { id courriel role etat expireLe gestionnaireUtilisateurs auteur { prenom nom } } }
    }
    appelsAProjets(first: 100, tri: TITRE) { edges { node { id titre } } }
  }
`);

export type Annuaire = DonneesDe<typeof PERSONNES>;
export type Personne = Annuaire['utilisateurs']['edges'][number]['node'];
export type Droit = Personne['habilitations'][number];
export type AConfirmer = Annuaire['habilitations']['edges'][number]['node'];
export type InvitationLue = Annuaire['invitations']['edges'][number]['node'];

export const INVITER = gql(`
  mutation InviterUtilisateur($d: InviterUtilisateurInput!) {
    r: inviterUtilisateur(demande: $d) {
      __typename
      ... on InvitationEmise { invitationId lien expireLe }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RENOUVELER = gql(`
  mutation RenouvelerInvitation($id: ID!, $cle: ID!) {
    r: renouvelerInvitation(id: $id, cle: $cle) {
      __typename
      ... on InvitationEmise { invitationId lien expireLe }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ANNULER_INVITATION = gql(`
  mutation AnnulerInvitation($id: ID!, $cle: ID!) {
    r: annulerInvitation(id: $id, cle: $cle) {
      __typename
      ... on Invitation { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ACCORDER = gql(`
  mutation AccorderHabilitation($d: AccorderHabilitationInput!) {
    r: accorderHabilitation(demande: $d) {
      __typename
      ... on Habilitation { id attendConfirmation }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const CONFIRMER = gql(`
  mutation ConfirmerHabilitation($id: ID!, $cle: ID!) {
    r: confirmerHabilitation(id: $id, cle: $cle) {
      __typename
      ... on Habilitation { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RETIRER_DROIT = gql(`
  mutation RetirerHabilitation($id: ID!, $cle: ID!) {
    r: retirerHabilitation(id: $id, cle: $cle) {
      __typename
      ... on Habilitation { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

/** A right of today or of later, for this organisation. */
export function enCours(droits: readonly Droit[], organismeId: string): Droit[] {
  return droits.filter((d) => d.organisme?.id === organismeId && (d.fin === null || new Date(d.fin) > new Date()));
}

/** Does this person manage the users of the organisation for which she acts? */
export function gereLesPersonnes({ moi }: Annuaire, session: Session): boolean {
  if (session.organisme?.roles.includes('ADMIN')) return true;
  return (moi?.habilitations ?? []).some(
    (h) =>
      h.organisme?.id === session.organisme?.id &&
      h.gestionnaireUtilisateurs &&
      !h.attendConfirmation &&
      (h.fin === null || new Date(h.fin) > new Date()),
  );
}

/** Roles that she may give there, each with what it needs. */
export function rolesADonner(session: Session): { valeur: RoleAccorde; texte: string }[] {
  const roles = new Set((session.organisme?.roles ?? []).flatMap((role) => ROLES_DELEGABLES[role]));
  return [...roles].map((valeur) => ({ valeur, texte: LIBELLES_ROLE[valeur] }));
}

/** What a right is limited to, in words. */
export function perimetre(
  { appelId, conferenceId }: { appelId: string | null; conferenceId: string | null },
  annuaire: Annuaire,
): string {
  const appel = annuaire.appelsAProjets.edges.find(({ node }) => node.id === appelId)?.node;
  if (appelId) return `, pour l’appel « ${appel?.titre ?? 'que vous ne voyez pas'} »`;
  return conferenceId ? ', pour une conférence' : '';
}
