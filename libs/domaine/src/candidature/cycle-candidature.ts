import { definirCycle, type FlecheCycle } from '../cycle.js';

export const ETATS_CANDIDATURE = [
  'BROUILLON',
  'DEPOSE',
  'A_COMPLETER',
  'IRRECEVABLE',
  'RECEVABLE',
  'EN_INSTRUCTION',
  'INSTRUIT',
  'INSCRIT_EN_SEANCE',
  'RETENU',
  'LISTE_ATTENTE',
  'AJOURNE',
  'REFUSE',
  'CONVENTIONNE',
  'EN_EXECUTION',
  'SOLDE',
  'CLOS',
  'RETIRE',
  'DOUBLON',
  'SANS_SUITE',
  'ANNULE',
] as const;
export type EtatCandidature = (typeof ETATS_CANDIDATURE)[number];

export const ACTIONS_CANDIDATURE = [
  'DEPOSER',
  'DEMANDER_COMPLEMENTS',
  'COMPLETER',
  'DECLARER_RECEVABLE',
  'DECLARER_IRRECEVABLE',
  'NOTER',
  'CONCLURE_INSTRUCTION',
  'INSCRIRE_EN_SEANCE',
  'RETENIR',
  'METTRE_EN_ATTENTE',
  'AJOURNER',
  'REFUSER',
  'CONVENTIONNER',
  'DECONVENTIONNER',
  'EXECUTER',
  'SOLDER',
  'CLORE',
  'RETIRER',
  'SIGNALER_DOUBLON',
  'CLASSER_SANS_SUITE',
  'ANNULER',
] as const;
export type ActionCandidature = (typeof ACTIONS_CANDIDATURE)[number];

type Fleche = FlecheCycle<EtatCandidature, ActionCandidature>;

const PORTEUR = ['PORTEUR'] as const;
const INSTRUCTION = ['INSTRUCTEUR', 'GESTIONNAIRE'] as const;
const CONFERENCE = ['GESTIONNAIRE', 'PRESIDENT'] as const;
const GESTION = ['GESTIONNAIRE'] as const;

/** The ordinary road, in the order of the life of a file. */
const ROUTE: Fleche[] = [
  { etat: 'BROUILLON', action: 'DEPOSER', vers: 'DEPOSE', roles: PORTEUR },
  { etat: 'DEPOSE', action: 'DEMANDER_COMPLEMENTS', vers: 'A_COMPLETER', roles: INSTRUCTION },
  { etat: 'DEPOSE', action: 'DECLARER_RECEVABLE', vers: 'RECEVABLE', roles: INSTRUCTION },
  { etat: 'DEPOSE', action: 'DECLARER_IRRECEVABLE', vers: 'IRRECEVABLE', roles: INSTRUCTION },
  { etat: 'A_COMPLETER', action: 'COMPLETER', vers: 'DEPOSE', roles: PORTEUR },
  { etat: 'A_COMPLETER', action: 'DECLARER_IRRECEVABLE', vers: 'IRRECEVABLE', roles: INSTRUCTION },
  { etat: 'RECEVABLE', action: 'NOTER', vers: 'EN_INSTRUCTION', roles: INSTRUCTION },
  { etat: 'EN_INSTRUCTION', action: 'NOTER', vers: 'EN_INSTRUCTION', roles: INSTRUCTION },
  { etat: 'EN_INSTRUCTION', action: 'CONCLURE_INSTRUCTION', vers: 'INSTRUIT', roles: INSTRUCTION },
  { etat: 'INSTRUIT', action: 'INSCRIRE_EN_SEANCE', vers: 'INSCRIT_EN_SEANCE', roles: CONFERENCE },
  { etat: 'INSCRIT_EN_SEANCE', action: 'RETENIR', vers: 'RETENU', roles: CONFERENCE },
  { etat: 'INSCRIT_EN_SEANCE', action: 'METTRE_EN_ATTENTE', vers: 'LISTE_ATTENTE', roles: CONFERENCE },
  { etat: 'INSCRIT_EN_SEANCE', action: 'AJOURNER', vers: 'AJOURNE', roles: CONFERENCE },
  { etat: 'INSCRIT_EN_SEANCE', action: 'REFUSER', vers: 'REFUSE', roles: CONFERENCE },
  { etat: 'LISTE_ATTENTE', action: 'INSCRIRE_EN_SEANCE', vers: 'INSCRIT_EN_SEANCE', roles: CONFERENCE },
  { etat: 'AJOURNE', action: 'NOTER', vers: 'EN_INSTRUCTION', roles: INSTRUCTION },
  { etat: 'AJOURNE', action: 'INSCRIRE_EN_SEANCE', vers: 'INSCRIT_EN_SEANCE', roles: CONFERENCE },
  { etat: 'RETENU', action: 'CONVENTIONNER', vers: 'CONVENTIONNE', roles: GESTION },
  { etat: 'CONVENTIONNE', action: 'DECONVENTIONNER', vers: 'RETENU', roles: GESTION },
  { etat: 'CONVENTIONNE', action: 'EXECUTER', vers: 'EN_EXECUTION', roles: GESTION },
  { etat: 'EN_EXECUTION', action: 'SOLDER', vers: 'SOLDE', roles: GESTION },
  { etat: 'SOLDE', action: 'CLORE', vers: 'CLOS', roles: GESTION },
];

