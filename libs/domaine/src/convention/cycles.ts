import { definirCycle } from '../cycle.js';
import type { Role } from '../habilitation/roles.js';

const GESTIONNAIRE: readonly Role[] = ['GESTIONNAIRE'];
/** The manager signs for Banque des Territoires. */
const SIGNATAIRES: readonly Role[] = ['FINANCEUR', 'PORTEUR', 'GESTIONNAIRE'];
const PAYEURS: readonly Role[] = ['FINANCEUR', 'GESTIONNAIRE'];

/** Life of a convention (domain.md §8). Its bytes are frozen from EN_SIGNATURE on; a change is then an avenant (R46). */
export const CYCLE_CONVENTION = definirCycle({
  objet: 'La convention',
  initial: 'PROJET',
  etats: {
    PROJET: 'projet',
    RELUE: 'relue',
    EN_SIGNATURE: 'en signature',
    PARTIELLEMENT_SIGNEE: 'partiellement signée',
    SIGNEE: 'signée',
    NOTIFIEE: 'notifiée',
    EN_EXECUTION: 'en exécution',
    SOLDEE: 'soldée',
    CLOSE: 'close',
    RESILIEE: 'résiliée',
    CADUQUE: 'caduque',
    REMPLACEE: 'remplacée par un avenant',
  },
  actions: {
    relire: 'valider la relecture',
    corriger: 'revenir au projet',
    mettreEnSignature: 'mettre en signature',
    signer: 'signer',
    signerEnDernier: 'apposer la dernière signature',
    notifier: 'notifier',
    executer: 'commencer l’exécution',
    solder: 'solder',
    clore: 'clore',
    resilier: 'résilier',
    abandonner: 'constater la caducité',
    remplacer: 'remplacer par un avenant',
  },
  fleches: [
    { etat: 'PROJET', action: 'relire', vers: 'RELUE', roles: GESTIONNAIRE },
    { etat: 'RELUE', action: 'corriger', vers: 'PROJET', roles: GESTIONNAIRE },
    { etat: 'RELUE', action: 'mettreEnSignature', vers: 'EN_SIGNATURE', roles: GESTIONNAIRE },
    { etat: 'EN_SIGNATURE', action: 'signer', vers: 'PARTIELLEMENT_SIGNEE', roles: SIGNATAIRES },
    { etat: 'PARTIELLEMENT_SIGNEE', action: 'signer', vers: 'PARTIELLEMENT_SIGNEE', roles: SIGNATAIRES },
    { etat: 'PARTIELLEMENT_SIGNEE', action: 'signerEnDernier', vers: 'SIGNEE', roles: SIGNATAIRES },
    { etat: 'SIGNEE', action: 'notifier', vers: 'NOTIFIEE', roles: GESTIONNAIRE },
    { etat: 'NOTIFIEE', action: 'executer', vers: 'EN_EXECUTION', roles: GESTIONNAIRE },
    { etat: 'EN_EXECUTION', action: 'solder', vers: 'SOLDEE', roles: GESTIONNAIRE },
    { etat: 'SOLDEE', action: 'clore', vers: 'CLOSE', roles: GESTIONNAIRE },
    { etat: 'SIGNEE', action: 'resilier', vers: 'RESILIEE', roles: GESTIONNAIRE },
    { etat: 'NOTIFIEE', action: 'resilier', vers: 'RESILIEE', roles: GESTIONNAIRE },
    { etat: 'EN_EXECUTION', action: 'resilier', vers: 'RESILIEE', roles: GESTIONNAIRE },
    { etat: 'PROJET', action: 'abandonner', vers: 'CADUQUE', roles: GESTIONNAIRE },
    { etat: 'RELUE', action: 'abandonner', vers: 'CADUQUE', roles: GESTIONNAIRE },
    { etat: 'EN_SIGNATURE', action: 'abandonner', vers: 'CADUQUE', roles: GESTIONNAIRE },
    { etat: 'PARTIELLEMENT_SIGNEE', action: 'abandonner', vers: 'CADUQUE', roles: GESTIONNAIRE },
    { etat: 'SIGNEE', action: 'remplacer', vers: 'REMPLACEE', roles: GESTIONNAIRE },
    { etat: 'NOTIFIEE', action: 'remplacer', vers: 'REMPLACEE', roles: GESTIONNAIRE },
    { etat: 'EN_EXECUTION', action: 'remplacer', vers: 'REMPLACEE', roles: GESTIONNAIRE },
  ],
});

