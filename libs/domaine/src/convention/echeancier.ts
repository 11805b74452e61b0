import { plafondsVersements, type NaturePart } from '../budget/index.js';
import type { Jour } from '../calendrier/index.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import { CENT_POUR_CENT, ecrireEuros, partTaux, somme, tauxAffiches, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import type { VersementConvention } from './donnees.js';
import { estInvestissementEtat } from './faits.js';

/** Our default for grants that no text caps: half at the signature, up to 80 % on an interim report, the rest at the end. */
const AVANCE_USUELLE_BP = 5_000;
const CUMUL_USUEL_BP = 8_000;

/** Event of the advance. */
export const A_LA_SIGNATURE = 'Signature de la convention';

export interface DemandeEcheancier {
  montant: Centimes;
  categorie: CategorieOrganisme;
  nature: NaturePart;
  /** Months between start and end of the project. */
  dureeMois: number;
  /** A first-demand guarantee covers the advance (R35). */
  garantie: boolean;
  /** Day of the final report: due day of the balance. */
  limiteBilan: Jour | null;
}

/** Full months from one day to another: the part of a month that is begun counts for nothing. */
export function dureeEnMois(debut: Jour, fin: Jour): number {
  const [a = 0, m = 0, j = 0] = debut.split('-').map(Number);
  const [b = 0, n = 0, k = 0] = fin.split('-').map(Number);
  return Math.max(0, (b - a) * 12 + (n - m) - (k < j ? 1 : 0));
}

/** Highest advance, and highest sum before the balance, in centimes. */
function plafonds(demande: DemandeEcheancier): { avance: Centimes; acomptesCumules: Centimes } {
  if (estInvestissementEtat(demande)) return plafondsVersements(demande.montant, demande);
  return {
    avance: partTaux(demande.montant, AVANCE_USUELLE_BP),
    acomptesCumules: partTaux(demande.montant, CUMUL_USUEL_BP),
  };
}

/**
 * The schedule proposed for a share: advance, progress payment, balance, at the caps of R35 for a State investment grant
 * (T24) and at our usual rates otherwise. Amounts sum to the share exactly, rates to 100 %; a line of zero is left out, and
 * an amount too small for an advance is paid at once, at the end.
 */
export function echeancierParDefaut(demande: DemandeEcheancier): VersementConvention[] {
  const { avance, acomptesCumules: cumul } = plafonds(demande);
  // The first payment is the advance (`controlerEcheancier`): without one, everything is paid at the end.
  const acomptesCumules = avance > 0n ? cumul : 0n;
  const lignes = [
    { evenement: A_LA_SIGNATURE, montant: avance, echeance: null, pieces: ['Convention signée', 'RIB'] },
    {
      evenement: 'Avancement du projet',
      montant: acomptesCumules - avance,
      echeance: null,
      pieces: ['Compte rendu intermédiaire', 'État des dépenses'],
    },
    {
      evenement: 'Achèvement du projet',
      montant: demande.montant - acomptesCumules,
      echeance: demande.limiteBilan,
      pieces: ['Compte rendu financier', 'Bilan qualitatif et quantitatif'],
    },
  ].filter((ligne) => ligne.montant > 0n);
  const taux = tauxAffiches(
    lignes.map((l) => l.montant),
    demande.montant,
  );
  return lignes.map((ligne, i) => ({ rang: i + 1, ...ligne, pourcentBp: taux[i] ?? CENT_POUR_CENT }));
}

/**
 * Checks a schedule: at least one line, each above zero, the sum equal to the share; for a State investment grant, first
 * payment within the advance cap and sum before the balance within the progress cap (R35). The last line is the balance.
 * Refusals: INCOMPLET, ENTREE_INVALIDE, PLAN_DESEQUILIBRE, MONTANT_EXCESSIF, in this order.
 */
export function controlerEcheancier(
  demande: DemandeEcheancier,
  versements: readonly Pick<VersementConvention, 'montant'>[],
): Decision {
  const montants = versements.map((v) => v.montant);
  return premierRefus(
    () =>
      montants.length > 0
        ? accepter()
        : refuser('INCOMPLET', 'L’échéancier ne comporte aucun versement.', 'versements'),
    () => exigerMontantsPositifs(montants),
    () => exigerTotal(montants, demande.montant),
    () => (estInvestissementEtat(demande) ? exigerPlafonds(montants, demande) : accepter()),
  );
}

function exigerMontantsPositifs(montants: readonly Centimes[]): Decision {
  const rang = montants.findIndex((montant) => montant <= 0n);
  if (rang === -1) return accepter();
  return refuser('ENTREE_INVALIDE', 'Un versement est supérieur à zéro.', `versements[${rang}].montant`);
}

function exigerTotal(montants: readonly Centimes[], part: Centimes): Decision {
  const total = somme(montants);
  if (total === part) return accepter();
  return refuser(
    'PLAN_DESEQUILIBRE',
    `L’échéancier totalise ${ecrireEuros(total)} pour une part de ${ecrireEuros(part)}.`,
    'versements',
  );
}

function exigerPlafonds(montants: readonly Centimes[], demande: DemandeEcheancier): Decision {
  const { avance, acomptesCumules } = plafonds(demande);
  const premier = montants[0] ?? 0n;
  // A single payment is the balance itself, paid on proof: no cap.
  if (montants.length === 1) return accepter();
  if (premier > avance) {
    return refuser(
      'MONTANT_EXCESSIF',
      `L’avance (${ecrireEuros(premier)}) dépasse le plafond du décret 2018-514 : ${ecrireEuros(avance)}.`,
      'versements[0].montant',
    );
  }
  const avantSolde = somme(montants.slice(0, -1));
  if (avantSolde > acomptesCumules) {
    return refuser(
      'MONTANT_EXCESSIF',
      `Les acomptes cumulés (${ecrireEuros(avantSolde)}) dépassent le plafond du décret 2018-514 : ${ecrireEuros(acomptesCumules)}.`,
      `versements[${montants.length - 2}].montant`,
    );
  }
  return accepter();
}
