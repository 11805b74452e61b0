import { gql } from '../commun/api.js';

export const EMARGER = gql(`
  mutation Emarger($d: EmargerInput!) {
    r: emarger(demande: $d) {
      __typename
      ... on Emargement { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const CONSTATER_PRESENCE = gql(`
  mutation ConstaterPresence($d: ConstaterPresenceInput!) {
    r: constaterPresence(demande: $d) {
      __typename
      ... on Emargement { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ANNULER_PRESENCE = gql(`
  mutation AnnulerPresence($d: AnnulerPresenceInput!) {
    r: annulerPresence(demande: $d) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DONNER_POUVOIR = gql(`
  mutation DonnerPouvoir($d: DonnerPouvoirInput!) {
    r: donnerPouvoir(demande: $d) {
      __typename
      ... on Pouvoir { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DECLARER_DEPORT = gql(`
  mutation DeclarerDeport($d: DeclarerDeportInput!) {
    r: declarerDeport(demande: $d) {
      __typename
      ... on Deport { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const VOTER = gql(`
  mutation Voter($d: VoterInput!) {
    r: voter(demande: $d) {
      __typename
      ... on Vote { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const OUVRIR_SEANCE = gql(`
  mutation OuvrirSeance($id: ID!, $cle: ID!) {
    r: ouvrirSeance(id: $id, cle: $cle) {
      __typename
      ... on Seance { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const SUSPENDRE_SEANCE = gql(`
  mutation SuspendreSeance($d: SuspendreSeanceInput!) {
    r: suspendreSeance(demande: $d) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const REPRENDRE_SEANCE = gql(`
  mutation ReprendreSeance($id: ID!, $cle: ID!) {
    r: reprendreSeance(id: $id, cle: $cle) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const CLORE_SEANCE = gql(`
  mutation CloreSeance($id: ID!, $cle: ID!) {
    r: cloreSeance(id: $id, cle: $cle) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const REDIGER_PV = gql(`
  mutation RedigerPv($id: ID!, $cle: ID!) {
    r: redigerPv(seanceId: $id, cle: $cle) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const APPROUVER_PV = gql(`
  mutation ApprouverPv($id: ID!, $cle: ID!) {
    r: approuverPv(seanceId: $id, cle: $cle) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const OUVRIR_SCRUTIN = gql(`
  mutation OuvrirScrutin($id: ID!, $cle: ID!) {
    r: ouvrirScrutin(pointId: $id, cle: $cle) {
      __typename
      ... on Scrutin { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const CLORE_SCRUTIN = gql(`
  mutation CloreScrutin($d: CloreScrutinInput!) {
    r: cloreScrutin(demande: $d) {
      __typename
      ... on Scrutin { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ANNULER_SCRUTIN = gql(`
  mutation AnnulerScrutin($d: AnnulerScrutinInput!) {
    r: annulerScrutin(demande: $d) {
      __typename
      ... on Scrutin { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const OUVRIR_TOUR = gql(`
  mutation OuvrirTour($d: OuvrirTourInput!) {
    r: ouvrirTour(demande: $d) {
      __typename
      ... on Tour { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const REVELER_TOUR = gql(`
  mutation RevelerTour($d: RevelerTourInput!) {
    r: revelerTour(demande: $d) {
      __typename
      ... on Tour { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const FIGER_PROPOSITION = gql(`
  mutation FigerProposition($d: FigerPropositionInput!) {
    r: figerProposition(demande: $d) {
      __typename
      ... on Proposition { id numero }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
