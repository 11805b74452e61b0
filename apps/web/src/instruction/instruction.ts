import { gql, type DonneesDe } from '../commun/api.js';

/** The board: one row a file, with what the reader may do on it. */
export const TABLEAU = gql(`
  query TableauInstruction($after: String, $tri: TriCandidature, $filtre: CandidatureFiltre) {
    candidatures(first: 25, after: $after, tri: $tri, filtre: $filtre) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          numero
          etat
          titre
          montantDemande
          deposeLe
          modifieLe
          score
          avisFavorable
          actionsPossibles
          porteur { id nom }
          appel { id reference titre }
          instructeur { id prenom nom }
          territoires { code nom }
        }
      }
    }
  }
`);

export type LigneTableau = DonneesDe<typeof TABLEAU>['candidatures']['edges'][number]['node'];

/** What the filters offer. */
export const CHOIX_TABLEAU = gql(`
  query ChoixTableau {
    appelsAProjets(first: 100) { edges { node { id reference titre etat } } }
    territoires(first: 30, filtre: { nature: REGION }) { edges { node { id code nom } } }
  }
`);

export type ChoixTableau = DonneesDe<typeof CHOIX_TABLEAU>;

/** What the instruction adds to a file: its grid, its marks, its opinion. */
export const INSTRUCTION = gql(`
  query InstructionDuDossier($id: ID!) {
    candidature(id: $id) {
      id
      score
      avis
      avisFavorable
      totalCharges
      totalProduits
      instructeur { id prenom nom }
      montantDroit { montant detail { code libelle montant obtenu motif } }
      notes { points commentaire critere { code } }
      appel {
        seuilInstruction
        grille { id code libelle poids }
      }
    }
  }
`);

export type Instruction = NonNullable<DonneesDe<typeof INSTRUCTION>['candidature']>;

/** Calls that take files, or took them until lately: what was received in time may be registered afterwards. */
export const APPELS_DE_RECEPTION = gql(`
  query AppelsDeReception {
    appelsAProjets(first: 100) { edges { node { id titre etat ouverture cloture } } }
  }
`);

export const ENREGISTRER_RECUE = gql(`
  mutation EnregistrerCandidatureRecue($d: EnregistrerCandidatureRecueInput!) {
    r: enregistrerCandidatureRecue(demande: $d) {
      __typename
      ... on Candidature { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const INSCRIRE_ORGANISME = gql(`
  mutation InscrireOrganisme($d: CreerOrganismeInput!) {
    r: creerOrganisme(demande: $d) {
      __typename
      ... on Organisme { id nom }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DECLARER_RECEVABLE = gql(`
  mutation DeclarerRecevable($id: ID!, $cle: ID!) {
    r: declarerRecevable(id: $id, cle: $cle) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DECLARER_IRRECEVABLE = gql(`
  mutation DeclarerIrrecevable($id: ID!, $motif: String!, $cle: ID!) {
    r: declarerIrrecevable(id: $id, motif: $motif, cle: $cle) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const COMMENCER = gql(`
  mutation CommencerInstruction($id: ID!, $cle: ID!) {
    r: commencerInstruction(id: $id, cle: $cle) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DEMANDER_COMPLEMENTS = gql(`
  mutation DemanderComplements($d: DemanderComplementsInput!) {
    r: demanderComplements(demande: $d) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const NOTER = gql(`
  mutation NoterCandidature($d: NoterCandidatureInput!) {
    r: noterCandidature(demande: $d) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const TERMINER = gql(`
  mutation TerminerInstruction($d: TerminerInstructionInput!) {
    r: terminerInstruction(demande: $d) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
