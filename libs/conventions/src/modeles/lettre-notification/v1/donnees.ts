import type { LignePlanConvention } from '@tdt/domaine';
import type { DonneesDecision } from '../../lettre/v1/decision.js';

/** A share that the conference adopted, and where its own act stands (R24). */
export type PartNotifiee = Pick<
  LignePlanConvention,
  'financeur' | 'categorie' | 'dispositif' | 'montant' | 'acte' | 'condition'
>;

/** Everything that the notification of an adopted plan prints. */
export interface DonneesNotification extends DonneesDecision {
  parts: PartNotifiee[];
  /** Own resources of the porteur, in centimes. */
  ressourcesPropres: bigint;
  /** Reasons of the conference, in sentences; may be empty. */
  motifs: string[];
}
