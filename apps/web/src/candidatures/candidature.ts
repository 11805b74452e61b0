import { gql, type DonneesDe } from '../commun/api.js';

export const LISTE_CANDIDATURES = gql(`
  query MesCandidatures($after: String, $filtre: CandidatureFiltre) {
    candidatures(first: 20, after: $after, tri: MODIFIE_LE, filtre: $filtre) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          numero
          etat
          titre
          modifieLe
          canal
          recueLe
          deposeLe
          totauxPlan { total }
          appel { id titre cloture etat }
        }
      }
    }
  }
`);

export type CandidatureDeListe = DonneesDe<typeof LISTE_CANDIDATURES>['candidatures']['edges'][number]['node'];

/** Everything that its applicant may read and write of a file. */
export const UNE_CANDIDATURE = gql(`
  query MaCandidature($id: ID!) {
    candidature(id: $id) {
      id
      numero
      etat
      version
      titre
      resume
      origineInitiative
      nature
      debut
      fin
      regimeAide
      montantDemande
      assiette
      representantNom
      representantQualite
      cerAccepteLe
      cerSignataire
      cerVersion
      exceptionParticipation
      exceptionActe
      territoires { nature code nom regionCode }
      partenaires { organisme { id nom identifiant } role mandatLe }
      actions {
        intitule
        description
        indicateur
        cible
        lieux { communeCode commune { nom } dispositif zonageCode libelle reconnu }
      }
      budget { compte libelle montant }
      plan { type nature financeur { id nom categorie } dispositif assiette montant }
      aidesDeclarees { date montant }
      pieces { id code nom typeMime taille etatAnalyse ajouteeLe retireeLe adresse }
      complements { id texte pieces echeance demandeLe reponse reponduLe }
      avertissements { code chemin message }
      actionsPossibles
      canal
      recueLe
      recuePar { id prenom nom }
      deposeLe
      empreinte
      motif
      lettreDecision
      parts { id lettre financeur { id nom } }
      creeLe
      modifieLe
      conventions(first: 25) { edges { node { id numero etat emiseLe figeeLe adresse avenantDeId resilieeLe } } }
      porteur {
        id
        nom
        categorie
        typeIdentifiant
        identifiant
        rna
        formeJuridique
        adresse
        commune { nom departementCode }
      }
      appel {
        id
        titre
        etat
        ouverture
        cloture
        modeMontant
        dureeMoisMax
        millesimeQpv
        millesimeAcv
        regles { id type code libelle montant tauxBp condition preuve cumulable sourceJuridique }
        pieces { id code libelle obligatoire categories }
      }
    }
  }
`);

export type CandidatureLue = NonNullable<DonneesDe<typeof UNE_CANDIDATURE>['candidature']>;

export const OUVRIR = gql(`
  mutation OuvrirCandidature($appelId: ID!, $porteurId: ID!, $cle: ID!) {
    r: ouvrirCandidature(appelId: $appelId, porteurId: $porteurId, cle: $cle) {
      __typename
      ... on Candidature { id version }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ENREGISTRER = gql(`
  mutation EnregistrerCandidature($d: EnregistrerCandidatureInput!) {
    r: enregistrerCandidature(demande: $d) {
      __typename
      ... on Candidature { id version modifieLe }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const DEPOSER = gql(`
  mutation DeposerCandidature($id: ID!, $version: Int, $cle: ID!) {
    r: deposerCandidature(id: $id, version: $version, cle: $cle) {
      __typename
      ... on Candidature { id numero deposeLe }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const REPONDRE = gql(`
  mutation RepondreComplements($id: ID!, $reponse: String!, $cle: ID!) {
    r: repondreComplements(id: $id, reponse: $reponse, cle: $cle) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RETIRER = gql(`
  mutation RetirerCandidature($id: ID!, $motif: String!, $cle: ID!) {
    r: retirerCandidature(id: $id, motif: $motif, cle: $cle) {
      __typename
      ... on Candidature { id etat }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const RETIRER_PIECE = gql(`
  mutation RetirerPiece($id: ID!, $cle: ID!) {
    r: retirerPiece(id: $id, cle: $cle) {
      __typename
      ... on Candidature { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);
