import { ecrireDate, visasApplicables } from '@tdt/domaine';
import { AVEC_FINANCEUR_PRIVE, FINANCEURS_MIXTES, ORIGINE_BENEFICIAIRE, TOUJOURS } from './conditions.js';
import { ecrireActe, jour, nommerConference } from './contexte.js';
import type { Condition, Contexte } from './modele.js';

/** A recital of the preamble: what it says and when it is printed. */
export interface Visa {
  condition: Condition;
  ecrire(contexte: Contexte): string;
}

const visa = (condition: Condition, ecrire: (c: Contexte) => string): Visa => ({ condition, ecrire });

/** What this very convention relies on, after the texts of law. Each opens with « Vu ». */
const VISAS_DU_PROJET: Visa[] = [
  visa(AVEC_FINANCEUR_PRIVE, () => 'le code civil, notamment ses articles 1101 et suivants'),
  visa(
    TOUJOURS,
    ({ donnees: { appel } }) =>
      `${appel.type === 'AMI' ? 'l’appel à manifestation d’intérêt' : 'l’appel à projets'} « ${appel.titre} » (référence ${appel.reference})`,
  ),
  visa(
    TOUJOURS,
    ({ donnees: { seance } }) =>
      `la délibération n° ${seance.numeroDeliberation} de ${nommerConference(seance.conference)}, adoptée en séance le ${ecrireDate(seance.date)}`,
  ),
];

/** Every « Vu »: the law that the domain says applies, the call and the vote, then each funder's own act (R24). */
export function visas(contexte: Contexte): string[] {
  const textes = visasApplicables(contexte.donnees).map(({ texte }) => texte);
  const projet = VISAS_DU_PROJET.filter(({ condition }) => condition.vraie(contexte)).map((v) => v.ecrire(contexte));
  return [...textes, ...projet, ...visasDesActes(contexte)].map((texte) => `${texte} ;`);
}

function visasDesActes({ donnees: { plan } }: Contexte): string[] {
  return plan.lignes
    .filter((l) => l.acte !== null)
    .map((l) => {
      const transmis = l.acte?.transmisControleLegaliteLe;
      const suite = transmis ? `, transmis au contrôle de légalité le ${ecrireDate(transmis)}` : '';
      return `l’acte d’engagement du financeur ${l.financeur} (${ecrireActe(l.acte)}${suite}), pris au titre de « ${l.dispositif} »`;
    });
}

/** Reasons of the parties. Each opens with « Considérant ». */
export const CONSIDERANTS: Visa[] = [
  visa(
    TOUJOURS,
    () =>
      'que l’accès de tous au numérique et l’accompagnement des personnes qui en sont éloignées répondent à un besoin d’intérêt général ;',
  ),
  visa(
    ORIGINE_BENEFICIAIRE,
    ({ donnees: { beneficiaire, entete } }) =>
      `que le projet « ${entete.titre} » a été initié et conçu par ${beneficiaire.denomination}, conformément à son objet ;`,
  ),
  visa(
    TOUJOURS,
    ({ donnees: { duree } }) =>
      `que sa réalisation du ${jour(duree.debut)} au ${jour(duree.fin)} suppose l’accord de plusieurs financeurs sur un plan unique ;`,
  ),
  visa(
    FINANCEURS_MIXTES,
    () =>
      'que des financeurs publics et privés ont souhaité coordonner leur soutien et alléger les obligations du porteur par une convention, un suivi et un bilan communs ;',
  ),
  visa(
    TOUJOURS,
    () =>
      'que chaque financeur s’est engagé par son propre acte, la conférence n’engageant les deniers d’aucun d’eux ;',
  ),
];
