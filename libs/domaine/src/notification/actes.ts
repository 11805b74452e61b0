import type { ActionEcriture } from '../habilitation/index.js';
import type { CodeAvis } from './evenements.js';

/**
 * What each act makes known. Every act has its line: one that nobody waits for says so by an empty list, and a new act
 * without its decision does not compile.
 */
export const AVIS_PAR_ACTE: Readonly<Record<ActionEcriture, readonly CodeAvis[]>> = {
  creerOrganisme: [],
  modifierOrganisme: [],
  changerLogo: [],
  creerUtilisateur: [],
  desactiverUtilisateur: [],
  reactiverUtilisateur: [],
  accorderHabilitation: [],
  retirerHabilitation: [],
  confirmerHabilitation: [],
  inviterUtilisateur: ['INVITATION_RECUE'],
  renouvelerInvitation: ['INVITATION_RECUE'],
  annulerInvitation: [],
  reglerAvis: [],
  creerAppel: [],
  modifierAppel: [],
  publierAppel: ['APPEL_PUBLIE'],
  prolongerAppel: ['APPEL_PROLONGE'],
  cloreAppel: [],
  annulerAppel: [],
  definirReglesFinancement: [],
  creerEnveloppe: [],
  doterEnveloppe: [],
  reprendreEnveloppe: [],
  ouvrirCandidature: [],
  enregistrerCandidatureRecue: ['CANDIDATURE_RECUE'],
  saisirCandidatureRecue: [],
  enregistrerCandidature: [],
  deposerCandidature: ['CANDIDATURE_DEPOSEE', 'CANDIDATURE_A_INSTRUIRE'],
  retirerCandidature: ['CANDIDATURE_RETIREE'],
  joindrePiece: [],
  demanderComplements: ['COMPLEMENTS_DEMANDES'],
  repondreComplements: ['COMPLEMENTS_FOURNIS'],
  declarerRecevable: ['CANDIDATURE_RECEVABLE'],
  declarerIrrecevable: ['CANDIDATURE_IRRECEVABLE'],
  commencerInstruction: [],
  noterCandidature: [],
  terminerInstruction: [],
  creerConference: [],
  modifierConference: [],
  // Before the vote a share is its funder's own affair.
  proposerPart: [],
  convoquerSeance: ['SEANCE_CONVOQUEE'],
  ajouterPoint: ['SEANCE_CONVOQUEE'],
  ouvrirSeance: [],
  suspendreSeance: [],
  reprendreSeance: [],
  emarger: [],
  constaterPresence: [],
  annulerPresence: [],
  donnerPouvoir: ['POUVOIR_RECU'],
  declarerDeport: [],
  ouvrirScrutin: ['SCRUTIN_OUVERT'],
  voter: [],
  cloreScrutin: ['ACTE_ATTENDU'],
  proclamerScrutin: [],
  annulerScrutin: [],
  cloreSeance: [],
  redigerPv: [],
  approuverPv: ['PV_APPROUVE', 'DECISION_RENDUE'],
  ouvrirTour: ['TOUR_OUVERT'],
  // Under seal, that somebody has announced is nobody else's affair.
  scellerAnnonce: [],
  retirerAnnonce: [],
  revelerTour: ['TOUR_REVELE'],
  annulerTour: ['TOUR_ANNULE'],
  lancerCalcul: [],
  arreterCalcul: [],
  figerProposition: [],
  enregistrerEngagement: [],
  libererPart: [],
  redigerPartiesLibres: [],
  genererConvention: [],
  lancerGeneration: [],
  arreterGeneration: [],
  reprendreGeneration: [],
  relireConvention: [],
  mettreEnSignature: ['CONVENTION_A_SIGNER'],
  // The next one to sign, when there is an order; everybody, with the last signature: DESTINATAIRES says who.
  signerConvention: ['CONVENTION_A_SIGNER', 'CONVENTION_SIGNEE'],
  refuserSignature: ['SIGNATURE_REFUSEE'],
  enregistrerSignatureManuscrite: ['CONVENTION_A_SIGNER', 'CONVENTION_SIGNEE'],
  // What the provider gives back is journalled as `signerConvention` or `refuserSignature`: whoever waits for these is told.
  demanderSignatureExterne: [],
  abandonnerSignatureExterne: [],
  verifierSignatureExterne: ['CONVENTION_A_SIGNER', 'CONVENTION_SIGNEE'],
  relancerSignataires: ['SIGNATURE_RELANCEE'],
  notifierConvention: ['CONVENTION_NOTIFIEE'],
  constaterCaducite: ['CONVENTION_CADUQUE'],
  proposerAvenant: ['CONVENTION_A_SIGNER'],
  retirerAvenant: ['AVENANT_RETIRE'],
  resilierConvention: ['CONVENTION_RESILIEE'],
};

/** What the clock alone makes known. */
export const AVIS_PAR_RAPPEL = {
  rappelerComplements: ['COMPLEMENTS_ECHEANCE'],
  rappelerBrouillon: ['BROUILLON_ECHEANCE'],
} as const satisfies Record<string, readonly CodeAvis[]>;
export type Rappel = keyof typeof AVIS_PAR_RAPPEL;

/** Hours before its term at which a deadline is recalled. */
export const RAPPEL_HEURES: Readonly<Record<Rappel, number>> = { rappelerComplements: 72, rappelerBrouillon: 48 };

const TOUS: ReadonlyMap<string, readonly CodeAvis[]> = new Map([
  ...Object.entries(AVIS_PAR_ACTE),
  ...Object.entries(AVIS_PAR_RAPPEL),
]);

/** Actions of the journal that somebody waits for. */
export const ACTES_ANNONCES: readonly string[] = [...TOUS]
  .filter(([, codes]) => codes.length > 0)
  .map(([acte]) => acte);

/** What an action of the journal makes known; nothing for an action that is no act of anybody. */
export function avisDe(action: string): readonly CodeAvis[] {
  return TOUS.get(action) ?? [];
}
