import { gql, type DonneesDe } from '../commun/api.js';

export const LISTE_ENVELOPPES = gql(`
  query MesEnveloppes($after: String) {
    enveloppes(first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          libelle
          dispositif
          exercice
          statut
          avertissement
          appel { id titre }
          dotation
          disponible
          reserve
          vote
          engage
          conventionne
          verse
        }
      }
    }
  }
`);

export type EnveloppeDeListe = DonneesDe<typeof LISTE_ENVELOPPES>['enveloppes']['edges'][number]['node'];

export const UNE_ENVELOPPE = gql(`
  query MonEnveloppe($id: ID!, $after: String) {
    enveloppe(id: $id) {
      id
      libelle
      dispositif
      exercice
      typeCredit
      statut
      avertissement
      creeeLe
      financeur { id nom categorie }
      appel {
        id
        titre
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
      dotation
      disponible
      reserve
      vote
      engage
      conventionne
      verse
      parts(first: 50, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges { node { id etat montant candidatureId candidature { id titre porteur { nom } } } }
      }
    }
  }
`);

export type EnveloppeLue = NonNullable<DonneesDe<typeof UNE_ENVELOPPE>['enveloppe']>;
export type AppelDeLEnveloppe = NonNullable<EnveloppeLue['appel']>;

export const APPELS_POSSIBLES = gql(`
  query AppelsPourEnveloppe {
    appelsAProjets(first: 100) { edges { node { id titre etat } } }
  }
`);

export const CREER_ENVELOPPE = gql(`
  mutation CreerEnveloppe($d: CreerEnveloppeInput!) {
    r: creerEnveloppe(demande: $d) {
      __typename
      ... on Enveloppe { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DOTER_ENVELOPPE = gql(`
  mutation DoterEnveloppe($d: DoterEnveloppeInput!) {
    r: doterEnveloppe(demande: $d) {
      __typename
      ... on Enveloppe { id dotation }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const LIBELLES_STATUT: Record<Api.StatutEnveloppe, string> = {
  OUVERTE: 'Ouverte',
  GELEE: 'Gelée',
  CLOSE: 'Close',
};

export const LIBELLES_CREDIT: Record<Api.TypeCredit, string> = {
  UNIQUE: 'Crédits sans distinction',
  AE: 'Autorisations d’engagement',
  CP: 'Crédits de paiement',
};
