import { avancer } from '../cycle.js';
import type { Jour } from '../calendrier/index.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import { CYCLE_CONVENTION, CYCLE_SIGNATURE, type EtatConvention, type EtatSignature } from './cycles.js';
import type { ActeHabilitant, DonneesConvention } from './donnees.js';

export const QUALITES_PARTIE = ['BENEFICIAIRE', 'FINANCEUR'] as const;
export type QualitePartie = (typeof QUALITES_PARTIE)[number];

export const ORDRES_SIGNATURE = ['LIBRE', 'SUCCESSIF'] as const;
/** All at once, or one after the other: the beneficiary first, then the funders as the convention lists them. */
export type OrdreSignature = (typeof ORDRES_SIGNATURE)[number];

export const LIBELLES_ORDRE_SIGNATURE: Readonly<Record<OrdreSignature, string>> = {
  LIBRE: 'Dans n’importe quel ordre',
  SUCCESSIF: 'L’un après l’autre, le bénéficiaire d’abord',
};

/** One party of a convention, and where its signature stands. */
export interface SignatureDePartie {
  organismeId: string;
  denomination: string;
  qualite: QualitePartie;
  /** Place in the order, from 1. */
  rang: number;
  etat: EtatSignature;
}

/** The parties of a convention, each once, in the order in which they sign when there is one. */
export function partiesASigner({
  beneficiaire,
  financeurs,
}: Pick<DonneesConvention, 'beneficiaire' | 'financeurs'>): SignatureDePartie[] {
  const vues = new Map<string, SignatureDePartie>();
  const inscrire = (qualite: QualitePartie, { organismeId, denomination }: typeof beneficiaire) => {
    if (vues.has(organismeId)) return;
    vues.set(organismeId, { organismeId, denomination, qualite, rang: vues.size + 1, etat: 'ATTENDUE' });
  };
  inscrire('BENEFICIAIRE', beneficiaire);
  for (const financeur of financeurs) inscrire('FINANCEUR', financeur);
  return [...vues.values()];
}

/** Who signs, and by what power (R33). */
export interface Signataire {
  nom: string;
  qualite: string;
  acte: ActeHabilitant;
}

/** An act on the signature of one party. */
export interface DemandeDePartie {
  etat: EtatConvention;
  ordre: OrdreSignature;
  signatures: readonly SignatureDePartie[];
  /** Party in whose name the act is done. */
  organismeId: string;
}

export interface DemandeSignature extends DemandeDePartie {
  signataire: Signataire;
  /** SHA-256 of the file that the signatory declares to have read … */
  empreinteLue: string;
  /** … and of the frozen one. */
  empreinteFigee: string;
  aujourdhui: Jour;
}

/** The state of the convention once one more party has signed: SIGNEE with the last. Refusal: ETAT_INVALIDE. */
export function etatApresSignature({
  etat,
  signatures,
}: Pick<DemandeDePartie, 'etat' | 'signatures'>): Decision<EtatConvention> {
  const derniere = signatures.filter((s) => s.etat === 'ATTENDUE').length === 1;
  return avancer(CYCLE_CONVENTION, etat, derniere ? 'signerEnDernier' : 'signer');
}

/**
 * One party signs. Refusals, in order: ETAT_INVALIDE (convention not in signature), INTERDIT (no party), ETAT_INVALIDE (already
 * signed, another party refused, not yet its turn), CONFLIT_VERSION (another document was read), ACTE_INVALIDE (R33).
 * @returns the state of the convention after this signature: SIGNEE when it was the last
 */
