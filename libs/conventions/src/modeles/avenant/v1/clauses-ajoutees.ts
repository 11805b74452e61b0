import type { DonneesConvention } from '@tdt/domaine';
import { CLAUSES } from '../../convention-multipartite/v1/composer.js';
import { preparerContexte } from '../../convention-multipartite/v1/contexte.js';
import type { Element } from '../../convention-multipartite/v1/modele.js';

/** What the convention says from the avenant on, under the title of its article. */
export interface ClausesAjoutees {
  article: string;
  elements: Element[];
}

/**
 * The clauses that the convention's own template asks for once changed, and that the signed document does not have: a funder
 * that passes 23 000 € (R26), State money that comes into an investment (R28, R35). They are written as the convention
 * writes them.
 */
export function clausesAjoutees(avant: DonneesConvention, apres: DonneesConvention): ClausesAjoutees[] {
  const [ancien, nouveau] = [preparerContexte(avant), preparerContexte(apres)];
  return nouveau.articles.flatMap(({ code, titre }) => {
    const present = ancien.articles.some((a) => a.code === code);
    const elements = CLAUSES[code]
      .filter(({ condition }) => condition.vraie(nouveau) && !(present && condition.vraie(ancien)))
      .flatMap((c) => c.rediger(nouveau));
    return elements.length === 0 ? [] : [{ article: titre, elements }];
  });
}