export type EtatConvention = keyof typeof CYCLE_CONVENTION.etats;
export type ActionConvention = keyof typeof CYCLE_CONVENTION.actions;

/** States in which a convention no longer stands: another one may be made for the same file. */
export const ETATS_CONVENTION_TOMBES: readonly EtatConvention[] = ['RESILIEE', 'CADUQUE', 'REMPLACEE'];

/** One that fell in these states is awaited again. After a termination nobody awaits another one: it takes an act of its own. */
export const ETATS_CONVENTION_A_REFAIRE: readonly EtatConvention[] = ['CADUQUE'];

/** Life of one party's signature (R33). Given or refused, it is never taken back: a change is another convention. */
export const CYCLE_SIGNATURE = definirCycle({
  objet: 'Votre signature',
  initial: 'ATTENDUE',
  etats: { ATTENDUE: 'attendue', DONNEE: 'donnée', REFUSEE: 'refusée' },
  actions: { signer: 'signer', refuser: 'refuser de signer' },
  fleches: [
    { etat: 'ATTENDUE', action: 'signer', vers: 'DONNEE', roles: SIGNATAIRES },
    { etat: 'ATTENDUE', action: 'refuser', vers: 'REFUSEE', roles: SIGNATAIRES },
  ],
});

export type EtatSignature = keyof typeof CYCLE_SIGNATURE.etats;

/** Life of a payment (domain.md §8). */
export const CYCLE_VERSEMENT = definirCycle({
  objet: 'Le versement',
  initial: 'PREVU',
  etats: {
    PREVU: 'prévu',
    EXIGIBLE: 'exigible',
    DEMANDE: 'demandé',
    LIQUIDE: 'liquidé',
    PAYE: 'payé',
    REJETE: 'rejeté par la banque',
    SUSPENDU: 'suspendu',
  },
  actions: {
    justifier: 'constater les pièces',
    demander: 'demander le paiement',
    liquider: 'liquider',
    payer: 'payer',
    rejeter: 'constater le rejet bancaire',
    representer: 'représenter au paiement',
    suspendre: 'suspendre',
    reprendre: 'lever la suspension',
  },
  fleches: [
    { etat: 'PREVU', action: 'justifier', vers: 'EXIGIBLE', roles: PAYEURS },
    { etat: 'EXIGIBLE', action: 'demander', vers: 'DEMANDE', roles: ['PORTEUR', ...PAYEURS] },
    { etat: 'DEMANDE', action: 'liquider', vers: 'LIQUIDE', roles: PAYEURS },
    { etat: 'LIQUIDE', action: 'payer', vers: 'PAYE', roles: PAYEURS },
    { etat: 'LIQUIDE', action: 'rejeter', vers: 'REJETE', roles: PAYEURS },
    { etat: 'REJETE', action: 'representer', vers: 'DEMANDE', roles: PAYEURS },
    { etat: 'PREVU', action: 'suspendre', vers: 'SUSPENDU', roles: PAYEURS },
    { etat: 'EXIGIBLE', action: 'suspendre', vers: 'SUSPENDU', roles: PAYEURS },
    { etat: 'DEMANDE', action: 'suspendre', vers: 'SUSPENDU', roles: PAYEURS },
    { etat: 'SUSPENDU', action: 'reprendre', vers: 'EXIGIBLE', roles: PAYEURS },
  ],
});

export type EtatVersement = keyof typeof CYCLE_VERSEMENT.etats;
export type ActionVersement = keyof typeof CYCLE_VERSEMENT.actions;
