import { gql, type DonneesDe } from '../commun/api.js';

export const APPELS_GERES = gql(`
  query AppelsGeres($after: String, $filtre: AppelFiltre) {
    appelsAProjets(first: 25, after: $after, tri: CREE_LE, filtre: $filtre) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          reference
          titre
          etat
          ouverture
          cloture
          montantAnnonce
          totalDemande
          avertissementDepassement
          candidatures(first: 1) { totalCount }
        }
      }
    }
  }
`);

export type AppelDeListe = DonneesDe<typeof APPELS_GERES>['appelsAProjets']['edges'][number]['node'];

export const UN_APPEL_GERE = gql(`
  query UnAppelGere($id: ID!) {
    appelAProjets(id: $id) {
      id
      version
      versionRegles
      reference
      type
      titre
      resume
      objet
      etat
      ouverture
      cloture
      modeMontant
      montantAnnonce
      categoriesAdmises
      seuilInstruction
      dureeMoisMax
      millesimeQpv
      millesimeAcv
      financementPartiel
      publieLe
      conferenceId
      totalDemande
      avertissementDepassement
      regles { id type code libelle montant tauxBp condition preuve cumulable sourceJuridique }
      grille { id code libelle poids }
      pieces { id code libelle obligatoire categories }
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
      territoires { nature code nom }
      candidatures(first: 1) { totalCount }
    }
    enveloppes(first: 50, filtre: { appelId: $id }) {
      edges { node { id libelle dotation disponible financeur { nom } } }
    }
  }
`);

export type AppelGere = NonNullable<DonneesDe<typeof UN_APPEL_GERE>['appelAProjets']>;
export type EnveloppeDAppel = DonneesDe<typeof UN_APPEL_GERE>['enveloppes']['edges'][number]['node'];

export const CONFERENCES = gql(`
  query ConferencesDuFormulaire {
    conferences(first: 100) { edges { node { id nom } } }
  }
`);

export const CREER_APPEL = gql(`
  mutation CreerAppel($d: CreerAppelInput!) {
    r: creerAppel(demande: $d) {
      __typename
      ... on AppelAProjets { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const MODIFIER_APPEL = gql(`
  mutation ModifierAppel($d: ModifierAppelInput!) {
    r: modifierAppel(demande: $d) {
      __typename
      ... on AppelAProjets { id version }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DEFINIR_FINANCEMENT = gql(`
  mutation DefinirReglesFinancement($d: DefinirReglesFinancementInput!) {
    r: definirReglesFinancement(demande: $d) {
      __typename
      ... on AppelAProjets { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const PUBLIER_APPEL = gql(`
  mutation PublierAppel($id: ID!, $cle: ID!) {
    r: publierAppel(id: $id, cle: $cle) {
      __typename
      ... on AppelAProjets { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const PROLONGER_APPEL = gql(`
  mutation ProlongerAppel($id: ID!, $cloture: Instant!, $cle: ID!) {
    r: prolongerAppel(id: $id, cloture: $cloture, cle: $cle) {
      __typename
      ... on AppelAProjets { id cloture }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const OUVRIR_ENVELOPPE = gql(`
  mutation OuvrirEnveloppeDAppel($d: CreerEnveloppeInput!) {
    r: creerEnveloppe(demande: $d) {
      __typename
      ... on Enveloppe { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DOTER_ENVELOPPE = gql(`
  mutation DoterEnveloppeDAppel($d: DoterEnveloppeInput!) {
    r: doterEnveloppe(demande: $d) {
      __typename
      ... on Enveloppe { id dotation }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
