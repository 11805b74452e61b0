/** What a person may set, one choice a family: how soon she is told, or not at all. */
export const FAMILLES_AVIS = [
  'CANDIDATURES',
  'ECHEANCES',
  'INSTRUCTION',
  'SEANCES',
  'TOURS',
  'FINANCEMENTS',
  'APPELS',
] as const;
export type FamilleAvis = (typeof FAMILLES_AVIS)[number];

/** Words on screen of each family. */
export const LIBELLES_FAMILLE_AVIS: Readonly<Record<FamilleAvis, string>> = {
  CANDIDATURES: 'La suite donnée à vos candidatures',
  ECHEANCES: 'Les échéances qui approchent',
  INSTRUCTION: 'Les dossiers à instruire',
  SEANCES: 'La vie des séances : pouvoirs, scrutins, procès-verbaux',
  TOURS: 'Les tours de table',
  FINANCEMENTS: 'Les actes et les conventions attendus de vous',
  APPELS: 'Les appels publiés et prolongés',
};

export const MODES_AVIS = ['IMMEDIAT', 'RECAPITULATIF', 'AUCUN'] as const;
export type ModeAvis = (typeof MODES_AVIS)[number];

/** Words on screen of each mode. */
export const LIBELLES_MODE_AVIS: Readonly<Record<ModeAvis, string>> = {
  IMMEDIAT: 'Un courriel aussitôt',
  RECAPITULATIF: 'Un récapitulatif par jour, à 8 h',
  AUCUN: 'Aucun courriel',
};

/** What holds for somebody who has set nothing. */
export const MODE_PAR_DEFAUT: Readonly<Record<FamilleAvis, ModeAvis>> = {
  CANDIDATURES: 'IMMEDIAT',
  ECHEANCES: 'IMMEDIAT',
  INSTRUCTION: 'IMMEDIAT',
  SEANCES: 'IMMEDIAT',
  TOURS: 'IMMEDIAT',
  FINANCEMENTS: 'IMMEDIAT',
  APPELS: 'RECAPITULATIF',
};
