import { gql, type DonneesDe } from '../commun/api.js';

export const LISTE_DOSSIERS = gql(`
  query DossiersAFinancer($after: String, $filtre: CandidatureFiltre) {
    candidatures(first: 20, after: $after, tri: MODIFIE_LE, filtre: $filtre) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          numero
          etat
          titre
          totalCharges
          porteur { nom }
          appel { id titre }
          territoires { id nom }
          parts { id etat montant financeur { id } }
        }
      }
    }
  }
`);

export type DossierDeListe = DonneesDe<typeof LISTE_DOSSIERS>['candidatures']['edges'][number]['node'];

/** What the filters offer, and the rounds in which the organisation may announce now. */
export const CHOIX_DE_LISTE = gql(`
  query ChoixDesDossiers {
    appelsAProjets(first: 100) { edges { node { id titre } } }
    territoires(first: 40, filtre: { nature: REGION }) { edges { node { id code nom } } }
    seances(first: 20) {
      edges { node { id intitule prevueLe tours { id numero etat scelles { id financeur { id } } } } }
    }
  }
`);

/** What the conference adds to a file, for one of its funders. */
export const FINANCEMENT_DU_DOSSIER = gql(`
  query FinancementDuDossier($id: ID!, $appelId: ID!) {
    candidature(id: $id) {
      id
      score
      avis
      avisFavorable
      totalCharges
      planVote { coutTotal ressourcesPropres complet vote reste }
      parts { id etat version montant assiette condition dispositif financeur { id nom categorie } enveloppe { id libelle } }
    }
    mesEnveloppes: enveloppes(first: 50) {
      edges { node { id libelle exercice dispositif statut disponible financeur { id categorie } appel { id } } }
    }
    appelAProjets(id: $appelId) {
      id
      classesFinanceurs { code parent libelle categories }
      reglesFinancement {
        id
        code
        libelle
        portee
        classe
        financeur { id nom }
        categorie
        type
        tauxBp
        base
        montant
        sourceJuridique
      }
    }
  }
`);

export type FinancementLu = DonneesDe<typeof FINANCEMENT_DU_DOSSIER>;
export type DossierFinance = NonNullable<FinancementLu['candidature']>;
export type MonEnveloppe = FinancementLu['mesEnveloppes']['edges'][number]['node'];

export const PROPOSER_PART = gql(`
  mutation ProposerPart($d: ProposerPartInput!) {
    r: proposerPart(demande: $d) {
      __typename
      ... on Part { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const MODIFIER_PART = gql(`
  mutation ModifierPart($d: ModifierPartInput!) {
    r: modifierPart(demande: $d) {
      __typename
      ... on Part { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RETIRER_PART = gql(`
  mutation RetirerPart($d: RetirerPartInput!) {
    r: retirerPart(demande: $d) {
      __typename
      ... on Part { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
