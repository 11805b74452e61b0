import { gql, type DonneesDe } from '../commun/api.js';

export const SIMULER = gql(`
  query Propositions($tourId: ID!) {
    r: simulerPlan(tourId: $tourId) {
      __typename
      ... on Simulation {
        nombreProjets nombreEnveloppes
        propositions {
          type etat calculId score total preuve prouvee ecart
          projets { candidatureId titre rang score besoin retenu motif }
          lignes { candidatureId financeurId financeur montant motif sourceJuridique }
          financeurs { financeurId financeur plafond montant usageBp satisfaction pointsDonnes }
        }
      }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const POURQUOI = gql(`
  query Pourquoi($propositionId: ID!, $candidatureId: ID!) {
    r: pourquoi(propositionId: $propositionId, candidatureId: $candidatureId) {
      __typename
      ... on Pourquoi {
        titre retenu phrase
        lignes { financeurId financeur dispositif montant motif sourceJuridique }
        conflit { projets besoin possible manque bornes { nature nom montant sourceJuridique } }
      }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const PRIX_ENTREE = gql(`
  query PrixEntree($tourId: ID!, $candidatureId: ID!) {
    r: prixEntree(tourId: $tourId, candidatureId: $candidatureId) {
      __typename
      ... on PrixEntree { possible score scoreSans cout total phrase prouve }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

type Reponse = DonneesDe<typeof SIMULER>['r'];
export type SimulationLue = Extract<Reponse, { __typename: 'Simulation' }>;
export type PropositionSimulee = SimulationLue['propositions'][number];
export type PourquoiLu = Extract<DonneesDe<typeof POURQUOI>['r'], { __typename: 'Pourquoi' }>;
