import { avancer, definirCycle, etatsFinaux } from '../cycle.js';
import type { Role } from '../habilitation/roles.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { CYCLE_CONVENTION, type EtatConvention, type EtatSignature } from './cycles.js';
import { signerConvention, type DemandeSignature } from './signer.js';

const SIGNATAIRES: readonly Role[] = ['FINANCEUR', 'PORTEUR', 'GESTIONNAIRE'];
const GESTIONNAIRE: readonly Role[] = ['GESTIONNAIRE'];
/** What the platform does by itself, on what it reads at the provider. */
const MACHINE: readonly Role[] = [];

/**
 * Life of a signature asked of an outside provider, from the row that precedes any call. Abandoned here, it stays alive until
 * the provider says what became of it: whoever signed there before it was cancelled has signed (R33).
 */
export const CYCLE_SIGNATURE_EXTERNE = definirCycle({
  objet: 'La demande faite au prestataire',
  initial: 'A_OUVRIR',
  etats: {
    A_OUVRIR: 'en cours de transmission',
    OUVERTE: 'en attente chez le prestataire',
    A_ANNULER: 'en cours d’annulation',
    A_VERIFIER: 'à vérifier par la gestion',
    SIGNEE: 'signée',
    REFUSEE: 'refusée',
    EXPIREE: 'expirée',
    ANNULEE: 'annulée',
    ECHOUEE: 'non prise en charge',
    ECARTEE: 'écartée par la gestion',
  },
  actions: {
    ouvrir: 'transmettre',
    echouer: 'constater l’échec',
    signer: 'constater la signature',
    mettreDeCote: 'mettre de côté',
    refuser: 'constater le refus',
    expirer: 'constater l’expiration',
    annuler: 'constater l’annulation',
    abandonner: 'abandonner',
    retenir: 'retenir',
    ecarter: 'écarter',
  },
  fleches: [
    { etat: 'A_OUVRIR', action: 'ouvrir', vers: 'OUVERTE', roles: MACHINE },
    { etat: 'A_OUVRIR', action: 'echouer', vers: 'ECHOUEE', roles: MACHINE },
    { etat: 'A_OUVRIR', action: 'abandonner', vers: 'A_ANNULER', roles: SIGNATAIRES },
    { etat: 'OUVERTE', action: 'signer', vers: 'SIGNEE', roles: MACHINE },
    { etat: 'OUVERTE', action: 'mettreDeCote', vers: 'A_VERIFIER', roles: MACHINE },
    { etat: 'OUVERTE', action: 'refuser', vers: 'REFUSEE', roles: MACHINE },
    { etat: 'OUVERTE', action: 'expirer', vers: 'EXPIREE', roles: MACHINE },
    { etat: 'OUVERTE', action: 'annuler', vers: 'ANNULEE', roles: MACHINE },
    { etat: 'OUVERTE', action: 'abandonner', vers: 'A_ANNULER', roles: SIGNATAIRES },
    { etat: 'A_ANNULER', action: 'signer', vers: 'SIGNEE', roles: MACHINE },
    { etat: 'A_ANNULER', action: 'mettreDeCote', vers: 'A_VERIFIER', roles: MACHINE },
    { etat: 'A_ANNULER', action: 'refuser', vers: 'REFUSEE', roles: MACHINE },
    { etat: 'A_ANNULER', action: 'expirer', vers: 'EXPIREE', roles: MACHINE },
    { etat: 'A_ANNULER', action: 'annuler', vers: 'ANNULEE', roles: MACHINE },
    { etat: 'A_VERIFIER', action: 'retenir', vers: 'SIGNEE', roles: GESTIONNAIRE },
    { etat: 'A_VERIFIER', action: 'ecarter', vers: 'ECARTEE', roles: GESTIONNAIRE },
    { etat: 'A_VERIFIER', action: 'annuler', vers: 'ANNULEE', roles: GESTIONNAIRE },
  ],
});

export type EtatSignatureExterne = keyof typeof CYCLE_SIGNATURE_EXTERNE.etats;
export type ActionSignatureExterne = keyof typeof CYCLE_SIGNATURE_EXTERNE.actions;

const FINIS = etatsFinaux(CYCLE_SIGNATURE_EXTERNE);

/** Something may still come of it: the party has no other way of signing meanwhile, or it could sign twice. */
export function estVive(etat: EtatSignatureExterne): boolean {
  return !FINIS.includes(etat);
}

export const ETATS_EXTERNES_VIFS = (Object.keys(CYCLE_SIGNATURE_EXTERNE.etats) as EtatSignatureExterne[]).filter(
  estVive,
);

/** Why a party whose request is alive neither signs here, nor on paper, nor refuses; null when nothing stops it. */
export function voieLibre(etat: EtatSignatureExterne | null): Decision {
  if (etat === null || !estVive(etat)) return accepter();
  const phrases: Partial<Record<EtatSignatureExterne, string>> = {
    A_ANNULER:
      'La demande faite au prestataire de signature est en cours d’annulation : réessayez dans quelques minutes.',
    A_VERIFIER: 'Ce qu’a renvoyé le prestataire de signature attend la vérification de la gestion.',
  };
  const message =
    phrases[etat] ??
    'Une signature est déjà demandée au prestataire : abandonnez d’abord cette demande, pour ne pas signer deux fois.';
  return refuser('ETAT_INVALIDE', message, 'conventionId');
}

/** Where the provider reaches the signatory; the mobile is optional. */
export interface Joignable {
  courriel: string;
  mobile: string | null;
}

