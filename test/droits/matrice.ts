/**
 * Who may what, transcribed by hand from trust.md §3.2 and independent of the table of `libs/domaine`: a wrong line there
 * differs from this one. The columns are those of the specification; a cell lists, separated by a comma, the ties that give
 * the right, `-` being INTROUVABLE or INTERDIT:
 *
 * t all · c himself, whatever his right is limited to · s own organisation's (for a porteur: its own file) · g the same, by a person who manages its users · a assigned call or
 * conference · o the same, once the file may come to an agenda · m member of the conference · d the same, in déport on
 * nothing that the object is about · n the same, in déport on nothing of the session · l member, or asked for money by
 * the file, and not in déport on it
 *
 * Left out, because they do not exist yet: payments, reports, published extracts and attributions, RIB changes,
 * exports, parameters, break-glass, the auditor. Where a line says more than the specification, or departs from it, it says why.
 */
export const COLONNES = [
  'PUBLIC',
  'PORTEUR',
  'FINANCEUR',
  'INSTRUCTEUR',
  'GESTIONNAIRE',
  'PRESIDENT',
  'ADMIN',
] as const;

/** Public, porteur, funder, instructor, manager, chair, administrator. */
export type Colonnes = readonly [string, string, string, string, string, string, string];

const TOUS: Colonnes = ['t', '-', '-', '-', '-', '-', '-'];
const CONFERENCE: Colonnes = ['-', '-', 'm', 'a', 't', 'a', '-'];
/** A draft is its porteur's alone; what came by post is read as a deposit from its reception on. Then the instruction and the manager; the funders from RECEVABLE; the chair, on agenda. */
const BROUILLON: Colonnes = ['-', 's', '-', '-', '-', '-', '-'];
const DEPOSE: Colonnes = ['-', 's', '-', 'a', 't', 'o', '-'];
/** « If solicited or on agenda »: here any member, who prepares its share before the agenda is drawn up (R18). */
const RECEVABLE: Colonnes = ['-', 's', 'l', 'a', 't', 'o', '-'];
const DOSSIER = { BROUILLON, DEPOSE, RECEVABLE, INSTRUIT: RECEVABLE, ARRET: DEPOSE };
const APPEL = { BROUILLON: ['-', '-', '-', 'a', 't', '-', '-'], PUBLIE: TOUS } as const;
/** « Receivability, complement, opinion, score ». The chair reads them with the file, when he sees it. */
const INSTRUCTION: Colonnes = ['-', '-', '-', 'a', 't', 'a', '-'];
const AVIS_RENDU: Colonnes = ['-', '-', 'l', 'a', 't', 'a', '-'];
/** The porteur answers: he reads what is asked of him. The funders, from INSTRUIT. */
const COMPLEMENT: Colonnes = ['-', 's', '-', 'a', 't', 'a', '-'];
const PART_VOTEE: Colonnes = ['-', 's', 's,d', 'a', 't', 'a', '-'];
const PART_AVANT: Colonnes = ['-', '-', 's', '-', 't', '-', '-'];
/** Under seal, the amounts of the own organisation only, were one the manager or the chair. */
const SOUS_SCELLE: Colonnes = ['-', '-', 's', '-', 's', '-', '-'];
/** « Users, habilitations »: colleagues know their colleagues; acts on them are for whoever manages them. */
const ANNUAIRE: Colonnes = ['-', 's', 's', '-', 's', '-', 't'];

