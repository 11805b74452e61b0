import { somme, type Centimes } from '../montant/index.js';
import type { DocumentEngagement, ModeConvention } from './donnees.js';
import { composerEnsemble } from './ensemble.js';
import type { FinanceurEngage } from './forme.js';

/** A funder of a plan, by name, and what it brings to it, in centimes. */
export interface FinanceurDuPlan extends FinanceurEngage {
  denomination: string;
  montant: Centimes;
}

/** A document that a form would give, signed by these funders and the beneficiary. */
export interface DocumentPropose {
  document: DocumentEngagement;
  financeurs: string[];
  /** What they commit in it, in centimes. */
  montant: Centimes;
}

/** A form that the conventions of a file may take, and what it would give (R33). */
export interface FormeProposee {
  forme: ModeConvention;
  documents: DocumentPropose[];
  /** Why this form is not for this plan; null: it may be chosen. */
  obstacle: string | null;
}

/** What each form would give for this plan; the amounts of each sum to the plan. */
export function formesProposees(plan: readonly FinanceurDuPlan[]): FormeProposee[] {
  const tous: DocumentPropose = {
    document: 'CONVENTION',
    financeurs: plan.map((f) => f.denomination),
    montant: somme(plan.map((f) => f.montant)),
  };
  const financeurs = plan.map(({ financeurId: organismeId, denomination, categorie }) => {
    return { organismeId, denomination, categorie };
  });
  const ensemble = composerEnsemble({ financeurs }, plan);
  const documents = ensemble.ok
    ? ensemble.fait.map(({ document, financeur }, rang): DocumentPropose => {
        return { document, financeurs: [financeur], montant: plan[rang]?.montant ?? 0n };
      })
    : [];
  return [
    { forme: 'MULTIPARTITE', documents: plan.length === 0 ? [] : [tous], obstacle: null },
    { forme: 'BIPARTITES_COORDONNEES', documents, obstacle: ensemble.ok ? null : ensemble.refus.message },
  ];
}
