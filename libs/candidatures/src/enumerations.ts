import {
  BASES_AIDE,
  CANAUX_RECEPTION,
  CYCLE_CANDIDATURE,
  ETATS_CANDIDATURE,
  EXCEPTIONS_PARTICIPATION,
  LIBELLES_BASE_AIDE,
  NATURES_PART,
  ORIGINES_INITIATIVE,
} from '@tdt/domaine';
import { enumeration } from '@tdt/socle';

export const EtatCandidatureEnum = enumeration(
  'EtatCandidature',
  'Étape de la vie d’une candidature.',
  ETATS_CANDIDATURE,
  CYCLE_CANDIDATURE.etats,
);
export const CanalReceptionEnum = enumeration(
  'CanalReception',
  'Comment une candidature parvient au service, quand ce n’est pas par la plateforme.',
  CANAUX_RECEPTION,
  { COURRIER: 'Courrier', COURRIEL: 'Courriel' },
);
export const OrigineInitiativeEnum = enumeration(
  'OrigineInitiative',
  'Qui a eu l’idée du projet : une subvention n’est pas un prix (R29).',
  ORIGINES_INITIATIVE,
  { PORTEUR: 'Le porteur', FINANCEUR: 'Un financeur' },
);
export const NatureProjetEnum = enumeration('NatureProjet', 'Nature de la dépense.', NATURES_PART, {
  FONCTIONNEMENT: 'Fonctionnement',
  INVESTISSEMENT: 'Investissement',
});
export const RegimeAideEnum = enumeration(
  'RegimeAide',
  'Base de l’aide au regard des règles sur les aides d’État (R15).',
  BASES_AIDE,
  LIBELLES_BASE_AIDE,
);
export const ExceptionParticipationEnum = enumeration(
  'ExceptionParticipation',
  'Exception à la participation minimale du maître d’ouvrage (R13).',
  EXCEPTIONS_PARTICIPATION,
  {
    RENOVATION_URBAINE: 'Rénovation urbaine (loi 2003-710, article 9)',
    MONUMENT_PROTEGE: 'Monument protégé (décision du préfet)',
    CALAMITE_PUBLIQUE: 'Réparation après une calamité publique (décision du préfet)',
    PATRIMOINE_NON_PROTEGE: 'Patrimoine non protégé (loi 2019-1461, article 82)',
    FEDER_INTERREG: 'Programme FEDER Interreg',
    CORSE: 'Collectivité de Corse (10 %)',
  },
);
export const SensCompteEnum = enumeration('SensCompte', 'Côté du budget.', ['CHARGE', 'PRODUIT'] as const, {
  CHARGE: 'Charge',
  PRODUIT: 'Produit',
});
export const TypeLignePlanEnum = enumeration(
  'TypeLignePlan',
  'D’où vient l’argent d’une ligne du plan.',
  ['SUBVENTION', 'RESSOURCES_PROPRES'] as const,
  { SUBVENTION: 'Apport d’un financeur', RESSOURCES_PROPRES: 'Ressources propres du porteur' },
);
export const TriCandidatureEnum = enumeration('TriCandidature', 'Ordre des candidatures.', [
  'CREE_LE',
  'MODIFIE_LE',
  'TITRE',
] as const);