/** Object type → stage → who reads it. `''` when it has no stage. */
export const LECTURES: Readonly<Record<string, Readonly<Record<string, Colonnes>>>> = {
  Territoire: { '': TOUS },
  Zonage: { '': TOUS },
  Organisme: { '': TOUS },
  Utilisateur: { '': ANNUAIRE },
  Habilitation: { '': ANNUAIRE },
  Invitation: { '': ['-', 'g', 'g', '-', 'g', '-', 't'] },
  AppelAProjets: APPEL,
  Regle: APPEL,
  Critere: APPEL,
  PieceDemandee: APPEL,
  ClasseFinanceur: APPEL,
  RegleFinancement: APPEL,
  Enveloppe: { '': ['-', '-', 's', '-', 's', '-', '-'] },
  Candidature: DOSSIER,
  Partenaire: DOSSIER,
  Action: DOSSIER,
  Lieu: DOSSIER,
  LigneBudget: DOSSIER,
  LignePlan: DOSSIER,
  AideDeclaree: DOSSIER,
  Piece: DOSSIER,
  DemandeComplement: {
    DEPOSE: COMPLEMENT,
    RECEVABLE: COMPLEMENT,
    INSTRUIT: ['-', 's', 'l', 'a', 't', 'a', '-'],
    ARRET: COMPLEMENT,
  },
  Note: { DEPOSE: INSTRUCTION, RECEVABLE: INSTRUCTION, INSTRUIT: AVIS_RENDU, ARRET: INSTRUCTION },
  Part: { AVANT: PART_AVANT, VOTEE: PART_VOTEE },
  Engagement: { AVANT: PART_AVANT, VOTEE: PART_VOTEE },
  Convention: { '': ['-', 's', 's', '-', 't', '-', '-'] },
  Signature: { '': ['-', 's', 's', '-', 't', '-', '-'] },
  /** « Generate »: who makes the conventions follows their making. */
  Generation: { '': ['-', '-', '-', '-', 't', '-', '-'] },
  LigneGeneration: { '': ['-', '-', '-', '-', 't', '-', '-'] },
  Conference: { '': CONFERENCE },
  Membre: { '': CONFERENCE },
  Seance: { '': CONFERENCE },
  Point: { '': CONFERENCE },
  Emargement: { '': CONFERENCE },
  Suspension: { '': CONFERENCE },
  Pouvoir: { '': CONFERENCE },
  Deport: { '': CONFERENCE },
  ProcesVerbal: { '': CONFERENCE },
  /** « Ballot, read detail »: the porteur, the result only. */
  Scrutin: {
    OUVERT: CONFERENCE,
    PROCLAME: ['-', 's', 'm', 'a', 't', 'a', '-'],
    ADOPTE: ['-', 's', 'm', 'a', 't', 'a', '-'],
  },
  LigneProposition: {
    OUVERT: ['-', '-', 'd', 'a', 't', 'a', '-'],
    PROCLAME: ['-', '-', 'd', 'a', 't', 'a', '-'],
    ADOPTE: ['-', 's', 'd', 'a', 't', 'a', '-'],
  },
  Vote: { OUVERT: ['-', '-', 's', '-', 's', 's', '-'], PROCLAME: CONFERENCE, ADOPTE: CONFERENCE },
  Tour: { '': CONFERENCE },
  TourProjet: { '': CONFERENCE },
  Calcul: { '': CONFERENCE },
  Scelle: { SOUS_SCELLE: CONFERENCE, REVELEE: CONFERENCE, ECARTEE: SOUS_SCELLE },
  Annonce: { SOUS_SCELLE, REVELEE: ['-', '-', 's,m', 'a', 't', 'a', '-'], ECARTEE: SOUS_SCELLE },
  LigneAnnonce: { SOUS_SCELLE, REVELEE: ['-', '-', 's,d', 'a', 't', 'a', '-'], ECARTEE: SOUS_SCELLE },
  PreuveAnnonce: { SOUS_SCELLE, REVELEE: ['-', '-', 's,n', 'a', 't', 'a', '-'], ECARTEE: SOUS_SCELLE },
  Proposition: { '': CONFERENCE },
  PropositionProjet: { '': ['-', '-', 'd', 'a', 't', 'a', '-'] },
  LigneFinancement: { '': ['-', '-', 's,d', 'a', 't', 'a', '-'] },
  InstantaneProposition: { '': ['-', '-', 'n', 'a', 't', 'a', '-'] },
};

/** Fields that fewer people read than their object. */
export const CHAMPS_RESERVES: Readonly<Record<string, Colonnes>> = {
  'Organisme.representantNom': ['-', 's', 's', '-', 's', '-', 't'],
  'Organisme.representantQualite': ['-', 's', 's', '-', 's', '-', 't'],
  'Candidature.score': AVIS_RENDU,
  'Candidature.avis': AVIS_RENDU,
  'Candidature.avisFavorable': AVIS_RENDU,
  'AppelAProjets.totalDemande': ['-', '-', '-', 'a', 't', 'a', '-'],
  'AppelAProjets.avertissementDepassement': ['-', '-', '-', 'a', 't', 'a', '-'],
};

