import type { Appel } from '../appel/appel.js';
import { CYCLE_APPEL, recoitDepots } from '../appel/cycle-appel.js';
import { verifierCategorie } from '../appel/eligibilite.js';
import { ecrireInstant } from '../calendrier/paris.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { CYCLE_CANDIDATURE, type EtatCandidature } from './cycle-candidature.js';

/**
 * Opens a draft: as soon as the call is published, even before its window, and not after its closing, when it could no
 * longer be deposited (R1). Who may not apply learns it now and not after having filled in a whole form (R6).
 * @returns the initial state, or `ETAT_INVALIDE`, `HORS_DELAI`, `INELIGIBLE`, in this order
 */
export function ouvrirCandidature(
  appel: Pick<Appel, 'etat' | 'cloture' | 'categoriesAdmises'>,
  porteur: { categorie: CategorieOrganisme },
  instant: Date,
): Decision<{ etat: EtatCandidature }> {
  if (!recoitDepots(appel.etat) || !appel.cloture) {
    const message = `L'appel ne reçoit pas de candidature : il est à l'état « ${CYCLE_APPEL.etats[appel.etat]} ».`;
    return refuser('ETAT_INVALIDE', message, 'appelId');
  }
  if (instant.getTime() > appel.cloture.getTime()) {
    return refuser('HORS_DELAI', `Les dépôts sont clos depuis le ${ecrireInstant(appel.cloture)}.`, 'appelId');
  }
  const categorie = verifierCategorie(appel, porteur.categorie);
  return categorie.ok ? accepter({ etat: CYCLE_CANDIDATURE.initial }) : categorie;
}
