import { ecrireDate, ecrireEuros } from '@tdt/domaine';
import { nommerConference } from '../../convention-multipartite/v1/contexte.js';
import { nommerAppel, type ContexteDecision } from '../../lettre/v1/decision.js';
import { liste, phrase, type ConditionLettre, type Rubrique } from '../../lettre/v1/modele.js';
import { RUBRIQUE_RECOURS } from '../../lettre/v1/recours.js';
import type { DonneesRefus } from './index.js';

export interface ContexteRefus extends ContexteDecision {
  decision: DonneesRefus;
}

type Condition = ConditionLettre<ContexteRefus>;

const TOUJOURS: Condition = { libelle: 'Toujours', vraie: () => true };
const UN_SOLLICITE: Condition = {
  libelle: 'Un seul financeur a été sollicité',
  vraie: (c) => c.decision.sollicites.length === 1,
};
const PLUSIEURS_SOLLICITES: Condition = {
  libelle: 'Plusieurs financeurs ont été sollicités',
  vraie: (c) => c.decision.sollicites.length > 1,
};
const DECISION_PUBLIQUE: Condition = {
  libelle: 'Une personne publique au moins a décidé',
  vraie: (c) => c.publics.length > 0,
};

/** The letter, part by part. */
export const RUBRIQUES_REFUS: readonly Rubrique<ContexteRefus>[] = [
  {
    titre: 'La décision',
    clauses: [
      phrase(TOUJOURS, ({ decision: { seance, titre, appel, montantDemande, coutTotal } }) => {
        const conference = nommerConference(seance.conference);
        return `Par sa délibération n° ${seance.numeroDeliberation}, adoptée en séance le ${ecrireDate(seance.date)}, ${conference} n’a pas retenu le projet « ${titre} », que vous avez présenté en réponse à ${nommerAppel(appel)}. Vous demandiez ${ecrireEuros(montantDemande)}, pour un coût total de ${ecrireEuros(coutTotal)}.`;
      }),
      phrase(
        UN_SOLLICITE,
        ({ decision: { sollicites } }) =>
          `${sollicites[0]?.financeur} ne lui accorde pas de contribution au titre de cet appel.`,
        'R24',
      ),
      liste(
        PLUSIEURS_SOLLICITES,
        () => 'Aucun des financeurs sollicités ne lui accorde de contribution au titre de cet appel :',
        ({ decision: { sollicites } }) => sollicites.map((s) => s.financeur),
        'R24',
      ),
    ],
  },
  {
    titre: 'Les motifs',
    clauses: [
      liste(
        TOUJOURS,
        () => 'Cette décision repose sur les motifs suivants :',
        (c) => c.decision.motifs,
      ),
    ],
  },
  RUBRIQUE_RECOURS,
  {
    titre: 'Les suites',
    clauses: [
      phrase(
        TOUJOURS,
        () =>
          'Ce refus ne vaut que pour cet appel : vous pouvez présenter ce projet, ou un autre, à un appel ultérieur ou à un autre financeur.',
      ),
      phrase(
        DECISION_PUBLIQUE,
        () =>
          'Vous pouvez demander au secrétariat communication des documents administratifs qui concernent votre candidature, dont sa notation.',
        'CRPA L311-1, L311-6',
      ),
      phrase(TOUJOURS, () => 'Votre dossier est conservé cinq ans, puis supprimé ou versé aux archives.', 'R48'),
    ],
  },
];