/** States from which a file may still be stopped: all but the final ones (domain §8). */
const ARRETABLES: EtatCandidature[] = ROUTE.map(({ etat }) => etat).filter(
  (etat, i, etats) => etats.indexOf(etat) === i,
);

const SORTIES: Fleche[] = ARRETABLES.flatMap((etat): Fleche[] => [
  { etat, action: 'RETIRER', vers: 'RETIRE', roles: PORTEUR },
  { etat, action: 'SIGNALER_DOUBLON', vers: 'DOUBLON', roles: INSTRUCTION },
  { etat, action: 'CLASSER_SANS_SUITE', vers: 'SANS_SUITE', roles: GESTION },
  { etat, action: 'ANNULER', vers: 'ANNULE', roles: GESTION },
]);

/** Life of a file (domain §8), with the words of the State's other services. */
export const CYCLE_CANDIDATURE = definirCycle<EtatCandidature, ActionCandidature>({
  objet: 'La candidature',
  initial: 'BROUILLON',
  etats: {
    BROUILLON: 'brouillon',
    DEPOSE: 'déposé',
    A_COMPLETER: 'à compléter',
    IRRECEVABLE: 'irrecevable',
    RECEVABLE: 'recevable',
    EN_INSTRUCTION: 'en instruction',
    INSTRUIT: 'instruit',
    INSCRIT_EN_SEANCE: 'inscrit en séance',
    RETENU: 'retenu',
    LISTE_ATTENTE: "sur liste d'attente",
    AJOURNE: 'ajourné',
    REFUSE: 'refusé',
    CONVENTIONNE: 'conventionné',
    EN_EXECUTION: 'en exécution',
    SOLDE: 'soldé',
    CLOS: 'clos',
    RETIRE: 'retiré',
    DOUBLON: 'doublon',
    SANS_SUITE: 'sans suite',
    ANNULE: 'annulé',
  },
  actions: {
    DEPOSER: 'déposer',
    DEMANDER_COMPLEMENTS: 'demander des compléments',
    COMPLETER: 'compléter',
    DECLARER_RECEVABLE: 'déclarer recevable',
    DECLARER_IRRECEVABLE: 'déclarer irrecevable',
    NOTER: 'noter',
    CONCLURE_INSTRUCTION: "conclure l'instruction",
    INSCRIRE_EN_SEANCE: 'inscrire en séance',
    RETENIR: 'retenir',
    METTRE_EN_ATTENTE: "mettre sur liste d'attente",
    AJOURNER: 'ajourner',
    REFUSER: 'refuser',
    CONVENTIONNER: 'conventionner',
    DECONVENTIONNER: 'défaire la convention',
    EXECUTER: "commencer l'exécution",
    SOLDER: 'solder',
    CLORE: 'clore',
    RETIRER: 'retirer',
    SIGNALER_DOUBLON: 'signaler un doublon',
    CLASSER_SANS_SUITE: 'classer sans suite',
    ANNULER: 'annuler',
  },
  fleches: [...ROUTE, ...SORTIES],
});

/** True when the applicant may still change the content of the file. */
export function estModifiable(etat: EtatCandidature): boolean {
  return etat === 'BROUILLON' || etat === 'A_COMPLETER';
}
