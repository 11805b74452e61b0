import type { Jour } from '@tdt/domaine';
import { gql } from 'urql';

/** A seal of the journal, as everybody may keep it. */
export interface Sceau {
  rang: string;
  jour: Jour;
  scelleLe: string;
  lignes: string;
  empreinte: string;
  autorite: string | null;
}

export const SCEAUX = gql`
  query Sceaux {
    dernierSceau {
      rang
      jour
      scelleLe
      lignes
      empreinte
      autorite
    }
    sceauxQuotidiens(first: 31) {
      rang
      jour
      scelleLe
      lignes
      empreinte
      autorite
    }
  }
`;
