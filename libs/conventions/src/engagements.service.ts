import { Injectable } from '@nestjs/common';
import { Organisme } from '@tdt/acteurs';
import { GrandLivre } from '@tdt/appels';
import type { Candidature } from '@tdt/candidatures';
import { Part } from '@tdt/conference';
import {
  accepter,
  decider,
  enregistrerEngagement,
  exigerQuatreYeux,
  jourDeParis,
  libererPart,
  type ActeRetrait,
  type Decision,
} from '@tdt/domaine';
import { introuvable, journaliser, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { controlerAideEtat } from './aide-etat.js';
import type { EnregistrerEngagementInput, LibererPartInput } from './conventions.inputs.js';
import { Engagement, type SensEngagement } from './engagement.entity.js';
import { candidatureVivante } from './etats.js';
import { empreinteDemande, rejouer } from './rejeu.js';
import { objetDePart, verrouillerPart } from './verrous.js';

interface SurPart {
  tx: EntityManager;
  agent: AgentConnu;
  part: Part;
  candidature: Candidature;
  financeur: Organisme;
  /** Organisation in whose name the agent acts. */
  organismeId: string;
  instant: Date;
}

type Fait = { reponse: string; donnees: Record<string, unknown> };
type DemandeSurPart = { cle: string; partId: string };

/** The funders' own acts on their own shares (R24): nobody commits or withdraws the money of another. */
@Injectable()
export class EngagementsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Commits a voted share by its own funder's act, recorded by somebody else than who cast its ballot: the second key. The
   * same key answers the same act and counts once. Refusals: INTROUVABLE, INTERDIT, CONFLIT_IDEMPOTENCE, ETAT_INVALIDE,
   * ACTE_INVALIDE, AIDE_ETAT, QUATRE_YEUX, then the ledger's.
   */
  enregistrerEngagement(agent: AgentConnu, demande: EnregistrerEngagementInput): Promise<Decision<string>> {
    return this.surPart(agent, 'enregistrerEngagement', demande, async (contexte) => {
      const { tx, part, candidature, financeur, organismeId, instant } = contexte;
      const vivante = candidatureVivante(candidature);
      if (!vivante.ok) return vivante;
      const aujourdhui = jourDeParis(instant);
      const voteLe = (await jourDuVote(tx, part.id)) ?? aujourdhui;
      const { acte } = demande;
      const decision = enregistrerEngagement({ part, acte, agent: { organismeId }, financeur, voteLe, aujourdhui });
      if (!decision.ok) return decision;
      const aide = await controlerAideEtat(tx, candidature, part, financeur, aujourdhui);
      if (!aide.ok) return aide;
      const quatreYeux = exigerQuatreYeux(agent, 'enregistrerEngagement', { voter: await votantsDe(tx, part) });
      if (!quatreYeux.ok) return quatreYeux;
      const avertissements = [...decision.fait.avertissements, ...aide.fait];
      const acteId = await this.inscrireActe(contexte, 'ENGAGEMENT', acte, avertissements);
      const lot = await new GrandLivre(tx).engager(
        { cle: demande.cle, acteurId: agent.utilisateurId, operation: 'enregistrerEngagement' },
        { enveloppeId: part.enveloppeId ?? '', partId: part.id, montant: part.montant, acteId },
      );
      if (!lot.ok) return lot;
      await tx.update(Part, { id: part.id }, { etat: decision.fait.etat, version: part.version + 1 });
      return accepter({ reponse: acteId, donnees: { engagement: acteId, montant: part.montant } });
    });
  }

  /**
   * A funder gives up a voted or engaged share, before any convention; the money goes back to its own envelope. Refusals:
   * INTROUVABLE, INTERDIT, CONFLIT_IDEMPOTENCE, ETAT_INVALIDE, ENTREE_INVALIDE, ACTE_INVALIDE, then the ledger's.
   */
  libererPart(agent: AgentConnu, demande: LibererPartInput): Promise<Decision<string>> {
    return this.surPart(agent, 'libererPart', demande, async (contexte) => {
      const { tx, part, financeur, instant } = contexte;
      const acte = demande.acte ?? null;
      const { motif } = demande;
      const decision = libererPart({ part, motif, acte, financeur, aujourdhui: jourDeParis(instant) });
      if (!decision.ok) return decision;
      const acteId = acte && (await this.inscrireActe(contexte, 'RETRAIT', acte, []));
      const lot = await new GrandLivre(tx).liberer(
        { cle: demande.cle, acteurId: agent.utilisateurId, operation: 'libererPart' },
        decision.fait.depuis,
        motif,
        [{ enveloppeId: part.enveloppeId ?? '', partId: part.id, montant: part.montant, acteId: acteId ?? undefined }],
      );
      if (!lot.ok) return lot;
      await tx.update(Part, { id: part.id }, { etat: decision.fait.etat, version: part.version + 1 });
      return accepter({ reponse: part.id, donnees: { acte: acteId, montant: part.montant } });
    });
  }

  /** Lock, rights, replay: the same three steps before any act on a share; then the act and its journal line. */
  private surPart(
    agent: AgentConnu,
    action: 'enregistrerEngagement' | 'libererPart',
    demande: DemandeSurPart,
    acte: (contexte: SurPart) => Promise<Decision<Fait>>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerPart(tx, demande.partId);
      if (!lignes) return introuvable('partId');
      const { part, candidature } = lignes;
      const droit = decider(agent, action, await objetDePart(tx, part));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'partId' } };
      const empreinte = empreinteDemande(demande);
      const deja = await rejouer(tx, agent, { action, objetId: part.id, cle: demande.cle, empreinte });
      if (deja) return deja;
      const financeur = await tx.findOneByOrFail(Organisme, { id: part.financeurId });
      const instant = await maintenant(tx);
      const organismeId = droit.fait.organismeId ?? '';
      const fait = await acte({ tx, agent, part, candidature, financeur, organismeId, instant });
      if (!fait.ok) return fait;
      await journaliser(tx, {
        chaine: `candidature:${candidature.id}`,
        action,
        acteurId: agent.utilisateurId,
        objetType: 'part',
        objetId: part.id,
        donnees: {
          cle: demande.cle,
          empreinte,
          reponse: fait.fait.reponse,
          financeur: financeur.id,
          ...fait.fait.donnees,
        },
      });
      return accepter(fait.fait.reponse);
    });
  }

  private async inscrireActe(
    { tx, agent, part, instant }: SurPart,
    sens: SensEngagement,
    acte: ActeRetrait,
    avertissements: string[],
  ): Promise<string> {
    const id = nouvelId();
    await tx.insert(Engagement, {
      id,
      partId: part.id,
      financeurId: part.financeurId,
      sens,
      typeActe: acte.typeActe,
      numero: acte.numero.trim(),
      dateActe: acte.dateActe,
      signataireNom: acte.signataireNom.trim(),
      signataireQualite: acte.signataireQualite.trim(),
      transmisLe: acte.transmisLe ?? null,
      montant: part.montant,
      avertissements,
      enregistrePar: agent.utilisateurId,
      enregistreLe: instant,
    });
    return id;
  }
}

/** Paris day on which the session proclaimed the vote of this share. */
async function jourDuVote(tx: EntityManager, partId: string): Promise<string | null> {
  const [vote] = await tx.query<{ proclame: Date }[]>(
    `select s.proclame_le as proclame from ligne_proposition l join scrutin s on s.id = l.scrutin_id
      where l.part_id = $1 and s.etat = 'PROCLAME' order by s.proclame_le desc limit 1`,
    [partId],
  );
  return vote ? jourDeParis(vote.proclame) : null;
}

/** The persons who cast the ballots of this share's funder on it; a proxy is another member's. */
async function votantsDe(tx: EntityManager, { id, financeurId }: Part): Promise<string[]> {
  const votes = await tx.query<{ votant: string }[]>(
    `select distinct v.utilisateur_id as votant from ligne_proposition l join vote v on v.scrutin_id = l.scrutin_id
       join membre m on m.id = v.membre_id where l.part_id = $1 and m.organisme_id = $2`,
    [id, financeurId],
  );
  return votes.map((v) => v.votant);
}