const COURRIEL = /^[^\s@<>"]{1,64}@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/;

/** A number as people write it in France, or with its country, as E.164 writes it; null when it is none. */
export function lireMobile(texte: string): string | null {
  const chiffres = texte.replace(/[\s.()-]/g, '').replace(/^00/, '+');
  if (/^0[67]\d{8}$/.test(chiffres)) return `+33${chiffres.slice(1)}`;
  return /^\+[1-9]\d{7,14}$/.test(chiffres) ? chiffres : null;
}

/** Where the provider reaches the signatory, written as it wants it. Refusal: ENTREE_INVALIDE (address, then mobile, at which nobody is reached). */
export function lireJoignable(saisie: Joignable): Decision<Joignable> {
  const courriel = saisie.courriel.trim();
  if (!COURRIEL.test(courriel)) {
    return refuser(
      'ENTREE_INVALIDE',
      'Donnez l’adresse électronique du signataire : prenom.nom@organisme.fr.',
      'courriel',
    );
  }
  const tape = saisie.mobile?.trim() ?? '';
  const mobile = tape === '' ? null : lireMobile(tape);
  if (tape !== '' && mobile === null) {
    return refuser('ENTREE_INVALIDE', 'Ce numéro n’est pas celui d’un mobile : 06 12 34 56 78, par exemple.', 'mobile');
  }
  return accepter({ courriel, mobile });
}

export interface DemandeExterne extends DemandeSignature {
  joignable: Joignable;
  /** State of the last request of this party, null when it has made none. */
  derniere: EtatSignatureExterne | null;
}

/**
 * One party asks to sign at the provider. Refusals, in order: those of `signerConvention`, ETAT_INVALIDE (a request is already
 * alive), then that of `lireJoignable`.
 * @returns where the provider reaches the signatory, written as it wants it
 */
export function demanderSignatureExterne(demande: DemandeExterne): Decision<Joignable> {
  const signable = signerConvention(demande);
  if (!signable.ok) return signable;
  const libre = voieLibre(demande.derniere);
  if (!libre.ok) return libre;
  return lireJoignable(demande.joignable);
}

/** What the provider says of a request. */
export type ConstatExterne = 'EN_ATTENTE' | 'SIGNEE' | 'REFUSEE' | 'EXPIREE' | 'ANNULEE';

const SUITES: Readonly<Record<ConstatExterne, ActionSignatureExterne | null>> = {
  EN_ATTENTE: null,
  SIGNEE: 'signer',
  REFUSEE: 'refuser',
  EXPIREE: 'expirer',
  ANNULEE: 'annuler',
};

/** What follows from what the provider says; null: nothing yet, or it comes too late. */
export function suiteExterne(etat: EtatSignatureExterne, constat: ConstatExterne): ActionSignatureExterne | null {
  return etat === 'OUVERTE' || etat === 'A_ANNULER' ? SUITES[constat] : null;
}

/** What was read in the file that the provider gave back. */
export interface CopieRecue {
  pdf: boolean;
  /** Its first bytes are those of the frozen file, all of them. */
  commenceParLeFige: boolean;
  /** A signature was added that covers every byte of it but itself. */
  signatureSurTout: boolean;
  /** That signature is the one of these bytes, by the certificate that it bears. */
  signatureIntacte: boolean;
  /** What the antivirus found, null when it found nothing. */
  menace: string | null;
}

/** Why the copy that came back does not prove by itself that this party signed this document; null when it does. */
export function reserveSurCopie(copie: CopieRecue): string | null {
  if (copie.menace !== null) return `L’antivirus a reconnu « ${copie.menace} » dans le fichier reçu.`;
  if (!copie.pdf) return 'Le fichier reçu n’est pas un PDF.';
  if (!copie.commenceParLeFige) return 'Le fichier reçu ne commence pas par les octets du document figé.';
  if (!copie.signatureSurTout) return 'Aucune signature nouvelle ne couvre tout le fichier reçu.';
  if (!copie.signatureIntacte) return 'La signature du fichier reçu n’est pas celle de son contenu.';
  return null;
}

export interface VerificationExterne {
  /** State of the last request of this party, null when it has made none. */
  derniere: EtatSignatureExterne | null;
  /** Was a file kept? One in which the antivirus found something is not. */
  fichier: boolean;
  retenue: boolean;
  motif: string;
}

/**
 * The staff settles what was set aside. Refusals, in order: ETAT_INVALIDE (nothing to settle, or no file to keep), ENTREE_INVALIDE
 * (no reason given).
 */
export function verifierSignatureExterne({
  derniere,
  fichier,
  retenue,
  motif,
}: VerificationExterne): Decision<EtatSignatureExterne> {
  if (derniere === null) {
    return refuser('ETAT_INVALIDE', 'Cette partie n’a rien demandé au prestataire de signature.', 'organismeId');
  }
  const suite = avancer(CYCLE_SIGNATURE_EXTERNE, derniere, retenue ? 'retenir' : 'ecarter');
  if (!suite.ok) return { ok: false, refus: { ...suite.refus, chemin: 'organismeId' } };
  if (retenue && !fichier) {
    return refuser('ETAT_INVALIDE', 'Aucun fichier n’a été gardé : écartez ce retour.', 'organismeId');
  }
  if (motif.trim() === '') {
    return refuser('ENTREE_INVALIDE', 'Dites ce que vous avez vérifié : les parties le liront.', 'motif');
  }
  return suite;
}

/** What comes back once the convention is void, or its party has already answered, has no effect any more. */
export function arriveTropTard(convention: EtatConvention, signature: EtatSignature): boolean {
  return signature !== 'ATTENDUE' || !avancer(CYCLE_CONVENTION, convention, 'signer').ok;
}
