import { avancer } from '../cycle.js';
import { ecrireInstant } from '../calendrier/paris.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import type { Appel } from './appel.js';
import { controlerRegles } from './controler-regles.js';
import { CYCLE_APPEL, type EtatAppel } from './cycle-appel.js';

const POIDS_TOTAL = 100;

function manque(chemin: string, message: string): DetailRefus {
  return { code: 'INCOMPLET', chemin, message };
}

function fenetreManquante({ ouverture, cloture }: Appel): DetailRefus[] {
  const details: DetailRefus[] = [];
  if (!ouverture) details.push(manque('ouverture', "Indiquez l'instant d'ouverture des dépôts."));
  if (!cloture) details.push(manque('cloture', "Indiquez l'instant de clôture des dépôts."));
  if (ouverture && cloture && cloture.getTime() <= ouverture.getTime()) {
    details.push(manque('cloture', 'La clôture des dépôts doit suivre leur ouverture.'));
  }
  return details;
}

function grilleManquante({ grille }: Appel): DetailRefus[] {
  if (grille.length === 0) return [manque('grille', "La grille d'instruction n'a aucun critère.")];
  const details = grille.flatMap(({ poids, libelle }, i) =>
    Number.isInteger(poids) && poids > 0
      ? []
      : [manque(`grille[${i}].poids`, `Le poids du critère « ${libelle} » doit être un entier supérieur à zéro.`)],
  );
  const codes = grille.map(({ code }) => code);
  codes.forEach((code, i) => {
    if (codes.indexOf(code) < i) details.push(manque(`grille[${i}].code`, `Le critère « ${code} » figure deux fois.`));
  });
  const total = grille.reduce((s, { poids }) => s + poids, 0);
  if (total !== POIDS_TOTAL) {
    details.push(manque('grille', `Les poids de la grille font ${total} au lieu de ${POIDS_TOTAL}.`));
  }
  return details;
}

function enveloppesManquantes({ enveloppes }: Appel): DetailRefus[] {
  if (enveloppes.length === 0) return [manque('enveloppes', "L'appel n'a aucune enveloppe.")];
  return enveloppes.flatMap(({ montant, libelle }, i) =>
    montant > 0n ? [] : [manque(`enveloppes[${i}].montant`, `L'enveloppe « ${libelle} » n'est pas dotée.`)],
  );
}

/** What a call still lacks to be published, in the order of the form; empty when it is complete. */
export function manquesAppel(appel: Appel): DetailRefus[] {
  const details: DetailRefus[] = [];
  if (appel.titre.trim() === '') details.push(manque('titre', "Donnez un titre à l'appel."));
  details.push(...fenetreManquante(appel));
  if (appel.categoriesAdmises.length === 0) {
    details.push(manque('categoriesAdmises', "Dites quelles catégories d'organismes peuvent candidater."));
  }
  if (!appel.regles) details.push(manque('regles', "L'appel n'a pas de règle de calcul du montant."));
  else {
    const regles = controlerRegles(appel.regles);
    if (!regles.ok) details.push(...(regles.refus.details ?? []));
  }
  return [...details, ...grilleManquante(appel), ...enveloppesManquantes(appel)];
}

/**
 * Publishes a call (domain §8).
 * @returns the new state, or `ETAT_INVALIDE`, or `INCOMPLET` with everything that is missing and where
 */
export function publier(appel: Appel): Decision<{ etat: EtatAppel }> {
  const etat = avancer(CYCLE_APPEL, appel.etat, 'PUBLIER');
  if (!etat.ok) return etat;
  const details = manquesAppel(appel);
  if (details.length > 0) {
    const points = details.length === 1 ? 'un point reste' : `${details.length} points restent`;
    return refuser('INCOMPLET', `L'appel ne peut pas être publié : ${points} à compléter.`, undefined, details);
  }
  return accepter({ etat: etat.fait });
}

/**
 * Moves the closing of a published call later; never earlier, applicants count on it (domain §8).
 * @returns the new closing, or `ETAT_INVALIDE`, or `ENTREE_INVALIDE` when it is not later
 */
export function prolonger(appel: Appel, cloture: Date): Decision<{ cloture: Date }> {
  const etat = avancer(CYCLE_APPEL, appel.etat, 'PROLONGER');
  if (!etat.ok) return etat;
  if (appel.cloture && cloture.getTime() <= appel.cloture.getTime()) {
    const message = `La nouvelle clôture doit suivre l'actuelle, ${ecrireInstant(appel.cloture)}.`;
    return refuser('ENTREE_INVALIDE', message, 'cloture');
  }
  return accepter({ cloture });
}
