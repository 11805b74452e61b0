/**
 * Everything that somebody may ask of the platform, as a closed list: one write for each GraphQL mutation, one read for
 * each kind of object and each stage that changes who may see it. What is not listed is refused.
 */
export const ACTIONS_LECTURE = [
  'lireTerritoire',
  'lireOrganisme',
  'lireUtilisateur',
  'lireHabilitation',
  'lireAppel',
  'lireAppelBrouillon',
  'lireEnveloppe',
  'lireCandidature',
  'lireCandidatureBrouillon',
  'lirePiece',
  'lireInstruction',
  'lirePart',
  'lirePartAvantVote',
  'lireConference',
  'lireSeance',
  'lireScrutin',
  'lireBulletin',
  'lireDeport',
  'lirePv',
  'lireEngagement',
  'lireConvention',
  'lireJournal',
] as const;

export const ACTIONS_ECRITURE = [
  'creerOrganisme',
  'modifierOrganisme',
  'creerUtilisateur',
  'accorderHabilitation',
  'retirerHabilitation',
  'creerAppel',
  'modifierAppel',
  'publierAppel',
  'prolongerAppel',
  'cloreAppel',
  'annulerAppel',
  'creerEnveloppe',
  'doterEnveloppe',
  'reprendreEnveloppe',
  'ouvrirCandidature',
  'enregistrerCandidature',
  'deposerCandidature',
  'retirerCandidature',
  'joindrePiece',
  'demanderComplements',
  'declarerRecevable',
  'declarerIrrecevable',
  'commencerInstruction',
  'noterCandidature',
  'terminerInstruction',
  'creerConference',
  'modifierConference',
  'proposerPart',
  'convoquerSeance',
  'ajouterPoint',
  'ouvrirSeance',
  'emarger',
  'donnerPouvoir',
  'declarerDeport',
  'ouvrirScrutin',
  'voter',
  'cloreScrutin',
  'proclamerScrutin',
  'annulerScrutin',
  'cloreSeance',
  'redigerPv',
  'approuverPv',
  'enregistrerEngagement',
  'libererPart',
  'genererConvention',
  'relireConvention',
  'mettreEnSignature',
] as const;

export const ACTIONS = [...ACTIONS_LECTURE, ...ACTIONS_ECRITURE] as const;

export type ActionLecture = (typeof ACTIONS_LECTURE)[number];
export type ActionEcriture = (typeof ACTIONS_ECRITURE)[number];
export type Action = (typeof ACTIONS)[number];

/**
 * The read that a write presupposes: who cannot read gets INTROUVABLE, who can read but not act gets INTERDIT.
 * `null`: nothing exists yet to be read.
 */
export const LECTURE_REQUISE: Readonly<Record<ActionEcriture, ActionLecture | null>> = {
  creerOrganisme: null,
  modifierOrganisme: 'lireOrganisme',
  creerUtilisateur: null,
  accorderHabilitation: 'lireUtilisateur',
  retirerHabilitation: 'lireHabilitation',
  creerAppel: null,
  modifierAppel: 'lireAppel',
  publierAppel: 'lireAppel',
  prolongerAppel: 'lireAppel',
  cloreAppel: 'lireAppel',
  annulerAppel: 'lireAppel',
  creerEnveloppe: null,
  doterEnveloppe: 'lireEnveloppe',
  reprendreEnveloppe: 'lireEnveloppe',
  ouvrirCandidature: 'lireAppel',
  enregistrerCandidature: 'lireCandidature',
  deposerCandidature: 'lireCandidature',
  retirerCandidature: 'lireCandidature',
  joindrePiece: 'lireCandidature',
  demanderComplements: 'lireCandidature',
  declarerRecevable: 'lireCandidature',
  declarerIrrecevable: 'lireCandidature',
  commencerInstruction: 'lireCandidature',
  noterCandidature: 'lireCandidature',
  terminerInstruction: 'lireCandidature',
  creerConference: null,
  modifierConference: 'lireConference',
  proposerPart: 'lireCandidature',
  convoquerSeance: 'lireConference',
  ajouterPoint: 'lireSeance',
  ouvrirSeance: 'lireSeance',
  emarger: 'lireSeance',
  donnerPouvoir: 'lireSeance',
  declarerDeport: 'lireSeance',
  ouvrirScrutin: 'lireSeance',
  voter: 'lireSeance',
  cloreScrutin: 'lireScrutin',
  proclamerScrutin: 'lireScrutin',
  annulerScrutin: 'lireScrutin',
  cloreSeance: 'lireSeance',
  redigerPv: 'lireSeance',
  approuverPv: 'lirePv',
  enregistrerEngagement: 'lirePart',
  libererPart: 'lirePart',
  genererConvention: 'lireCandidature',
  relireConvention: 'lireConvention',
  mettreEnSignature: 'lireConvention',
};

/** The narrower read that applies while the object is in its confidential stage (draft, share before the session). */
export const LECTURE_RESTREINTE: Readonly<Partial<Record<ActionLecture, ActionLecture>>> = {
  lireAppel: 'lireAppelBrouillon',
  lireCandidature: 'lireCandidatureBrouillon',
  lirePart: 'lirePartAvantVote',
};

/** Writes that nobody may do for himself, whatever his roles (trust.md §3.2: « t except self »). */
export const ACTIONS_JAMAIS_POUR_SOI: readonly Action[] = ['accorderHabilitation'];
