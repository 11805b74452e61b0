import { controlerPlan, type LignePlan } from '../budget/index.js';
import { ecrireEuros, somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';
import { compter } from '../texte/accord.js';
import { ETATS_PART_ECARTES, ETATS_PART_VOTES, type EtatPart } from './cycle-part.js';

/** A proposed share: a line of the plan brought by a funder (finding 6). */
export type PartProposee = Omit<LignePlan, 'autofinancement'>;

export interface PlanFinancement<P> {
  parts: readonly P[];
  coutTotal: Centimes;
  ressourcesPropres: Centimes;
}

/**
 * A plan may be put to the vote: at least one share, and shares + own resources keep the rules of every plan (R11, R12).
 * Refusals, in this order: PLAN_DESEQUILIBRE (no share), then those of `controlerPlan`.
 */
export function planPropose({ parts, coutTotal, ressourcesPropres }: PlanFinancement<PartProposee>): Decision {
  const lignes = parts.map((part) => ({ ...part, autofinancement: false }));
  return premierRefus(
    () => exigerUnePart(parts.length),
    () =>
      controlerPlan(
        ressourcesPropres === 0n ? lignes : [...lignes, ligneAutofinancement(ressourcesPropres)],
        coutTotal,
      ),
  );
}

function ligneAutofinancement(montant: Centimes): LignePlan {
  return {
    financeurId: '',
    denomination: 'Ressources propres',
    categorie: 'AUTRE_PRIVE',
    dispositif: '',
    nature: 'FONCTIONNEMENT',
    montant,
    assiette: null,
    autofinancement: true,
  };
}

function exigerUnePart(nombre: number): Decision {
  if (nombre > 0) return accepter();
  return refuser('PLAN_DESEQUILIBRE', 'Le plan de financement ne comporte aucune part.', 'plan');
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
 * precedent, or CONVENTIONNEE where others of a set stand, and the sum equal to the cost. Refusals, in this order: ETAT_INVALIDE with every late share in `details`
 * (paths are indexes in `parts` as given), PLAN_DESEQUILIBRE.
 */
export function conventionnable(
  { parts, coutTotal, ressourcesPropres }: PlanFinancement<PartSuivie>,
  options: { sousReserveAdmise?: boolean; conventionneesAdmises?: boolean } = {},
): Decision {
  const admis: EtatPart[] = ['ENGAGEE'];
  if (options.sousReserveAdmise) admis.push('SOUS_RESERVE');
  if (options.conventionneesAdmises) admis.push('CONVENTIONNEE');
  const details = parts.flatMap((part, rang): DetailRefus[] => {
    if (ETATS_PART_ECARTES.includes(part.etat) || admis.includes(part.etat)) return [];
    const message = `La part ${rang + 1} attend encore l’acte de son financeur.`;
    return [{ code: 'ETAT_INVALIDE', chemin: `parts[${rang}].etat`, message }];
  });
  return premierRefus(
    () => exigerUnePart(partsActives(parts).length),
    () => {
      if (details.length === 0) return accepter();
      const message = `${compter(details.length, 'part n’est pas engagée', 'parts ne sont pas engagées')} : chaque financeur enregistre d’abord son acte.`;
      return refuser('ETAT_INVALIDE', message, 'parts', details);
    },
    () => exigerEquilibre({ parts: partsActives(parts), coutTotal, ressourcesPropres }),
  );
}