/** Fields whose value depends on the reader by design: what he may do or download, totals that never let one amount be told. */
export const CHAMPS_SELON_LE_LECTEUR: readonly string[] = [
  'Candidature.actionsPossibles',
  'Candidature.lettreDecision',
  'Part.lettre',
  'Proposition.total',
  'AppelAProjets.avertissementDepassement',
];

/** Types that hold no stored object, and where who may ask for them is decided. */
export const TYPES_SANS_OBJET: Readonly<Record<string, string>> = {
  Query: 'racines',
  Mutation: 'racines',
  Subscription: 'racines',
  SeanceModifiee: 'abonnement seanceModifiee : les droits de Seance (seance-directe.e2e-spec)',
  PageInfo: 'liste',
  Refus: 'refus',
  DetailRefus: 'refus',
  InvitationEmise: 'réponse de inviterUtilisateur',
  SceauJournal: 'tête du journal, publique (« head hash »)',
  ActionAttendue: 'ce qui attend le lecteur lui-même',
  LigneMontant: 'simulerMontant, candidature',
  MontantDroit: 'simulerMontant, candidature',
  TotauxPlan: 'candidature',
  PlanVote: 'candidature',
  ProjetRetenu: 'resultatsAppel, public',
  FinancementPublie: 'resultatsAppel, public',
  VerificationConvention: 'verifierConvention, public',
  SignatureManuscrite: 'verifierConvention, public',
  AttribuantPublie: 'donneesEssentielles, public',
  FichierDonneesEssentielles: 'donneesEssentielles, public',
  RetardDonneesEssentielles: 'donneesEssentiellesEnRetard, de ce que le lecteur gère',
  Reglement: 'conférence',
  ConstatQuorum: 'séance, point',
  Simulation: 'simulerPlan',
  PropositionSimulee: 'simulerPlan',
  ProjetSimule: 'simulerPlan',
  LigneSimulee: 'simulerPlan',
  UsageEnveloppe: 'simulerPlan',
  EcartPlans: 'simulerPlan',
  EcartFinanceur: 'simulerPlan',
  Pourquoi: 'pourquoi',
  PourquoiLigne: 'pourquoi',
  BorneLigne: 'pourquoi',
  ConflitDeProjets: 'pourquoi',
  PrixEntree: 'prixEntree',
  VerificationProposition: 'verifierProposition',
  PartiesLibres: 'partiesLibres',
  ClauseParticuliere: 'partiesLibres',
  ManquesConvention: 'manquesConvention',
  FormeProposee: 'manquesConvention',
  DocumentPropose: 'manquesConvention',
  ProjetAvenant: 'projetAvenant',
  BilanGeneration: 'génération',
  MesAvis: 'réglages du lecteur lui-même',
  ReglageAvis: 'réglages du lecteur lui-même',
  AvisObligatoire: 'réglages du lecteur lui-même',
};

/** Queries that compute an answer instead of reading an object: who gets one about the round, the call or himself. */
export const CALCULS: Readonly<Record<string, { cible: string; droits: Colonnes }>> = {
  simulerPlan: { cible: 'tour', droits: CONFERENCE },
  pourquoi: { cible: 'tour', droits: CONFERENCE },
  prixEntree: { cible: 'tour', droits: CONFERENCE },
  verifierProposition: { cible: 'proposition', droits: CONFERENCE },
  simulerMontant: { cible: 'appel', droits: TOUS },
  partiesLibres: { cible: 'inscrite', droits: ['-', '-', '-', '-', 't', '-', '-'] },
  manquesConvention: { cible: 'inscrite', droits: ['-', '-', '-', '-', 't', '-', '-'] },
  projetAvenant: { cible: 'convention', droits: ['-', '-', '-', '-', 't', '-', '-'] },
};

/** Queries that answer everybody: with what concerns himself, or with what is public. */
export const POUR_CHACUN: readonly string[] = [
  'moi',
  'mesActions',
  'mesAvis',
  'dernierSceau',
  'sceauxQuotidiens',
  'resultatsAppel',
  'verifierConvention',
  'prestataireDeSignature',
  'donneesEssentielles',
  'donneesEssentiellesEnRetard',
];

const GESTION: Colonnes = ['-', '-', '-', '-', 't', '-', '-'];

