import { Injectable } from '@nestjs/common';
import { Piece } from '@tdt/candidatures';
import {
  accepter,
  codeNumerisation,
  decider,
  enregistrerSignatureManuscrite,
  estTelechargeable,
  exigerQuatreYeux,
  jourDeParis,
  lireRepere,
  refuser,
  type Decision,
  type SignaturePapier,
} from '@tdt/domaine';
import { compterPages } from '@tdt/documents';
import { Antivirus, introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { Convention } from '../convention.entity.js';
import { tracer } from '../tracer.js';
import { empreinteDuDocument, faireAvancer } from '../effet-signature.js';
import { lireSignatures } from '../lire-signatures.js';
import { exigerVoieLibre } from '../prestataire/demandes-vives.js';
import { Signature } from '../signature.entity.js';
import type { EnregistrerSignatureManuscriteInput } from '../signatures.inputs.js';
import { objetDeConvention, trouverConvention, verrouillerConvention } from '../verrous.js';

type Demande = EnregistrerSignatureManuscriteInput & { instant: Date };

/** Signatures that were given on paper: what they change is what a signature on the platform changes. */
@Injectable()
export class SignaturesPapierService {
  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly antivirus: Antivirus,
  ) {}

  /**
   * Records what a party signed on paper, with its scan; somebody else than whoever joined the scan. Refusals: INTROUVABLE,
   * INTERDIT, ENTREE_INVALIDE (this scan is not that of this party), those of the rule of the same name, ETAT_INVALIDE
   * (a request is alive at a provider), QUATRE_YEUX, then
   * those of `prendreEffet`.
   */
  async enregistrerSignatureManuscrite(
    agent: AgentConnu,
    demande: EnregistrerSignatureManuscriteInput,
  ): Promise<Decision<string>> {
    const { conventionId: id, organismeId, pieceId } = demande;
    const pages = await this.compterPages(id);
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('conventionId');
      const { convention } = lignes;
      const droit = decider(agent, 'enregistrerSignatureManuscrite', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
      const signature = await tx.findOneBy(Signature, { conventionId: id, organismeId });
      const piece = signature && (await trouverNumerisation(tx, convention, signature, pieceId));
      if (signature && !piece)
        return refuser(
          'ENTREE_INVALIDE',
          'Cette numérisation n’est plus celle à retenir : rechargez la page.',
          'pieceId',
        );
      const datee = { ...demande, instant: await maintenant(tx) };
      const decision = await this.juger(tx, convention, piece, datee, pages);
      if (!decision.ok) return decision;
      if (!signature || !piece) throw new Error(`convention ${id} : partie acceptée sans signature`);
      const libre = await exigerVoieLibre(tx, id, organismeId);
      if (!libre.ok) return libre;
      const quatreYeux = exigerQuatreYeux(agent, 'enregistrerSignatureManuscrite', {
        joindrePiece: [piece.ajouteePar],
      });
      if (!quatreYeux.ok) return quatreYeux;
      await inscrire(tx, agent, convention, signature, piece, datee);
      const { etat, bilan } = decision.fait;
      const suite = await faireAvancer(tx, agent, demande.cle, convention, etat, datee.instant);
      if (!suite.ok) return suite;
      await tracer(tx, agent, 'enregistrerSignatureManuscrite', convention, {
        id: signature.id,
        partie: organismeId,
        pdf: empreinteDuDocument(convention)?.toString('hex'),
        pieceId,
        numerisation: piece.empreinte.toString('hex'),
        signeeLe: demande.signeeLe,
        pagesReconnues: bilan.lues.length,
        pagesVerifiees: demande.pagesVerifiees,
        ...suite.fait,
      });
      return accepter(id);
    });
  }

  /** Of the frozen document; 0 while it is not. Its bytes never change: they are read before any lock. */
  private async compterPages(id: string): Promise<number> {
    const convention = await trouverConvention(this.source.manager, id);
    return convention?.pdf ? compterPages(convention.pdf) : 0;
  }

  private async juger(
    tx: EntityManager,
    convention: Convention,
    piece: Piece | null,
    { organismeId, nom, qualite, acte, signeeLe, reperes, pagesVerifiees, instant }: Demande,
    pages: number,
  ): Promise<Decision<SignaturePapier>> {
    const { etat, ordreSignature: ordre, numero, version, empreinte, figeeLe } = convention;
    const analyse = piece?.etatAnalyse ?? 'EN_QUARANTAINE';
    return enregistrerSignatureManuscrite({
      etat,
      ordre,
      signatures: await lireSignatures(tx, convention.id),
      organismeId,
      signataire: { nom, qualite, acte },
      signeeLe,
      figeeLe: jourDeParis(figeeLe ?? instant),
      aujourdhui: jourDeParis(instant),
      numerisation: {
        analyse,
        sure: estTelechargeable(analyse, this.antivirus.dispense),
        pdf: piece?.typeMime === 'application/pdf',
        reperes: reperes.map(lireRepere),
      },
      document: { numero, version, empreinte: empreinte.toString('hex'), pages },
      pagesVerifiees,
    });
  }
}

/** The scan of this signature that stands, if it is the one that was looked at. */
function trouverNumerisation(
  tx: EntityManager,
  { candidatureId }: Convention,
  signature: Signature,
  id: string,
): Promise<Piece | null> {
  return tx.findOneBy(Piece, { id, candidatureId, code: codeNumerisation(signature.id), retireeLe: IsNull() });
}

async function inscrire(
  tx: EntityManager,
  agent: AgentConnu,
  convention: Convention,
  { id }: Signature,
  piece: Piece,
  { nom, qualite, acte, signeeLe, instant }: Demande,
): Promise<void> {
  await tx.update(
    Signature,
    { id },
    {
      etat: 'DONNEE',
      mode: 'MANUSCRITE',
      nom: nom.trim(),
      qualite: qualite.trim(),
      acteType: acte.type,
      acteNumero: acte.numero.trim(),
      acteDate: acte.date,
      empreinte: empreinteDuDocument(convention),
      signeeLe,
      numerisationId: piece.id,
      numerisationEmpreinte: piece.empreinte,
      faitePar: agent.utilisateurId,
      faiteLe: instant,
    },
  );
}
