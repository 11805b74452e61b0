import { accepter, refuser, type Decision } from '../refus.js';
import { CYCLE_APPEL, type EtatAppel } from './cycle-appel.js';

/**
 * May a call be rewritten by somebody who read it at this version? Only a draft: once validated or published, others rely on
 * it. Refusals, in this order: ETAT_INVALIDE, CONFLIT_VERSION.
 */
export function exigerAppelModifiable(appel: { etat: EtatAppel; version: number }, lue: number): Decision {
  if (appel.etat !== 'BROUILLON') {
    const message = `L’appel est à l’état « ${CYCLE_APPEL.etats[appel.etat]} » : il ne se réécrit plus.`;
    return refuser('ETAT_INVALIDE', message, 'id');
  }
  if (lue === appel.version) return accepter();
  return refuser('CONFLIT_VERSION', 'Cet appel a été modifié depuis que vous l’avez lu : relisez-le.', 'version');
}
