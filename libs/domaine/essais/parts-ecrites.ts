import { etiquetteMotif } from '../src/repartition/motif-plan.js';
import type { PartsEquitables } from '../src/repartition/parts-equitables.js';
import { ecrireRationnel } from '../src/repartition/rationnel.js';

/** « P1 E 10/3 4 RESERVE:P2 * »: the star is a rounding cent. */
export const ecrireParts = ({ projets }: PartsEquitables): string[] =>
  projets.flatMap(({ projet: p, lignes }) =>
    lignes.map(({ enveloppe: e, exacte, montant, motif, centime }) =>
      [p, e, ecrireRationnel(exacte), montant, etiquetteMotif(motif), ...(centime ? ['*'] : [])].join(' '),
    ),
  );
