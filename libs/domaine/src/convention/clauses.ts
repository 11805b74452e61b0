import type { ClausesConvention } from './donnees.js';

/**
 * Standard wording, proposed where the parties agreed nothing else. What depends on the case stays to be decided: the
 * surplus that a non-profit body may keep, the origin of the project, the court.
 */
export const CLAUSES_TYPES: Readonly<ClausesConvention> = {
  conditionsUtilisation:
    'Le bénéficiaire emploie chaque subvention à la seule réalisation du projet, dans le respect du budget annexé, et tient une comptabilité qui permet d’en suivre l’emploi.',
  controleEvaluation:
    'Chaque financeur public peut contrôler sur pièces et sur place l’emploi de sa subvention. Le bénéficiaire conserve les justificatifs pendant dix ans et rend compte des indicateurs annexés.',
  reversement:
    'Les sommes non employées, ou employées à un autre objet, sont reversées à chaque financeur au prorata de ses versements.',
  excedent: null,
  origineInitiative: null,
  reversementAutorise: false,
  tribunal: null,
};