/** What a convention still lacks to be published: its staff's, and nobody else's. */
export const SUIVI_DES_DONNEES: Colonnes = GESTION;
const PORTEUR: Colonnes = ['-', 's', '-', '-', '-', '-', '-'];
const INSTRUIRE: Colonnes = ['-', '-', '-', 'a', '-', '-', '-'];
const PRESIDER: Colonnes = ['-', '-', '-', '-', '-', 'a', '-'];
const SIEN: Colonnes = ['-', '-', 's', '-', 's', '-', '-'];
const ORGANISME_GERE: Colonnes = ['-', 'g', 'g', '-', 'g', '-', 't'];
const ADMINISTRER: Colonnes = ['-', '-', '-', '-', '-', '-', 't'];

/** What a mutation acts on in the scene, and who may. */
export interface LigneMutation {
  /** Name of the target in the scene; its type and facts decide of ties. `rien`: nothing exists yet. */
  cible: string;
  droits: Colonnes;
}

/** The acts of a porteur on his draft are the service's on what it has received, until the deposit. */
export const SUR_CE_QUI_EST_RECU: Readonly<Record<string, LigneMutation>> = {
  enregistrerCandidature: { cible: 'recue', droits: GESTION },
  deposerCandidature: { cible: 'recue', droits: GESTION },
  retirerCandidature: { cible: 'recue', droits: GESTION },
};

