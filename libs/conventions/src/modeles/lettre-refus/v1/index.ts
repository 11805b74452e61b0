import { accepter, refuser, type Decision } from '@tdt/domaine';
import { assainirTout } from '@tdt/documents';
import { composerLettre, type OptionsLettre } from '../../lettre/v1/composer.js';
import { preparerDecision, teteDecision, type Decideur, type DonneesDecision } from '../../lettre/v1/decision.js';
import { RUBRIQUES_REFUS } from './clauses.js';

/** Everything that the notification of a refusal prints. */
export interface DonneesRefus extends DonneesDecision {
  /** The funders that were asked, and gave nothing. */
  sollicites: Decideur[];
  /** Sum asked from all of them, in centimes. */
  montantDemande: bigint;
  /** Why, in sentences; never empty. */
  motifs: string[];
}

/**
 * The letter that tells a porteur that its project is not retained: reasons, remedies, what becomes of the file. Pure.
 * Refused: INCOMPLET without a reason or without the funders that decided.
 */
export async function composerLettreRefus(donnees: DonneesRefus, options: OptionsLettre): Promise<Decision<Buffer>> {
  const assainies = assainirTout(donnees);
  const decision = { ...assainies, motifs: assainies.motifs.filter((motif) => motif.trim() !== '') };
  if (decision.motifs.length === 0)
    return refuser('INCOMPLET', 'Un refus se motive : donnez au moins un motif.', 'motifs');
  if (decision.sollicites.length === 0)
    return refuser('INCOMPLET', 'Nommez les financeurs qui ont été sollicités.', 'sollicites');
  const contexte = { ...preparerDecision(decision, decision.sollicites), decision };
  const tete = teteDecision(decision, 'Notification de la décision', 'Votre projet n’est pas retenu');
  return accepter(await composerLettre({ ...tete, donnees }, RUBRIQUES_REFUS, contexte, options));
}
