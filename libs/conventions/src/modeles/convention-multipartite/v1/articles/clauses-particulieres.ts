import { gras } from '@tdt/documents';
import { TOUJOURS } from '../conditions.js';
import type { Articles, Element } from '../modele.js';
import { sansPoint } from './objet-et-duree.js';

/** What staff wrote for this convention alone: a numbered paragraph each, the first one of a clause under its title. */
export const ARTICLES_PARTICULIERS = {
  PARTICULIERES: [
    {
      condition: TOUJOURS,
      rediger: ({ donnees }): Element[] =>
        (donnees.partiesLibres?.clauses ?? []).flatMap(({ titre, texte }) =>
          texte.map((alinea, rang) => ({ alinea: rang === 0 ? `${gras(`${sansPoint(titre)}.`)} ${alinea}` : alinea })),
        ),
    },
  ],
} satisfies Articles;
