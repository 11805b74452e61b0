import { estPublique } from '@tdt/domaine';
import type { ContexteDecision } from './decision.js';
import { liste, phrase, type ConditionLettre, type Rubrique } from './modele.js';

type Condition = ConditionLettre<ContexteDecision>;

const DECISION_PUBLIQUE: Condition = {
  libelle: 'Une personne publique au moins a décidé',
  vraie: (c) => c.publics.length > 0,
};

const PORTEUR_PRIVE: Condition = {
  libelle: 'Porteur de droit privé, devant une décision publique',
  vraie: (c) => c.publics.length > 0 && !estPublique(c.decision.porteur.categorie),
};

const PORTEUR_PUBLIC: Condition = {
  libelle: 'Porteur personne publique, devant une décision publique',
  vraie: (c) => c.publics.length > 0 && estPublique(c.decision.porteur.categorie),
};

const DISTANCE: Condition = {
  libelle: 'Porteur d’outre-mer devant un tribunal de métropole (CJA R421-7)',
  vraie: (c) => c.publics.length > 0 && c.decision.delaiDeDistance,
};

const DECISION_MIXTE: Condition = {
  libelle: 'Des personnes publiques et privées ont décidé (R17)',
  vraie: (c) => c.publics.length > 0 && c.prives.length > 0,
};

const DECISION_PRIVEE: Condition = {
  libelle: 'Seules des personnes privées ont décidé (R17)',
  vraie: (c) => c.publics.length === 0,
};

/** Remedies and delays: without them the delay does not run (CJA R421-5). */
export const RUBRIQUE_RECOURS: Rubrique<ContexteDecision> = {
  titre: 'Voies et délais de recours',
  clauses: [
    liste(
      DECISION_PUBLIQUE,
      () =>
        'Si vous contestez la décision, vous pouvez, dans les deux mois qui suivent la notification de cette lettre :',
      ({ decision }) => [
        'adresser un recours gracieux, motivé, au secrétariat de la conférence, qui le transmet à chaque financeur public concerné',
        `saisir le ${decision.tribunal ?? 'tribunal administratif dans le ressort duquel siège le financeur qui a décidé'}`,
      ],
      'CJA R421-1, R421-5',
    ),
    phrase(
      DECISION_PUBLIQUE,
      () =>
        'Le recours gracieux interrompt le délai. Vous disposez alors, pour saisir le tribunal, de deux mois à compter de la réponse ; le silence gardé pendant deux mois vaut rejet et fait courir le même délai.',
      'CRPA L411-2, CJA R421-2',
    ),
    phrase(
      PORTEUR_PRIVE,
      () =>
        'La requête est déposée au greffe, adressée par courrier ou transmise par l’application Télérecours citoyens (www.telerecours.fr).',
      'CJA R414-2',
    ),
    phrase(
      PORTEUR_PUBLIC,
      () =>
        'La requête est transmise par l’application Télérecours, sauf pour les communes de moins de 3 500 habitants.',
      'CJA R414-1',
    ),
    phrase(
      DISTANCE,
      () => 'Votre siège étant situé outre-mer, le délai pour saisir le tribunal est augmenté d’un mois.',
      'CJA R421-7',
    ),
    phrase(
      DECISION_PUBLIQUE,
      () => 'Vous pouvez aussi proposer une médiation ; si elle est acceptée, elle interrompt le délai de recours.',
      'CJA L213-5, L213-6',
    ),
    phrase(
      DECISION_MIXTE,
      ({ prives }) =>
        `${prives.map((p) => p.financeur).join(', ')} ${prives.length > 1 ? 'décident' : 'décide'} librement de ${prives.length > 1 ? 'leurs dons' : 'ses dons'} : ce qui précède ne s’y applique pas.`,
      'R17',
    ),
    phrase(
      DECISION_PRIVEE,
      () =>
        'Les financeurs sollicités sont des personnes privées, qui décident librement de leurs dons : leur décision n’est pas un acte administratif et n’ouvre pas de recours devant le tribunal administratif. Le secrétariat de la conférence répond à vos questions.',
      'R17',
    ),
  ],
};
