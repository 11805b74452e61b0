import { ecrireEuros, somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';
import { ETATS_PART_ECARTES, ETATS_PART_VOTES, type EtatPart } from './cycle-part.js';

/** What the plan needs to know of a share (finding 6: one by project, funder and dispositif). */
export interface PartPlan {
  financeurId: string;
  dispositif: string;
  montant: Centimes;
  /** Eligible base of this funder (R12). */
  assiette: Centimes;
}

export interface PlanFinancement<P> {
  parts: readonly P[];
  coutTotal: Centimes;
  ressourcesPropres: Centimes;
}

/**
 * A plan may be put to the vote: each share > 0, within its base, base within the cost, one share by funder and dispositif,
 * and shares + own resources = total cost (R11, R12). Refusals, in this order: PLAN_DESEQUILIBRE (no share),
 * ENTREE_INVALIDE / MONTANT_EXCESSIF / DOUBLON with every faulty share in `details`, PLAN_DESEQUILIBRE with both totals.
 */
export function planPropose({ parts, coutTotal, ressourcesPropres }: PlanFinancement<PartPlan>): Decision {
  return premierRefus(
    () => exigerUnePart(parts.length),
    () => {
      const details = parts.flatMap((part, rang) => fautesPart(part, rang, parts, coutTotal));
      const [premiere] = details;
      return premiere ? refuser(premiere.code, premiere.message, premiere.chemin, details) : accepter();
    },
    () => exigerEquilibre({ parts, coutTotal, ressourcesPropres }),
  );
}

function exigerUnePart(nombre: number): Decision {
  if (nombre > 0) return accepter();
  return refuser('PLAN_DESEQUILIBRE', 'Le plan de financement ne comporte aucune part.', 'parts');
}

function fautesPart(part: PartPlan, rang: number, parts: readonly PartPlan[], coutTotal: Centimes): DetailRefus[] {
  const fautes: DetailRefus[] = [];
  const chemin = `parts[${rang}]`;
  if (part.montant <= 0n) {
    fautes.push({
      code: 'ENTREE_INVALIDE',
      chemin: `${chemin}.montant`,
      message: 'Une part est supérieure à zéro : retirez la ligne du financeur qui n’apporte rien.',
    });
  }
  if (part.montant > part.assiette) {
    const message = `La part (${ecrireEuros(part.montant)}) dépasse son assiette (${ecrireEuros(part.assiette)}).`;
    fautes.push({ code: 'MONTANT_EXCESSIF', chemin: `${chemin}.montant`, message });
  }
  if (part.assiette > coutTotal) {
    const message = `L’assiette (${ecrireEuros(part.assiette)}) dépasse le coût du projet (${ecrireEuros(coutTotal)}).`;
    fautes.push({ code: 'MONTANT_EXCESSIF', chemin: `${chemin}.assiette`, message });
  }
  const premier = parts.findIndex((p) => p.financeurId === part.financeurId && p.dispositif === part.dispositif);
  if (premier !== rang) {
    const message = 'Ce financeur a déjà une part au titre de ce dispositif.';
    fautes.push({ code: 'DOUBLON', chemin: `${chemin}.financeurId`, message });
  }
  return fautes;
}

function exigerEquilibre({ parts, coutTotal, ressourcesPropres }: PlanFinancement<{ montant: Centimes }>): Decision {
  const total = somme(parts.map((p) => p.montant)) + ressourcesPropres;
  if (total === coutTotal) return accepter();
  const ecart =
    total > coutTotal ? `${ecrireEuros(total - coutTotal)} de trop` : `il manque ${ecrireEuros(coutTotal - total)}`;
  return refuser(
    'PLAN_DESEQUILIBRE',
    `Le plan réunit ${ecrireEuros(total)} pour un coût de ${ecrireEuros(coutTotal)} : ${ecart}.`,
    'parts',
  );
}

/** A share with its state. */
export interface PartSuivie {
  etat: EtatPart;
  montant: Centimes;
}

/** The shares that still count in the plan: neither refused, nor withdrawn, nor replaced. */
export function partsActives<P extends Pick<PartSuivie, 'etat'>>(parts: readonly P[]): P[] {
  return parts.filter((part) => !ETATS_PART_ECARTES.includes(part.etat));
}

/** The file may be RETENU (domain.md §8): one share voted at least, and the plan in balance. */
export function peutEtreRetenu({ parts, coutTotal, ressourcesPropres }: PlanFinancement<PartSuivie>): Decision {
  const actives = partsActives(parts);
  if (!actives.some((part) => ETATS_PART_VOTES.includes(part.etat))) {
    return refuser('ETAT_INVALIDE', 'Aucune part de ce dossier n’a été votée.', 'parts');
  }
  return exigerEquilibre({ parts: actives, coutTotal, ressourcesPropres });
}

/**
 * A convention may be made (finding 1): every active share ENGAGEE, or SOUS_RESERVE where the call allows a condition
 * precedent, and the sum equal to the cost. Refusals, in this order: ETAT_INVALIDE with every late share in `details`
 * (paths are indexes in `parts` as given), PLAN_DESEQUILIBRE.
 */
export function conventionnable(
  { parts, coutTotal, ressourcesPropres }: PlanFinancement<PartSuivie>,
  options: { sousReserveAdmise?: boolean } = {},
): Decision {
  const admis: EtatPart[] = options.sousReserveAdmise ? ['ENGAGEE', 'SOUS_RESERVE'] : ['ENGAGEE'];
  const details = parts.flatMap((part, rang): DetailRefus[] => {
    if (ETATS_PART_ECARTES.includes(part.etat) || admis.includes(part.etat)) return [];
    const message = `La part ${rang + 1} attend encore l’acte de son financeur.`;
    return [{ code: 'ETAT_INVALIDE', chemin: `parts[${rang}].etat`, message }];
  });
  return premierRefus(
    () => exigerUnePart(partsActives(parts).length),
    () => {
      if (details.length === 0) return accepter();
      const message = `${details.length} part(s) ne sont pas engagées : chaque financeur enregistre d’abord son acte.`;
      return refuser('ETAT_INVALIDE', message, 'parts', details);
    },
    () => exigerEquilibre({ parts: partsActives(parts), coutTotal, ressourcesPropres }),
  );
}
