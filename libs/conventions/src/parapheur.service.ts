import { Injectable } from '@nestjs/common';
import type { Candidature } from '@tdt/candidatures';
import {
  accepter,
  avancer,
  CYCLE_CONVENTION,
  decider,
  jourDeParis,
  refuserSignature,
  signerConvention,
  type ActionEcriture,
  type Decision,
  type Portee,
} from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Convention } from './convention.entity.js';
import { empreinteDuDocument, faireAvancer } from './effet-signature.js';
import { lireSignatures } from './lire-signatures.js';
import { abandonnerDemandes, exigerVoieLibre } from './prestataire/demandes-vives.js';
import { tracer } from './tracer.js';
import { Signature } from './signature.entity.js';
import type { RefuserSignatureInput, SignerConventionInput } from './signatures.inputs.js';
import { objetDeConvention, verrouillerConvention } from './verrous.js';

interface SurConvention {
  tx: EntityManager;
  convention: Convention;
  candidature: Candidature;
  /** Why the agent may: its organisation is the party in whose name he acts. */
  raison: Portee;
  instant: Date;
}

/** The book in which each party signs a frozen convention, or says why it will not (R33). */
@Injectable()
export class ParapheurService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Signs in the name of the agent's organisation, on the hash of the very file that he has read; with the last signature the
   * convention is SIGNEE, whose date starts the three months of R43; an avenant then takes effect. Refusals: INTROUVABLE, INTERDIT, then
   * those of `signerConvention`, ETAT_INVALIDE (a request is alive at a provider: it could sign twice), and those of `prendreEffet`.
   */
  signerConvention(agent: AgentConnu, demande: SignerConventionInput): Promise<Decision<string>> {
    return this.surConvention(agent, 'signerConvention', demande.conventionId, async (contexte) => {
      const { tx, convention, raison, instant } = contexte;
      const { etat, ordreSignature: ordre } = convention;
      const signatures = await lireSignatures(tx, convention.id);
      const organismeId = raison.organismeId ?? '';
      const { nom, qualite, acte, empreinte } = demande;
      const decision = signerConvention({
        etat,
        ordre,
        signatures,
        organismeId,
        signataire: { nom, qualite, acte },
        empreinteLue: empreinte,
        empreinteFigee: empreinteDuDocument(convention)?.toString('hex') ?? '',
        aujourdhui: jourDeParis(instant),
      });
      if (!decision.ok) return decision;
      const libre = await exigerVoieLibre(tx, convention.id, organismeId);
      if (!libre.ok) return libre;
      const id = await inscrire(contexte, agent, {
        etat: 'DONNEE',
        mode: 'ELECTRONIQUE',
        nom: nom.trim(),
        qualite: qualite.trim(),
        acteType: acte.type,
        acteNumero: acte.numero.trim(),
        acteDate: acte.date,
        empreinte: empreinteDuDocument(convention),
      });
      const suite = await faireAvancer(tx, agent, demande.cle, convention, decision.fait, instant);
      if (!suite.ok) return suite;
      await tracer(tx, agent, 'signerConvention', convention, {
        id,
        partie: organismeId,
        pdf: empreinteDuDocument(convention)?.toString('hex'),
        ...suite.fait,
      });
      return accepter(convention.id);
    });
  }

  /**
   * Says that the agent's organisation will not sign, and why: nobody signs any more. Refusals: INTROUVABLE, INTERDIT, then
   * those of `refuserSignature`, then ETAT_INVALIDE (a request is alive at a provider). What the others asked there is cancelled.
   */
  refuserSignature(agent: AgentConnu, demande: RefuserSignatureInput): Promise<Decision<string>> {
    return this.surConvention(agent, 'refuserSignature', demande.conventionId, async (contexte) => {
      const { tx, convention, raison, instant } = contexte;
      const { etat, ordreSignature: ordre } = convention;
      const signatures = await lireSignatures(tx, convention.id);
      const organismeId = raison.organismeId ?? '';
      const { motif } = demande;
      const decision = refuserSignature({ etat, ordre, signatures, organismeId, motif });
      if (!decision.ok) return decision;
      const libre = await exigerVoieLibre(tx, convention.id, organismeId);
      if (!libre.ok) return libre;
      const id = await inscrire(contexte, agent, { etat: 'REFUSEE', motif: motif.trim() });
      await abandonnerDemandes(tx, convention.id, instant);
      await tracer(tx, agent, 'refuserSignature', convention, { id, partie: organismeId });
      return accepter(convention.id);
    });
  }

  /** Notifies a signed convention to its parties: the 60 days of R36 start. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE. */
  notifierConvention(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.surConvention(agent, 'notifierConvention', id, async ({ tx, convention, instant }) => {
      const suite = avancer(CYCLE_CONVENTION, convention.etat, 'notifier');
      if (!suite.ok) return suite;
      await tx.update(Convention, { id }, { etat: suite.fait, notifieeLe: instant });
      await tracer(tx, agent, 'notifierConvention', convention, {
        pdf: empreinteDuDocument(convention)?.toString('hex'),
      });
      return accepter(id);
    });
  }

  /** Lock, then rights on the locked object; `id` names the argument that a refusal points at. */
  private surConvention(
    agent: AgentConnu,
    action: ActionEcriture,
    id: string,
    acte: (contexte: SurConvention) => Promise<Decision<string>>,
  ): Promise<Decision<string>> {
    const chemin = action === 'notifierConvention' ? 'id' : 'conventionId';
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable(chemin);
      const droit = decider(agent, action, await objetDeConvention(tx, lignes.convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin } };
      return acte({ tx, ...lignes, raison: droit.fait, instant: await maintenant(tx) });
    });
  }
}

/** @returns the id of the signature, that of the agent's own organisation */
async function inscrire(
  { tx, convention, raison, instant }: SurConvention,
  { utilisateurId }: AgentConnu,
  signature: Partial<Signature>,
): Promise<string> {
  const { id } = await tx.findOneByOrFail(Signature, {
    conventionId: convention.id,
    organismeId: raison.organismeId ?? '',
  });
  await tx.update(Signature, { id }, { ...signature, faitePar: utilisateurId, faiteLe: instant });
  return id;
}
