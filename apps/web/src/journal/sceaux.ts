import { gql, type DonneesDe } from '../commun/api.js';

export const SCEAUX = gql(`
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
`);

/** A seal of the journal, as everybody may keep it. */
export type Sceau = DonneesDe<typeof SCEAUX>['sceauxQuotidiens'][number];
