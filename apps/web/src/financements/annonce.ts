import { gql, type DonneesDe } from '../commun/api.js';

/** A round, its projects with what bounds a funder on each, and what the organisation has sealed. */
export const UN_TOUR = gql(`
  query TourDeTable($id: ID!) {
    tour(id: $id) {
      id
      numero
      etat
      seanceId
      pointsParFinanceur
      pointsMaxParProjet
      reveleLe
      motif
      projets {
        id
        rang
        candidatureId
        candidature {
          id
          titre
          totalCharges
          assiette
          porteur { nom categorie }
          plan { type montant }
          parts { id etat montant financeur { id categorie } }
          appel { id }
        }
      }
      scelles { id scelleLe financeur { id nom } }
      annonces {
        id
        version
        etat
        plafond
        empreinte
        scelleLe
        financeur { id }
        enveloppe { id libelle }
        lignes { id candidatureId maximum minimum points condition }
      }
    }
    mesEnveloppes: enveloppes(first: 50) {
      edges { node { id libelle exercice statut disponible reserve financeur { id categorie } appel { id } } }
    }
  }
`);

export type DonneesTour = DonneesDe<typeof UN_TOUR>;
export type TourLu = NonNullable<DonneesTour['tour']>;
export type ProjetDuTour = TourLu['projets'][number];
export type AnnonceLue = TourLu['annonces'][number];
export type EnveloppeDAnnonce = DonneesTour['mesEnveloppes']['edges'][number]['node'];

export const SEANCE_DU_TOUR = gql(`
  query SeanceDuTour($id: ID!, $appelId: ID!) {
    seance(id: $id) { id intitule prevueLe lieu etat }
    appelAProjets(id: $appelId) {
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
  }
`);

export type CadreDuTour = DonneesDe<typeof SEANCE_DU_TOUR>;

export const SCELLER_ANNONCE = gql(`
  mutation ScellerAnnonce($d: ScellerAnnonceInput!) {
    r: scellerAnnonce(demande: $d) {
      __typename
      ... on Annonce { id empreinte scelleLe }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RETIRER_ANNONCE = gql(`
  mutation RetirerAnnonce($d: RetirerAnnonceInput!) {
    r: retirerAnnonce(demande: $d) {
      __typename
      ... on Annonce { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
