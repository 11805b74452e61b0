import { CYCLE_GENERATION, ETATS_GENERATION_VIVANTE, type BilanGeneration, type EtatGeneration } from '@tdt/domaine';
import { gql, type DonneesDe } from '../commun/api.js';

/** The sessions, with the files of their agenda and the generations of their conventions. */
export const SEANCES_A_CONVENTIONNER = gql(`
  query SeancesAConventionner {
    seances(first: 50) {
      edges {
        node {
          id numero intitule etat prevueLe
          points { candidatureId }
          generations { id etat bilan { faites } }
        }
      }
    }
  }
`);

export type SeanceAConventionner = DonneesDe<typeof SEANCES_A_CONVENTIONNER>['seances']['edges'][number]['node'];

export const UNE_GENERATION = gql(`
  query UneGeneration($id: ID!) {
    generation(id: $id) {
      id etat demandeLe
      bilan { total faites ecartees restantes avancement }
      lignes {
        id etat candidatureId message
        manques { chemin message }
        candidature { numero titre }
        convention { id numero }
      }
    }
  }
`);

export type GenerationLue = NonNullable<DonneesDe<typeof UNE_GENERATION>['generation']>;

export const GENERATION_MODIFIEE = gql(`
  subscription GenerationModifiee($id: ID!) {
    generationModifiee(id: $id) { id etat }
  }
`);

export const LANCER_GENERATION = gql(`
  mutation LancerGeneration($d: LancerGenerationInput!) {
    r: lancerGeneration(demande: $d) {
      __typename
      ... on Generation { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const ARRETER_GENERATION = gql(`
  mutation ArreterGeneration($d: ArreterGenerationInput!) {
    r: arreterGeneration(demande: $d) {
      __typename
      ... on Generation { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const REPRENDRE_GENERATION = gql(`
  mutation ReprendreGeneration($d: ReprendreGenerationInput!) {
    r: reprendreGeneration(demande: $d) {
      __typename
      ... on Generation { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

/** It goes on by itself: the page follows it. */
export const estVivante = ({ etat }: { etat: EtatGeneration }): boolean => ETATS_GENERATION_VIVANTE.includes(etat);

/** Where the conventions of a session are downloaded together. */
export const adresseLiasse = (seanceId: string): string => `/documents/seances/${seanceId}/conventions.zip`;

/** « 1 dossier », « 12 dossiers ». */
export function compterDossiers(n: number): string {
  return n > 1 ? `${n} dossiers` : `${n} dossier`;
}

/** Where a generation is, in one sentence read aloud as it changes. */
export function phraseGeneration(etat: EtatGeneration, { total, faites, ecartees }: BilanGeneration): string {
  const mises = ecartees === 0 ? '' : `, dont ${ecartees} ${ecartees > 1 ? 'écartés' : 'écarté'}`;
  const compte = `${faites + ecartees} sur ${compterDossiers(total)}${mises}`;
  return `Génération ${CYCLE_GENERATION.etats[etat]} : ${compte}.`;
}
