import { estCollectivite, estPublique, type CategorieOrganisme } from '../identifiants/categories.js';
import { ecrireEuros, type Centimes } from '../montant/montant.js';
import { ecrireTaux } from '../montant/taux.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import { totauxPlan, type LignePlan } from './plan.js';

/** Départements and collectivités overseas where the own share of L1111-10 does not apply (R13). */
export const TERRITOIRES_SANS_PARTICIPATION = ['971', '972', '973', '974', '975', '976', '977', '978'] as const;

export const EXCEPTIONS_PARTICIPATION = [
  'RENOVATION_URBAINE',
  'MONUMENT_PROTEGE',
  'CALAMITE_PUBLIQUE',
  'PATRIMOINE_NON_PROTEGE',
  'FEDER_INTERREG',
  'CORSE',
] as const;
export type ExceptionParticipation = (typeof EXCEPTIONS_PARTICIPATION)[number];

const TAUX_ORDINAIRE = 2000;
const TAUX_CORSE = 1000;
const TAUX_CHEF_DE_FILE = 3000;
const CENT_POUR_CENT = 10_000n;

/** What the own-share rule looks at, besides the plan. */
export interface ContexteParticipation {
  /** The project owner (maître d'ouvrage). */
  categorie: CategorieOrganisme;
  codeDepartement: string | null;
  /** A documented exception, with the act that grants it (R13). */
  exception?: { type: ExceptionParticipation; acte: string } | null;
  /** True when the field has a statutory lead authority (L1111-9); only warned for digital inclusion (domain §3.4). */
  chefDeFile?: boolean;
}

export interface Participation {
  applicable: boolean;
  /** Least own share, in cents, rounded up; 0 when the rule does not apply. */
  minimum: Centimes;
  avertissements: DetailRefus[];
}

const NON_APPLICABLE: Participation = { applicable: false, minimum: 0n, avertissements: [] };

function minimumPour(totalPublic: Centimes, tauxBp: number): Centimes {
  return (totalPublic * BigInt(tauxBp) + CENT_POUR_CENT - 1n) / CENT_POUR_CENT;
}

function tauxExige({ exception }: ContexteParticipation): number {
  if (!exception) return TAUX_ORDINAIRE;
  return exception.type === 'CORSE' ? TAUX_CORSE : 0;
}

function concerne({ categorie, codeDepartement }: ContexteParticipation, lignes: readonly LignePlan[]): boolean {
  const outreMer = TERRITOIRES_SANS_PARTICIPATION.some((code) => code === codeDepartement);
  return estCollectivite(categorie) && !outreMer && lignes.some(({ nature }) => nature === 'INVESTISSEMENT');
}

/**
 * Own share of a local authority that owns an investment (R13; E6): at least 20 % of the money brought by public persons,
 * its own included, private money left out. Exceptions need their act.
 * @returns the minimum, or `INCOMPLET` (exception without act), or `PARTICIPATION_MINIMALE`
 */
export function participationMinimale(
  contexte: ContexteParticipation,
  lignes: readonly LignePlan[],
): Decision<Participation> {
  if (!concerne(contexte, lignes)) return accepter(NON_APPLICABLE);
  const { exception, chefDeFile } = contexte;
  if (exception && exception.acte.trim() === '') {
    const message = "Indiquez l'acte qui accorde l'exception à la participation minimale.";
    return refuser('INCOMPLET', message, 'exceptionParticipation.acte');
  }
  const investissement = lignes.filter(({ nature }) => nature === 'INVESTISSEMENT');
  const { aidesPubliques, autofinancement } = totauxPlan(investissement);
  const totalPublic = aidesPubliques + autofinancement;
  const tauxBp = tauxExige(contexte);
  const minimum = minimumPour(totalPublic, tauxBp);
  if (autofinancement < minimum) {
    const message =
      `La participation du maître d'ouvrage, ${ecrireEuros(autofinancement)}, est inférieure au minimum de ` +
      `${ecrireEuros(minimum)}, soit ${ecrireTaux(tauxBp)} des ${ecrireEuros(totalPublic)} apportés par des personnes ` +
      `publiques (article L1111-10 du code général des collectivités territoriales).`;
    return refuser('PARTICIPATION_MINIMALE', message, 'plan');
  }
  const conseille = minimumPour(totalPublic, TAUX_CHEF_DE_FILE);
  const avertissements: DetailRefus[] = [];
  if (chefDeFile && !exception && autofinancement < conseille) {
    const message = `Dans un domaine qui a un chef de file, la participation serait d'au moins ${ecrireEuros(conseille)} (30 %).`;
    avertissements.push({ code: 'PARTICIPATION_MINIMALE', chemin: 'plan', message });
  }
  return accepter({ applicable: true, minimum, avertissements });
}

/** State programmes that are endowments, outside décret 2018-514 (R14). */
const DOTATIONS_HORS_DECRET = ['DETR', 'DSIL'];

/**
 * Total public aid against the forecast eligible spending, when the State grants an investment (R14): at most 100 %, and no
 * 80 % any more. DETR and DSIL are endowments and do not trigger the rule.
 * @returns the public total, or `PLAN_DESEQUILIBRE`
 */
export function plafondAidesPubliques(lignes: readonly LignePlan[], depenseEligible: Centimes): Decision<Centimes> {
  const { aidesPubliques } = totauxPlan(lignes);
  const concernees = lignes.some(
    ({ categorie, nature, dispositif, autofinancement }) =>
      categorie === 'ETAT' &&
      nature === 'INVESTISSEMENT' &&
      !autofinancement &&
      !DOTATIONS_HORS_DECRET.includes(dispositif),
  );
  if (!concernees || aidesPubliques <= depenseEligible) return accepter(aidesPubliques);
  const message =
    `Les aides publiques, ${ecrireEuros(aidesPubliques)}, dépassent la dépense éligible prévue, ` +
    `${ecrireEuros(depenseEligible)} (décret 2018-514, article 10).`;
  return refuser('PLAN_DESEQUILIBRE', message, 'plan');
}

/**
 * An endowment fund cannot receive public money (R16).
 * @returns nothing, or `INELIGIBLE` with every public line
 */
export function fondsDeDotation(categoriePorteur: CategorieOrganisme, lignes: readonly LignePlan[]): Decision {
  if (categoriePorteur !== 'FONDS_DE_DOTATION') return accepter();
  const details = lignes.flatMap(({ autofinancement, categorie, denomination }, i): DetailRefus[] => {
    if (autofinancement || !estPublique(categorie)) return [];
    const message = `${denomination} est une personne publique et ne peut pas financer un fonds de dotation.`;
    return [{ code: 'INELIGIBLE', chemin: `plan[${i}]`, message }];
  });
  if (details.length === 0) return accepter();
  return refuser('INELIGIBLE', 'Un fonds de dotation ne peut recevoir aucun argent public.', 'plan', details);
}