export function signerConvention(demande: DemandeSignature): Decision<EtatConvention> {
  const suite = etatApresSignature(demande);
  if (!suite.ok) return suite;
  const mienne = maSignature(demande, 'signer');
  if (!mienne.ok) return mienne;
  const refusee = demande.signatures.find((s) => s.etat === 'REFUSEE');
  if (refusee) {
    const message = `${refusee.denomination} a refusé de signer : la convention doit être reprise.`;
    return refuser('ETAT_INVALIDE', message, 'conventionId');
  }
  const avant = demande.ordre === 'SUCCESSIF' ? precedent(demande.signatures, mienne.fait) : undefined;
  if (avant) {
    const message = `${avant.denomination} signe avant vous : vous serez prévenu quand ce sera votre tour.`;
    return refuser('ETAT_INVALIDE', message, 'conventionId');
  }
  if (demande.empreinteLue.toLowerCase() !== demande.empreinteFigee) {
    const message = 'Le document que vous avez lu n’est pas celui qui est à signer : relisez-le, puis signez.';
    return refuser('CONFLIT_VERSION', message, 'empreinte');
  }
  const fautes = fautesDuSignataire(demande.signataire, demande.aujourdhui);
  if (fautes.length > 0) return refuser('ACTE_INVALIDE', 'Votre signature est incomplète.', fautes[0]?.chemin, fautes);
  return suite;
}

/**
 * One party will not sign. Refusals, in order: ETAT_INVALIDE (convention not in signature), INTERDIT, ETAT_INVALIDE (already
 * signed or refused), ENTREE_INVALIDE (no reason given).
 */
export function refuserSignature(demande: DemandeDePartie & { motif: string }): Decision {
  const suite = avancer(CYCLE_CONVENTION, demande.etat, 'signer');
  if (!suite.ok) return suite;
  const mienne = maSignature(demande, 'refuser');
  if (!mienne.ok) return mienne;
  if (demande.motif.trim() === '')
    return refuser('ENTREE_INVALIDE', 'Dites pourquoi : les autres parties le liront.', 'motif');
  return accepter();
}

/** Who must sign now: all those who have not, or the first of them; nobody once a party has refused. */
export function attendus<S extends Pick<SignatureDePartie, 'rang' | 'etat'>>(
  ordre: OrdreSignature,
  signatures: readonly S[],
): S[] {
  if (signatures.some((s) => s.etat === 'REFUSEE')) return [];
  const restent = signatures.filter((s) => s.etat === 'ATTENDUE').toSorted((a, b) => a.rang - b.rang);
  return ordre === 'LIBRE' ? restent : restent.slice(0, 1);
}

/** What is missing from a signatory: name, quality, act that empowers him, no later than today. */
export function fautesDuSignataire({ nom, qualite, acte }: Signataire, aujourdhui: Jour): DetailRefus[] {
  const faute = (chemin: string, message: string): DetailRefus => ({ code: 'ACTE_INVALIDE', chemin, message });
  return [
    ...(nom.trim() === '' ? [faute('nom', 'Indiquez le prénom et le nom du signataire.')] : []),
    ...(qualite.trim() === '' ? [faute('qualite', 'Indiquez la qualité du signataire.')] : []),
    ...(acte.numero.trim() === '' ? [faute('acte.numero', 'Indiquez le numéro de l’acte qui habilite à signer.')] : []),
    ...(acte.date > aujourdhui ? [faute('acte.date', 'L’acte qui habilite à signer ne peut être à venir.')] : []),
  ];
}

function maSignature(
  { signatures, organismeId }: DemandeDePartie,
  action: 'signer' | 'refuser',
): Decision<SignatureDePartie> {
  const mienne = signatures.find((s) => s.organismeId === organismeId);
  if (!mienne) return refuser('INTERDIT', 'Votre organisme n’est pas partie à cette convention.', 'conventionId');
  const libre = avancer(CYCLE_SIGNATURE, mienne.etat, action);
  if (!libre.ok) return { ok: false, refus: { ...libre.refus, chemin: 'conventionId' } };
  return accepter(mienne);
}

/** The party that signs before this one, when they sign one after the other. */
export function precedent(
  signatures: readonly SignatureDePartie[],
  mienne: SignatureDePartie,
): SignatureDePartie | undefined {
  return signatures.filter((s) => s.etat === 'ATTENDUE' && s.rang < mienne.rang).toSorted((a, b) => a.rang - b.rang)[0];
}
