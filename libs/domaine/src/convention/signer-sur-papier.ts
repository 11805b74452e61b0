import { ecrireDate, type Jour } from '../calendrier/index.js';
import { CYCLE_ANALYSE, type AnalysePiece } from '../candidature/piece.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { CYCLE_SIGNATURE, type EtatConvention } from './cycles.js';
import { ecrirePages, rattacherNumerisation, type BilanNumerisation, type Repere } from './repere.js';
import {
  etatApresSignature,
  fautesDuSignataire,
  precedent,
  type DemandeDePartie,
  type Signataire,
  type SignatureDePartie,
} from './signer.js';

export const MODES_SIGNATURE = ['ELECTRONIQUE', 'MANUSCRITE', 'PRESTATAIRE'] as const;
/** On the platform, with a pen, or at an outside provider: the effect is the same. */
export type ModeSignature = (typeof MODES_SIGNATURE)[number];

export const LIBELLES_MODE_SIGNATURE: Readonly<Record<ModeSignature, string>> = {
  ELECTRONIQUE: 'Signature électronique',
  MANUSCRITE: 'Signature manuscrite',
  PRESTATAIRE: 'Signature chez un prestataire',
};

const PREFIXE = 'SIGNATURE-';

/** Code under which the scan of this signature is joined to the file: no call can ask for such a document. */
export function codeNumerisation(signatureId: string): string {
  return PREFIXE + signatureId;
}

/** The signature whose scan this code is, null for any other document. */
export function signatureDuCode(code: string): string | null {
  return code.startsWith(PREFIXE) ? code.slice(PREFIXE.length) : null;
}

/** The scan of a document signed on paper, as it was received. */
export interface Numerisation {
  analyse: AnalysePiece;
  /** Clean, or on a platform that explicitly goes without a scanner (`estTelechargeable`). */
  sure: boolean;
  pdf: boolean;
  /** What was read on its pages. */
  reperes: readonly (Repere | null)[];
}

export interface DemandeSignaturePapier extends DemandeDePartie {
  signataire: Signataire;
  /** Day that the signatory wrote. */
  signeeLe: Jour;
  /** Day on which the document was put to signature. */
  figeeLe: Jour;
  aujourdhui: Jour;
  numerisation: Numerisation;
  document: Omit<Repere, 'page'>;
  /** Whoever records it says that he has held each page against the document. */
  pagesVerifiees: boolean;
}

export interface SignaturePapier {
  /** State of the convention after this signature. */
  etat: EtatConvention;
  bilan: BilanNumerisation;
}

/** May this party still sign, and is it its turn? Refusals: the first ones of `enregistrerSignatureManuscrite`. */
export function attendreSignatureDe(demande: DemandeDePartie): Decision<SignatureDePartie> {
  const { signatures, organismeId, ordre } = demande;
  const suite = etatApresSignature(demande);
  if (!suite.ok) return suite;
  const sienne = signatures.find((s) => s.organismeId === organismeId);
  if (!sienne) return refuser('ENTREE_INVALIDE', 'Cet organisme n’est pas partie à cette convention.', 'organismeId');
  const { denomination, etat } = sienne;
  if (etat !== 'ATTENDUE') {
    const message = `La signature de ${denomination} est déjà ${CYCLE_SIGNATURE.etats[etat]}.`;
    return refuser('ETAT_INVALIDE', message, 'organismeId');
  }
  const refusee = signatures.find((s) => s.etat === 'REFUSEE');
  if (refusee) {
    const message = `${refusee.denomination} a refusé de signer : la convention doit être reprise.`;
    return refuser('ETAT_INVALIDE', message, 'conventionId');
  }
  const avant = ordre === 'SUCCESSIF' ? precedent(signatures, sienne) : undefined;
  if (avant) return refuser('ETAT_INVALIDE', `${avant.denomination} signe avant ${denomination}.`, 'organismeId');
  return accepter(sienne);
}

/**
 * The staff records what one party signed on paper. Refusals, in order: ETAT_INVALIDE (convention not in signature),
 * ENTREE_INVALIDE (no party), ETAT_INVALIDE (already signed, another party refused, not its turn), ENTREE_INVALIDE (scan that is no PDF),
 * ETAT_INVALIDE (scan not declared clean), CONFLIT_VERSION (scan of another document), ENTREE_INVALIDE (date to come, or before
 * the document was put to signature), ACTE_INVALIDE (R33), INCOMPLET (pages whose mark was not read, and nobody vouches).
 */
export function enregistrerSignatureManuscrite(demande: DemandeSignaturePapier): Decision<SignaturePapier> {
  const attendue = attendreSignatureDe(demande);
  if (!attendue.ok) return attendue;
  const etat = etatApresSignature(demande);
  if (!etat.ok) return etat;
  const { numerisation, signataire, signeeLe, figeeLe, aujourdhui } = demande;
  if (!numerisation.pdf) return refuser('ENTREE_INVALIDE', 'La numérisation doit être un PDF.', 'pieceId');
  if (!numerisation.sure) {
    const message = `La numérisation est à l’état « ${CYCLE_ANALYSE.etats[numerisation.analyse]} » : attendez que l’antivirus la déclare saine.`;
    return refuser('ETAT_INVALIDE', message, 'pieceId');
  }
  const bilan = rattacherNumerisation(demande.document, numerisation.reperes);
  if (!bilan.ok) return bilan;
  if (signeeLe > aujourdhui)
    return refuser('ENTREE_INVALIDE', 'La date de la signature ne peut être à venir.', 'signeeLe');
  if (signeeLe < figeeLe) {
    const message = `Le document a été mis en signature le ${ecrireDate(figeeLe)} : il n’a pu être signé avant.`;
    return refuser('ENTREE_INVALIDE', message, 'signeeLe');
  }
  const fautes = fautesDuSignataire(signataire, aujourdhui);
  if (fautes.length > 0) return refuser('ACTE_INVALIDE', 'La signature est incomplète.', fautes[0]?.chemin, fautes);
  const { manquantes } = bilan.fait;
  if (manquantes.length > 0 && !demande.pagesVerifiees) {
    const aucune = manquantes.length === demande.document.pages;
    const quoi = aucune ? 'Aucune page n’a été reconnue' : `Absentes ou non reconnues : ${ecrirePages(manquantes)}`;
    const message = `${quoi}. Comparez chaque page au document et attestez-le, ou demandez une autre numérisation.`;
    return refuser('INCOMPLET', message, 'pagesVerifiees');
  }
  return accepter({ etat: etat.fait, bilan: bilan.fait });
}
