import { accepter, refuser, somme, type Decision } from '@tdt/domaine';
import { assainirTout } from '@tdt/documents';
import { composerLettre, type OptionsLettre } from '../../lettre/v1/composer.js';
import { preparerDecision, teteDecision } from '../../lettre/v1/decision.js';
import { RUBRIQUES_NOTIFICATION } from './clauses.js';
import type { DonneesNotification } from './donnees.js';

export type { DonneesNotification, PartNotifiee } from './donnees.js';

/**
 * The letter that tells a porteur that its project is retained, with the shares, what each still lacks and the remedies.
 * A plan that does not cover the whole cost says what is left to find. Pure. Refused: INCOMPLET without any share,
 * PLAN_DESEQUILIBRE when shares and own resources exceed the cost (R11).
 */
export async function composerLettreNotification(
  donnees: DonneesNotification,
  options: OptionsLettre,
): Promise<Decision<Buffer>> {
  const decision = assainirTout(donnees);
  if (decision.parts.length === 0)
    return refuser('INCOMPLET', 'Aucun montant n’est attribué : il n’y a rien à notifier.', 'parts');
  if (somme([...decision.parts.map((p) => p.montant), decision.ressourcesPropres]) > decision.coutTotal)
    return refuser('PLAN_DESEQUILIBRE', 'Les parts et les ressources propres dépassent le coût total.', 'parts');
  const contexte = { ...preparerDecision(decision, decision.parts), decision };
  const tete = teteDecision(decision, 'Notification de la décision', 'Votre projet est retenu');
  return accepter(await composerLettre({ ...tete, donnees }, RUBRIQUES_NOTIFICATION, contexte, options));
}
