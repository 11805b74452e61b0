import { gql, type DonneesDe } from '../commun/api.js';

export const LISTE_PARTS = gql(`
  query MesParts($after: String, $filtre: PartFiltre) {
    parts(first: 20, after: $after, tri: CREEE_LE, filtre: $filtre) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          etat
          montant
          dispositif
          candidature { id titre porteur { nom } }
        }
      }
    }
  }
`);

export type PartDeListe = DonneesDe<typeof LISTE_PARTS>['parts']['edges'][number]['node'];

export const UNE_PART = gql(`
  query MaPart($id: ID!) {
    part(id: $id) {
      id
      etat
      montant
      assiette
      dispositif
      condition
      creeeLe
      lettre
      financeur { id nom categorie }
      enveloppe { id libelle exercice disponible vote engage }
      candidature { id titre etat porteur { nom } }
      engagements {
        id
        sens
        typeActe
        numero
        dateActe
        signataireNom
        signataireQualite
        transmisLe
        montant
        avertissements
        enregistreLe
      }
    }
  }
`);

export type PartLue = NonNullable<DonneesDe<typeof UNE_PART>['part']>;

export const ENGAGER = gql(`
  mutation EnregistrerEngagement($d: EnregistrerEngagementInput!) {
    r: enregistrerEngagement(demande: $d) {
      __typename
      ... on Engagement { id avertissements }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const LIBERER = gql(`
  mutation LibererPart($d: LibererPartInput!) {
    r: libererPart(demande: $d) {
      __typename
      ... on Part { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
