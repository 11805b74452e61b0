import { estPublique, type CategorieOrganisme } from '../identifiants/categories.js';
import { ecrireEuros, somme, type Centimes } from '../montant/montant.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';

export const NATURES_PART = ['FONCTIONNEMENT', 'INVESTISSEMENT'] as const;
export type NaturePart = (typeof NATURES_PART)[number];

/** One line of the financing plan: a share, with its own base (finding 6). */
export interface LignePlan {
  /** Identifier of the paying body; the applicant's own for its own share. */
  financeurId: string;
  denomination: string;
  categorie: CategorieOrganisme;
  /** Programme that pays; empty when the funder has only one. */
  dispositif: string;
  nature: NaturePart;
  montant: Centimes;
  /** Eligible base of this funder; null means the whole cost. */
  assiette: Centimes | null;
  /** True for the applicant's own resources (autofinancement). */
  autofinancement: boolean;
}

/** Totals by origin. Public and private money are never summed into "aides publiques" (R17). */
export interface TotauxPlan {
  aidesPubliques: Centimes;
  aidesPrivees: Centimes;
  autofinancement: Centimes;
  total: Centimes;
}

function sommer(lignes: readonly LignePlan[], garder: (ligne: LignePlan) => boolean): Centimes {
  return somme(lignes.filter(garder).map(({ montant }) => montant));
}

/** Totals of a plan by origin (R17). */
export function totauxPlan(lignes: readonly LignePlan[]): TotauxPlan {
  return {
    aidesPubliques: sommer(lignes, (l) => !l.autofinancement && estPublique(l.categorie)),
    aidesPrivees: sommer(lignes, (l) => !l.autofinancement && !estPublique(l.categorie)),
    autofinancement: sommer(lignes, (l) => l.autofinancement),
    total: sommer(lignes, () => true),
  };
}

function refuserDetails(details: DetailRefus[], message: string): Decision {
  const [premier] = details;
  return premier ? refuser(premier.code, message, 'plan', details) : accepter();
}

function montantsPositifs(lignes: readonly LignePlan[]): Decision {
  const details = lignes.flatMap(({ montant, denomination }, i): DetailRefus[] =>
    montant > 0n
      ? []
      : [
          {
            code: 'ENTREE_INVALIDE',
            chemin: `plan[${i}].montant`,
            message: `${denomination} : la part doit être supérieure à zéro.`,
          },
        ],
  );
  return refuserDetails(details, 'Une part du plan de financement est nulle ou négative.');
}

function sansDoublon(lignes: readonly LignePlan[]): Decision {
  const vues = new Set<string>();
  const details = lignes.flatMap(({ financeurId, dispositif, denomination }, i): DetailRefus[] => {
    const cle = JSON.stringify([financeurId, dispositif]);
    if (!vues.has(cle)) {
      vues.add(cle);
      return [];
    }
    const titre = dispositif === '' ? '' : ` au titre de « ${dispositif} »`;
    const message = `${denomination} figure déjà dans le plan${titre} : réunissez les deux parts.`;
    return [{ code: 'DOUBLON', chemin: `plan[${i}]`, message }];
  });
  return refuserDetails(details, 'Un financeur figure deux fois pour le même dispositif.');
}

function partsSousAssiette(lignes: readonly LignePlan[], coutTotal: Centimes): Decision {
  const details = lignes.flatMap(({ assiette, montant, denomination }, i): DetailRefus[] => {
    const base = assiette ?? coutTotal;
    if (base > coutTotal) {
      const message = `${denomination} : l'assiette, ${ecrireEuros(base)}, dépasse le coût du projet, ${ecrireEuros(coutTotal)}.`;
      return [{ code: 'PLAN_DESEQUILIBRE', chemin: `plan[${i}].assiette`, message }];
    }
    if (montant <= base) return [];
    const message = `${denomination} : la part, ${ecrireEuros(montant)}, dépasse l'assiette, ${ecrireEuros(base)}.`;
    return [{ code: 'PLAN_DESEQUILIBRE', chemin: `plan[${i}].montant`, message }];
  });
  return refuserDetails(details, 'Une part dépasse la dépense sur laquelle elle est calculée.');
}

function planEgalCout(lignes: readonly LignePlan[], coutTotal: Centimes): Decision {
  const { total } = totauxPlan(lignes);
  if (total === coutTotal) return accepter();
  const ecart =
    total > coutTotal ? `${ecrireEuros(total - coutTotal)} de trop` : `il manque ${ecrireEuros(coutTotal - total)}`;
  const message = `Le plan de financement fait ${ecrireEuros(total)} pour un coût de ${ecrireEuros(coutTotal)} : ${ecart}.`;
  return refuser('PLAN_DESEQUILIBRE', message, 'plan');
}

/**
 * Is the plan sound (R11, R12)? Each share above zero, one share per funder and programme, no share above its base, no base
 * above the cost, and the shares sum to the cost.
 * @returns totals by origin, or `ENTREE_INVALIDE`, `DOUBLON`, `PLAN_DESEQUILIBRE`, in this order
 */
export function controlerPlan(lignes: readonly LignePlan[], coutTotal: Centimes): Decision<TotauxPlan> {
  const refus = premierRefus(
    () => montantsPositifs(lignes),
    () => sansDoublon(lignes),
    () => planEgalCout(lignes, coutTotal),
    () => partsSousAssiette(lignes, coutTotal),
  );
  return refus.ok ? accepter(totauxPlan(lignes)) : refus;
}
