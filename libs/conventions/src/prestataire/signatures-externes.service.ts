import { Injectable } from '@nestjs/common';
import {
  accepter,
  avancer,
  CYCLE_SIGNATURE_EXTERNE,
  decider,
  demanderSignatureExterne,
  estVive,
  exigerQuatreYeux,
  jourDeParis,
  refuser,
  verifierSignatureExterne,
  type ActionEcriture,
  type Decision,
} from '@tdt/domaine';
import { introuvable, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import type { Convention } from '../convention.entity.js';
import { empreinteDuDocument } from '../effet-signature.js';
import { lireSignatures } from '../lire-signatures.js';
import { Signature } from '../signature.entity.js';
import { tracer } from '../tracer.js';
import { objetDeConvention, verrouillerConvention } from '../verrous.js';
import { AU_PLUS_TOT, derniereDemande, fin } from './demandes-vives.js';
import { inscrireSignature } from './inscrire-signature.js';
import { PrestataireDeSignature } from './prestataire.js';
import { SignatureExterne } from './signature-externe.entity.js';
import type { DemanderSignatureExterneInput, VerifierSignatureExterneInput } from './signatures-externes.inputs.js';
import { SuiviExterne } from './suivi-externe.service.js';

interface SurPartie {
  tx: EntityManager;
  convention: Convention;
  /** Null when this organisation is no party. */
  signature: Signature | null;
  derniere: SignatureExterne | null;
  instant: Date;
}

/** What people do about a signature at an outside provider: asking for it, giving it up, settling what came back in doubt. */
@Injectable()
export class SignaturesExternesService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly prestataire: PrestataireDeSignature,
    private readonly suivi: SuiviExterne,
  ) {}

  /**
   * Asks the provider to have the document signed in the name of the agent's organisation. The request is written first, then the
   * provider is called with nothing locked; if it does not answer, the machine goes on asking. Refusals: INTROUVABLE, INTERDIT,
   * ETAT_INVALIDE (there is no provider), then those of `demanderSignatureExterne`.
   */
  async demanderSignatureExterne(agent: AgentConnu, demande: DemanderSignatureExterneInput): Promise<Decision<string>> {
    const { conventionId, nom, qualite, acte, courriel, mobile = null, empreinte } = demande;
    const id = nouvelId();
    const decision = await this.surPartie(agent, 'demanderSignatureExterne', conventionId, null, async (contexte) => {
      const { tx, convention, signature, derniere, instant } = contexte;
      const { code } = this.prestataire;
      if (code === null) return sansPrestataire();
      const figee = empreinteDuDocument(convention);
      const joignable = demanderSignatureExterne({
        etat: convention.etat,
        ordre: convention.ordreSignature,
        signatures: await lireSignatures(tx, convention.id),
        organismeId: signature?.organismeId ?? '',
        signataire: { nom, qualite, acte },
        empreinteLue: empreinte,
        empreinteFigee: figee?.toString('hex') ?? '',
        aujourdhui: jourDeParis(instant),
        joignable: { courriel, mobile },
        derniere: derniere?.etat ?? null,
      });
      if (!joignable.ok) return joignable;
      if (!signature || !figee) throw new Error(`convention ${conventionId} : partie acceptée sans signature`);
      await tx.insert(SignatureExterne, {
        id,
        signatureId: signature.id,
        prestataire: code,
        etat: CYCLE_SIGNATURE_EXTERNE.initial,
        nom: nom.trim(),
        qualite: qualite.trim(),
        acteType: acte.type,
        acteNumero: acte.numero.trim(),
        acteDate: acte.date,
        ...joignable.fait,
        empreinte: figee,
        demandeePar: agent.utilisateurId,
        demandeeLe: instant,
        ...AU_PLUS_TOT,
      });
      const quoi = { id, signature: signature.id, partie: signature.organismeId, prestataire: code };
      await tracer(tx, agent, 'demanderSignatureExterne', convention, { ...quoi, pdf: figee.toString('hex') });
      return accepter(convention.id);
    });
    if (decision.ok) await this.suivi.suivre(id);
    return decision;
  }

  /**
   * Gives up the request of the agent's organisation: it is cancelled at the provider, unless the signatory was quicker. Refusals:
   * INTROUVABLE, INTERDIT, ETAT_INVALIDE (nothing to give up).
   */
  async abandonnerSignatureExterne(agent: AgentConnu, conventionId: string): Promise<Decision<string>> {
    let id = '';
    const decision = await this.surPartie(agent, 'abandonnerSignatureExterne', conventionId, null, async (contexte) => {
      const { tx, convention, derniere } = contexte;
      if (!derniere || !estVive(derniere.etat)) {
        return refuser('ETAT_INVALIDE', 'Aucune demande n’est en cours chez un prestataire.', 'conventionId');
      }
      const suite = avancer(CYCLE_SIGNATURE_EXTERNE, derniere.etat, 'abandonner');
      if (!suite.ok) return { ok: false, refus: { ...suite.refus, chemin: 'conventionId' } };
      ({ id } = derniere);
      await tx.update(SignatureExterne, { id }, { etat: suite.fait, ...AU_PLUS_TOT });
      await tracer(tx, agent, 'abandonnerSignatureExterne', convention, { id, depuis: derniere.etat });
      return accepter(convention.id);
    });
    if (decision.ok) await this.suivi.suivre(id);
    return decision;
  }

  /**
   * The staff settles what came back in doubt: kept, it is the signature of that party as any other. Refusals: INTROUVABLE, INTERDIT,
   * those of the rule of the same name, QUATRE_YEUX, then those of `signerConvention` and of `prendreEffet`.
   */
  verifierSignatureExterne(agent: AgentConnu, demande: VerifierSignatureExterneInput): Promise<Decision<string>> {
    const { conventionId, organismeId, retenue, motif } = demande;
    return this.surPartie(agent, 'verifierSignatureExterne', conventionId, organismeId, async (contexte) => {
      const { tx, convention, signature, derniere, instant } = contexte;
      const fichier = derniere?.documentCle != null;
      const decision = verifierSignatureExterne({ derniere: derniere?.etat ?? null, fichier, retenue, motif });
      if (!decision.ok) return decision;
      if (!signature || !derniere) throw new Error(`convention ${conventionId} : retour accepté sans demande`);
      const quatreYeux = exigerQuatreYeux(agent, 'verifierSignatureExterne', {
        demanderSignatureExterne: [derniere.demandeePar],
      });
      if (!quatreYeux.ok) return quatreYeux;
      const inscrite = retenue
        ? await inscrireSignature(tx, { convention, signature, demande: derniere, instant })
        : accepter({ id: signature.id, partie: organismeId, demande: derniere.id });
      if (!inscrite.ok) return inscrite;
      const tranchee = { etat: decision.fait, motif: motif.trim(), trancheePar: agent.utilisateurId };
      await tx.update(SignatureExterne, { id: derniere.id }, { ...tranchee, ...fin(instant) });
      await tracer(tx, agent, 'verifierSignatureExterne', convention, {
        ...inscrite.fait,
        retenue,
        reserve: derniere.motif,
        document: derniere.documentEmpreinte?.toString('hex') ?? null,
      });
      return accepter(convention.id);
    });
  }

  /** Lock, then rights on the locked object. Without a party named, it is the one in whose name the agent acts. */
  private surPartie(
    agent: AgentConnu,
    action: ActionEcriture,
    conventionId: string,
    partieId: string | null,
    acte: (contexte: SurPartie) => Promise<Decision<string>>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, conventionId);
      if (!lignes) return introuvable('conventionId');
      const { convention } = lignes;
      const droit = decider(agent, action, await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
      const organismeId = partieId ?? droit.fait.organismeId ?? '';
      const signature = await tx.findOneBy(Signature, { conventionId, organismeId });
      const derniere = signature && (await derniereDemande(tx, signature.id));
      return acte({ tx, convention, signature, derniere, instant: await maintenant(tx) });
    });
  }
}

function sansPrestataire(): Decision<never> {
  const message = 'Aucun prestataire de signature n’est relié à la plateforme : signez ici, ou sur papier.';
  return refuser('ETAT_INVALIDE', message, 'conventionId');
}