export const MUTATIONS: Readonly<Record<string, LigneMutation>> = {
  creerOrganisme: { cible: 'rien', droits: ['-', '-', '-', '-', 't', '-', 't'] },
  creerUtilisateur: { cible: 'rien', droits: ADMINISTRER },
  desactiverUtilisateur: { cible: 'utilisateur', droits: ADMINISTRER },
  reactiverUtilisateur: { cible: 'utilisateur', droits: ADMINISTRER },
  accorderHabilitation: { cible: 'utilisateur', droits: ORGANISME_GERE },
  confirmerHabilitation: { cible: 'habilitation', droits: ORGANISME_GERE },
  retirerHabilitation: { cible: 'habilitation', droits: ORGANISME_GERE },
  inviterUtilisateur: { cible: 'invitation', droits: ORGANISME_GERE },
  renouvelerInvitation: { cible: 'invitation', droits: ORGANISME_GERE },
  annulerInvitation: { cible: 'invitation', droits: ORGANISME_GERE },
  reglerAvis: { cible: 'rien', droits: ['-', 'c', 'c', 'c', 'c', 'c', 'c'] },
  creerAppel: { cible: 'rien', droits: GESTION },
  modifierAppel: { cible: 'appelBrouillon', droits: GESTION },
  publierAppel: { cible: 'appelBrouillon', droits: GESTION },
  prolongerAppel: { cible: 'appel', droits: GESTION },
  definirReglesFinancement: { cible: 'appel', droits: GESTION },
  creerEnveloppe: { cible: 'enveloppe', droits: SIEN },
  doterEnveloppe: { cible: 'enveloppe', droits: SIEN },
  ouvrirCandidature: { cible: 'inscrite', droits: PORTEUR },
  /** « Register a paper dossier ». */
  enregistrerCandidatureRecue: { cible: 'appel', droits: GESTION },
  enregistrerCandidature: { cible: 'brouillon', droits: PORTEUR },
  deposerCandidature: { cible: 'brouillon', droits: PORTEUR },
  repondreComplements: { cible: 'deposee', droits: PORTEUR },
  retirerCandidature: { cible: 'deposee', droits: PORTEUR },
  retirerPiece: { cible: 'piece', droits: PORTEUR },
  demanderComplements: { cible: 'deposee', droits: INSTRUIRE },
  declarerRecevable: { cible: 'deposee', droits: INSTRUIRE },
  declarerIrrecevable: { cible: 'deposee', droits: INSTRUIRE },
  commencerInstruction: { cible: 'deposee', droits: INSTRUIRE },
  noterCandidature: { cible: 'deposee', droits: INSTRUIRE },
  terminerInstruction: { cible: 'recevable', droits: INSTRUIRE },
  creerConference: { cible: 'rien', droits: GESTION },
  ajouterMembre: { cible: 'conference', droits: ['-', '-', '-', '-', 't', 'a', '-'] },
  proposerPart: { cible: 'partAvant', droits: SIEN },
  modifierPart: { cible: 'partAvant', droits: SIEN },
  retirerPart: { cible: 'partAvant', droits: SIEN },
  convoquerSeance: { cible: 'conference', droits: PRESIDER },
  ajouterPoint: { cible: 'seance', droits: PRESIDER },
  ouvrirSeance: { cible: 'seance', droits: PRESIDER },
  /** « Open, close »: to suspend and to resume is the same right. */
  suspendreSeance: { cible: 'seance', droits: PRESIDER },
  reprendreSeance: { cible: 'seance', droits: PRESIDER },
  /** « Attendance »: each member signs for itself; the chair, or the manager who prepares it, records whoever has no screen. */
  emarger: { cible: 'siege', droits: ['-', '-', 's', '-', 's', 's', '-'] },
  constaterPresence: { cible: 'siege', droits: ['-', '-', '-', '-', 't', 'a', '-'] },
  annulerPresence: { cible: 'siege', droits: ['-', '-', '-', '-', 't', 'a', '-'] },
  donnerPouvoir: { cible: 'siege', droits: SIEN },
  declarerDeport: { cible: 'siege', droits: ['-', '-', 's', 's', 's', 'a', '-'] },
  ouvrirScrutin: { cible: 'seance', droits: PRESIDER },
  voter: { cible: 'bulletin', droits: ['-', '-', 's', '-', 's', 's', '-'] },
  cloreScrutin: { cible: 'scrutin', droits: PRESIDER },
  annulerScrutin: { cible: 'scrutin', droits: PRESIDER },
  cloreSeance: { cible: 'seance', droits: PRESIDER },
  redigerPv: { cible: 'seance', droits: GESTION },
  approuverPv: { cible: 'seance', droits: PRESIDER },
  ouvrirTour: { cible: 'seance', droits: PRESIDER },
  scellerAnnonce: { cible: 'enveloppeDuTour', droits: SIEN },
  retirerAnnonce: { cible: 'annonce', droits: SIEN },
  revelerTour: { cible: 'tour', droits: PRESIDER },
  annulerTour: { cible: 'tour', droits: PRESIDER },
  lancerCalcul: { cible: 'tour', droits: CONFERENCE },
  arreterCalcul: { cible: 'calcul', droits: ['-', '-', '-', '-', 't', 'a', '-'] },
  figerProposition: { cible: 'tour', droits: PRESIDER },
  enregistrerEngagement: { cible: 'partVotee', droits: SIEN },
  libererPart: { cible: 'partVotee', droits: SIEN },
  redigerPartiesLibres: { cible: 'inscrite', droits: GESTION },
  genererConvention: { cible: 'inscrite', droits: GESTION },
  lancerGeneration: { cible: 'seance', droits: GESTION },
  arreterGeneration: { cible: 'generation', droits: GESTION },
  reprendreGeneration: { cible: 'generation', droits: GESTION },
  relireConvention: { cible: 'convention', droits: GESTION },
  mettreEnSignature: { cible: 'convention', droits: GESTION },
  /** « Sign s » ; the manager, in the name of Banque des Territoires when it is a party. */
  signerConvention: { cible: 'convention', droits: ['-', 's', 's', '-', 's', '-', '-'] },
  refuserSignature: { cible: 'convention', droits: ['-', 's', 's', '-', 's', '-', '-'] },
  /** As a paper file: whoever registers it is not whoever vouches for it. */
  enregistrerSignatureManuscrite: { cible: 'convention', droits: GESTION },
  /** As to sign: at a provider or here, in the name of the same party. What comes back in doubt is the staff's. */
  demanderSignatureExterne: { cible: 'convention', droits: ['-', 's', 's', '-', 's', '-', '-'] },
  abandonnerSignatureExterne: { cible: 'convention', droits: ['-', 's', 's', '-', 's', '-', '-'] },
  verifierSignatureExterne: { cible: 'convention', droits: GESTION },
  relancerSignataires: { cible: 'convention', droits: GESTION },
  notifierConvention: { cible: 'convention', droits: GESTION },
  constaterCaducite: { cible: 'convention', droits: GESTION },
  proposerAvenant: { cible: 'convention', droits: GESTION },
  retirerAvenant: { cible: 'convention', droits: GESTION },
  resilierConvention: { cible: 'convention', droits: GESTION },
};
