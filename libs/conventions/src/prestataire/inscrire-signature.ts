import { accepter, jourDeParis, signerConvention, type Decision } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import type { Convention } from '../convention.entity.js';
import { empreinteDuDocument, faireAvancer } from '../effet-signature.js';
import { lireSignatures } from '../lire-signatures.js';
import { Signature } from '../signature.entity.js';
import type { SignatureExterne } from './signature-externe.entity.js';

/** A request on which something came back, with what it is about, all three locked or frozen. */
export interface Retour {
  convention: Convention;
  signature: Signature;
  demande: SignatureExterne;
  instant: Date;
}

/**
 * The party has signed at the provider: judged and recorded as if it signed here, in the name of whoever asked for it. Refusals: those
 * of `signerConvention`, then those of `prendreEffet`.
 * @returns what the line of the journal says of it
 */
export async function inscrireSignature(
  tx: EntityManager,
  { convention, signature, demande, instant }: Retour,
): Promise<Decision<Record<string, unknown>>> {
  const { nom, qualite, acteType, acteNumero, acteDate, demandeePar } = demande;
  const figee = empreinteDuDocument(convention);
  const decision = signerConvention({
    etat: convention.etat,
    ordre: convention.ordreSignature,
    signatures: await lireSignatures(tx, convention.id),
    organismeId: signature.organismeId,
    signataire: { nom, qualite, acte: { type: acteType, numero: acteNumero, date: acteDate } },
    empreinteLue: demande.empreinte.toString('hex'),
    empreinteFigee: figee?.toString('hex') ?? '',
    aujourdhui: jourDeParis(instant),
  });
  if (!decision.ok) return decision;
  await tx.update(
    Signature,
    { id: signature.id },
    {
      etat: 'DONNEE',
      mode: 'PRESTATAIRE',
      nom,
      qualite,
      acteType,
      acteNumero,
      acteDate,
      empreinte: figee,
      faitePar: demandeePar,
      faiteLe: instant,
    },
  );
  // The lot of the ledger that an avenant needs is named after the request: one request, one lot.
  const suite = await faireAvancer(tx, { utilisateurId: demandeePar }, demande.id, convention, decision.fait, instant);
  if (!suite.ok) return suite;
  return accepter({
    id: signature.id,
    partie: signature.organismeId,
    pdf: figee?.toString('hex'),
    mode: 'PRESTATAIRE',
    demande: demande.id,
    demandeePar,
    ...suite.fait,
  });
}
