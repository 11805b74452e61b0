import { ACTIONS, type Action } from './actions.js';
import { ROLES, type Role } from './roles.js';

/**
 * How the agent must be tied to the object: `TOUS` any object, `PROPRE` an object of the organisation for which he acts,
 * `GERE` the same when he manages the users of that organisation, `AFFECTE` an object of the call or conference that his
 * habilitation names, `ORDRE_DU_JOUR` the same once it may come to the agenda of its conference, `MEMBRE` an object of a
 * conference of which his organisation is a member, or of a file that asks his organisation for money.
 */
export const RELATIONS = ['TOUS', 'PROPRE', 'GERE', 'AFFECTE', 'ORDRE_DU_JOUR', 'MEMBRE'] as const;
export type Relation = (typeof RELATIONS)[number];

/** One right: this role may do this action on the objects so related to him. */
export interface Droit {
  action: Action;
  role: Role;
  relation: Relation;
}

type Ligne = Partial<Record<Role, Relation | readonly Relation[]>>;

const PORTEUR_SEUL: Ligne = { PORTEUR: 'PROPRE' };
const INSTRUCTEUR_SEUL: Ligne = { INSTRUCTEUR: 'AFFECTE' };
const GESTIONNAIRE_SEUL: Ligne = { GESTIONNAIRE: 'TOUS' };
const PRESIDENT_SEUL: Ligne = { PRESIDENT: 'AFFECTE' };
/** The chair, and the manager who keeps the secretariat of the conference. */
const PRESIDENCE_OU_SECRETARIAT: Ligne = { GESTIONNAIRE: 'TOUS', PRESIDENT: 'AFFECTE' };
const ADMIN_SEUL: Ligne = { ADMIN: 'TOUS' };
const GESTION_DES_UTILISATEURS: Ligne = { PORTEUR: 'GERE', FINANCEUR: 'GERE', GESTIONNAIRE: 'GERE', ADMIN: 'TOUS' };
const FINANCEUR_OU_GESTIONNAIRE_PROPRE: Ligne = { FINANCEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE' };
/** The parties; the manager in the name of his own institution only. */
const PARTIES: Ligne = { PORTEUR: 'PROPRE', FINANCEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE' };
const TOUT_LE_MONDE: Ligne = { PUBLIC: 'TOUS' };

/** Whoever acts on the platform, on what is his own: no object is named, so none can be another's. */
const CHACUN_POUR_SOI: Ligne = {
  PORTEUR: 'TOUS',
  FINANCEUR: 'TOUS',
  INSTRUCTEUR: 'TOUS',
  GESTIONNAIRE: 'TOUS',
  PRESIDENT: 'TOUS',
  ADMIN: 'TOUS',
};

/** Those who follow a file from its deposit: its funders in conference, its instructors, the manager, the chair. */
const AUTOUR_DE_LA_TABLE: Ligne = {
  FINANCEUR: 'MEMBRE',
  INSTRUCTEUR: 'AFFECTE',
  GESTIONNAIRE: 'TOUS',
  PRESIDENT: 'AFFECTE',
};

/** The file itself: its chair sees it when it is ready for the agenda that he draws up, not while it is being instructed. */
const AUTOUR_DU_DOSSIER: Ligne = { PORTEUR: 'PROPRE', ...AUTOUR_DE_LA_TABLE, PRESIDENT: 'ORDRE_DU_JOUR' };

/** The matrix of trust.md §3.2. Every action has its line: an action without any right would not compile. */
const MATRICE: Readonly<Record<Action, Ligne>> = {
  lireTerritoire: TOUT_LE_MONDE,
  lireOrganisme: TOUT_LE_MONDE,
  lireUtilisateur: { PORTEUR: 'PROPRE', FINANCEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE', ADMIN: 'TOUS' },
  lireHabilitation: { PORTEUR: 'PROPRE', FINANCEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE', ADMIN: 'TOUS' },
  lireInvitation: GESTION_DES_UTILISATEURS,
  lireAppel: TOUT_LE_MONDE,
  lireAppelBrouillon: { INSTRUCTEUR: 'AFFECTE', GESTIONNAIRE: 'TOUS' },
  lireEnveloppe: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  lireCandidature: AUTOUR_DU_DOSSIER,
  lireCandidatureBrouillon: PORTEUR_SEUL,
  lirePiece: AUTOUR_DU_DOSSIER,
  // Bank details: whoever will pay needs them, and nobody else around the table. `MEMBRE` are the funders that have engaged.
  lireRib: { PORTEUR: 'PROPRE', FINANCEUR: 'MEMBRE', GESTIONNAIRE: 'TOUS' },
  // Whoever must answer reads what is asked; the funders, once the opinion is given.
  lireComplement: { PORTEUR: 'PROPRE', ...AUTOUR_DE_LA_TABLE },
  lireInstruction: AUTOUR_DE_LA_TABLE,
  lirePart: { PORTEUR: 'PROPRE', ...AUTOUR_DE_LA_TABLE, FINANCEUR: ['PROPRE', 'MEMBRE'] },
  lirePartAvantVote: { FINANCEUR: 'PROPRE', GESTIONNAIRE: 'TOUS' },
  lireConference: AUTOUR_DE_LA_TABLE,
  lireSeance: AUTOUR_DE_LA_TABLE,
  lireScrutin: { PORTEUR: 'PROPRE', ...AUTOUR_DE_LA_TABLE },
  lireBulletin: AUTOUR_DE_LA_TABLE,
  lireBulletinScelle: { FINANCEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE', PRESIDENT: 'PROPRE' },
  lireDeport: AUTOUR_DE_LA_TABLE,
  lirePv: AUTOUR_DE_LA_TABLE,
  lireTour: AUTOUR_DE_LA_TABLE,
  lireScelle: AUTOUR_DE_LA_TABLE,
  lireAnnonce: { ...AUTOUR_DE_LA_TABLE, FINANCEUR: ['PROPRE', 'MEMBRE'] },
  // Under seal, even the manager and the chair see no amount but those of their own organisation.
  lireAnnonceScellee: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  simulerPlan: AUTOUR_DE_LA_TABLE,
  lireProposition: { ...AUTOUR_DE_LA_TABLE, FINANCEUR: ['PROPRE', 'MEMBRE'] },
  lireEngagement: { PORTEUR: 'PROPRE', ...AUTOUR_DE_LA_TABLE, FINANCEUR: ['PROPRE', 'MEMBRE'] },
  lireConvention: { PORTEUR: 'PROPRE', FINANCEUR: 'PROPRE', GESTIONNAIRE: 'TOUS' },
  lireGeneration: GESTIONNAIRE_SEUL,
  // Whoever holds a convention may ask whether it is the registered one: the hash of the file is the key.
  verifierConvention: TOUT_LE_MONDE,
  // What is proclaimed, of public money only.
  lireResultat: TOUT_LE_MONDE,
  // Open data of signed conventions, and what the staff must still complete for them.
  lireDonneesEssentielles: TOUT_LE_MONDE,
  suivreDonneesEssentielles: GESTIONNAIRE_SEUL,
  lireJournal: {
    PORTEUR: 'PROPRE',
    FINANCEUR: 'PROPRE',
    INSTRUCTEUR: 'AFFECTE',
    GESTIONNAIRE: 'TOUS',
    PRESIDENT: 'AFFECTE',
  },
  lireScellement: TOUT_LE_MONDE,
  lireReglageAvis: CHACUN_POUR_SOI,
  creerOrganisme: { GESTIONNAIRE: 'TOUS', ADMIN: 'TOUS' },
  modifierOrganisme: { PORTEUR: 'PROPRE', FINANCEUR: 'PROPRE', GESTIONNAIRE: 'TOUS', ADMIN: 'TOUS' },
  // On every document that the organisation signs: whoever manages its users, and the staff that makes these documents.
  changerLogo: { ...GESTION_DES_UTILISATEURS, GESTIONNAIRE: 'TOUS' },
  creerUtilisateur: ADMIN_SEUL,
  desactiverUtilisateur: ADMIN_SEUL,
  reactiverUtilisateur: ADMIN_SEUL,
  accorderHabilitation: GESTION_DES_UTILISATEURS,
  confirmerHabilitation: GESTION_DES_UTILISATEURS,
  retirerHabilitation: GESTION_DES_UTILISATEURS,
  inviterUtilisateur: GESTION_DES_UTILISATEURS,
  renouvelerInvitation: GESTION_DES_UTILISATEURS,
  annulerInvitation: GESTION_DES_UTILISATEURS,
  reglerAvis: CHACUN_POUR_SOI,
  creerAppel: GESTIONNAIRE_SEUL,
  modifierAppel: GESTIONNAIRE_SEUL,
  publierAppel: GESTIONNAIRE_SEUL,
  prolongerAppel: GESTIONNAIRE_SEUL,
  cloreAppel: GESTIONNAIRE_SEUL,
  annulerAppel: GESTIONNAIRE_SEUL,
  definirReglesFinancement: GESTIONNAIRE_SEUL,
  creerEnveloppe: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  doterEnveloppe: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  reprendreEnveloppe: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  ouvrirCandidature: PORTEUR_SEUL,
  // « Register a paper dossier »: opened, then copied, by the managers alone.
  enregistrerCandidatureRecue: GESTIONNAIRE_SEUL,
  saisirCandidatureRecue: GESTIONNAIRE_SEUL,
  enregistrerCandidature: PORTEUR_SEUL,
  deposerCandidature: PORTEUR_SEUL,
  retirerCandidature: PORTEUR_SEUL,
  joindrePiece: PORTEUR_SEUL,
  demanderComplements: INSTRUCTEUR_SEUL,
  repondreComplements: PORTEUR_SEUL,
  declarerRecevable: INSTRUCTEUR_SEUL,
  declarerIrrecevable: INSTRUCTEUR_SEUL,
  commencerInstruction: INSTRUCTEUR_SEUL,
  noterCandidature: INSTRUCTEUR_SEUL,
  terminerInstruction: INSTRUCTEUR_SEUL,
  creerConference: GESTIONNAIRE_SEUL,
  modifierConference: { GESTIONNAIRE: 'TOUS', PRESIDENT: 'AFFECTE' },
  proposerPart: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  convoquerSeance: PRESIDENT_SEUL,
  ajouterPoint: PRESIDENT_SEUL,
  ouvrirSeance: PRESIDENT_SEUL,
  suspendreSeance: PRESIDENT_SEUL,
  reprendreSeance: PRESIDENT_SEUL,
  emarger: { FINANCEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE', PRESIDENT: 'PROPRE' },
  constaterPresence: PRESIDENCE_OU_SECRETARIAT,
  annulerPresence: PRESIDENCE_OU_SECRETARIAT,
  donnerPouvoir: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  declarerDeport: { FINANCEUR: 'PROPRE', INSTRUCTEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE', PRESIDENT: 'AFFECTE' },
  ouvrirScrutin: PRESIDENT_SEUL,
  voter: { FINANCEUR: 'PROPRE', GESTIONNAIRE: 'PROPRE', PRESIDENT: 'PROPRE' },
  cloreScrutin: PRESIDENT_SEUL,
  proclamerScrutin: PRESIDENT_SEUL,
  annulerScrutin: PRESIDENT_SEUL,
  cloreSeance: PRESIDENT_SEUL,
  redigerPv: GESTIONNAIRE_SEUL,
  approuverPv: PRESIDENT_SEUL,
  ouvrirTour: PRESIDENT_SEUL,
  scellerAnnonce: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  retirerAnnonce: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  revelerTour: PRESIDENT_SEUL,
  annulerTour: PRESIDENT_SEUL,
  lancerCalcul: AUTOUR_DE_LA_TABLE,
  arreterCalcul: PRESIDENCE_OU_SECRETARIAT,
  figerProposition: PRESIDENT_SEUL,
  enregistrerEngagement: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  libererPart: FINANCEUR_OU_GESTIONNAIRE_PROPRE,
  redigerPartiesLibres: GESTIONNAIRE_SEUL,
  genererConvention: GESTIONNAIRE_SEUL,
  lancerGeneration: GESTIONNAIRE_SEUL,
  arreterGeneration: GESTIONNAIRE_SEUL,
  reprendreGeneration: GESTIONNAIRE_SEUL,
  relireConvention: GESTIONNAIRE_SEUL,
  mettreEnSignature: GESTIONNAIRE_SEUL,
  signerConvention: PARTIES,
  refuserSignature: PARTIES,
  enregistrerSignatureManuscrite: GESTIONNAIRE_SEUL,
  demanderSignatureExterne: PARTIES,
  abandonnerSignatureExterne: PARTIES,
  verifierSignatureExterne: GESTIONNAIRE_SEUL,
  relancerSignataires: GESTIONNAIRE_SEUL,
  notifierConvention: GESTIONNAIRE_SEUL,
  constaterCaducite: GESTIONNAIRE_SEUL,
  proposerAvenant: GESTIONNAIRE_SEUL,
  retirerAvenant: GESTIONNAIRE_SEUL,
  resilierConvention: GESTIONNAIRE_SEUL,
};

function lignes(action: Action): Droit[] {
  return ROLES.flatMap((role) => [MATRICE[action][role] ?? []].flat().map((relation) => ({ action, role, relation })));
}

/** The rights matrix, one row a right: decisions, predicates of reads, tests and the printed table all come from it. */
export const DROITS: readonly Droit[] = ACTIONS.flatMap(lignes);
