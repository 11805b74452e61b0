import { Injectable } from '@nestjs/common';
import {
  accepter,
  annulerPresence,
  constaterPresence,
  decider,
  declarerDeport,
  donnerPouvoir,
  emarger,
  refuser,
  type ActionEcriture,
  type Decision,
  type EmargementFait,
  type Portee,
} from '@tdt/domaine';
import { cacher, introuvable, journaliser, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { In, type EntityManager } from 'typeorm';
import { chargerSeance, objetSeance, type SeanceChargee } from './chargement.js';
import type { Membre } from './conference.entity.js';
import type {
  AnnulerPresenceInput,
  ConstaterPresenceInput,
  DeclarerDeportInput,
  DonnerPouvoirInput,
  EmargerInput,
} from './conference.inputs.js';
import { Scrutin, Vote } from './scrutin.entity.js';
import { Deport, Emargement, Point, Pouvoir } from './seance.entity.js';

/** An act on a seat of a session: who does it, on which seat, and by which right. */
interface Siege {
  charge: SeanceChargee;
  membre: Membre;
  raison: Portee;
}

/** Who sits, who is represented, who withdraws. */
@Injectable()
export class PresenceService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * The holder of a seat, or his substitute, signs in. A mandate given by this seat falls (R20). Refusals: INTROUVABLE,
   * INTERDIT, ETAT_INVALIDE, DOUBLON.
   */
  emarger(agent: AgentConnu, demande: EmargerInput): Promise<Decision<string>> {
    const { seanceId, membreId, mode } = demande;
    const { utilisateurId } = agent;
    return this.surSiege(agent, 'emarger', seanceId, membreId, async (tx, { charge }) => {
      const verdict = emarger({ ...charge, etat: charge.seance.etat, membreId, utilisateurId, mode });
      return verdict.ok ? this.inscrire(tx, agent, seanceId, verdict.fait) : verdict;
    });
  }

  /** The chair or the secretary records a member who sits without a screen. Refusals: those of the domain. */
  constaterPresence(agent: AgentConnu, demande: ConstaterPresenceInput): Promise<Decision<string>> {
    const { seanceId, membreId, qualite, mode } = demande;
    return this.surSiege(agent, 'constaterPresence', seanceId, membreId, async (tx, { charge }) => {
      const verdict = constaterPresence({ ...charge, etat: charge.seance.etat, membreId, qualite, mode });
      return verdict.ok ? this.inscrire(tx, agent, seanceId, verdict.fait) : verdict;
    });
  }

  private async inscrire(
    tx: EntityManager,
    agent: AgentConnu,
    seanceId: string,
    { emargement, pouvoirCaduc }: EmargementFait,
  ) {
    const id = nouvelId();
    const [enregistrePar, arriveLe] = [agent.utilisateurId, await maintenant(tx)];
    await tx.insert(Emargement, { ...emargement, id, seanceId, arriveLe, enregistrePar });
    if (pouvoirCaduc) await tx.delete(Pouvoir, { seanceId, mandantId: pouvoirCaduc.mandantId });
    const { qualite, mode } = emargement;
    return accepter({ id, donnees: { qualite, mode, pouvoirCaduc: pouvoirCaduc?.mandataireId ?? null } });
  }

  /** Takes back a presence recorded by mistake for somebody else (fact: the session). Refusals: those of the domain. */
  annulerPresence(agent: AgentConnu, { seanceId, membreId }: AnnulerPresenceInput): Promise<Decision<string>> {
    return this.surSiege(agent, 'annulerPresence', seanceId, membreId, async (tx, { charge }) => {
      const { seance, points, emargements } = charge;
      const scrutins = await tx.find(Scrutin, { where: { pointId: In(points.map((p) => p.id)) } });
      const etatsScrutins = scrutins.map((s) => s.etat);
      const { etat, presideParId } = seance;
      const verdict = annulerPresence({ etat, presideParId, membreId, emargements, etatsScrutins });
      if (!verdict.ok) return verdict;
      await tx.delete(Emargement, { seanceId, membreId });
      return accepter({ id: seanceId, donnees: { qualite: verdict.fait.qualite, mode: verdict.fait.mode } });
    });
  }

  /** A member who does not sit gives his vote to another (R20). Refusals: INTERDIT, ETAT_INVALIDE, POUVOIR_REFUSE. */
  donnerPouvoir(agent: AgentConnu, demande: DonnerPouvoirInput): Promise<Decision<string>> {
    const { seanceId, mandantId, mandataireId } = demande;
    return this.surSiege(agent, 'donnerPouvoir', seanceId, mandantId, async (tx, { charge, membre }) => {
      const titulaire = this.exigerTitulaire(agent, membre);
      if (!titulaire.ok) return titulaire;
      const { seance, conference } = charge;
      const verdict = donnerPouvoir({
        ...charge,
        etat: seance.etat,
        mandantId,
        mandataireId,
        reglement: conference,
      });
      if (!verdict.ok) return verdict;
      const pris = charge.pouvoirs.filter((p) => p.mandataireId === mandataireId).map((p) => p.rang);
      const rang = [1, 2, 3, 4, 5].find((r) => !pris.includes(r)) ?? pris.length + 1;
      const id = nouvelId();
      const [donnePar, donneLe] = [agent.utilisateurId, await maintenant(tx)];
      await tx.insert(Pouvoir, { ...verdict.fait, id, seanceId, rang, donnePar, donneLe });
      return accepter({ id, donnees: { mandataireId } });
    });
  }

  /** A member withdraws from an item, or the chair records it (R23). Refusals: INTERDIT, ETAT_INVALIDE, DOUBLON, VOTE_DEJA_EXPRIME. */
  declarerDeport(agent: AgentConnu, demande: DeclarerDeportInput): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const { pointId, membreId, motif } = demande;
      const point = await tx.findOneBy(Point, { id: pointId });
      if (!point) return introuvable('pointId');
      return this.dans(tx, agent, 'declarerDeport', point.seanceId, membreId, async ({ charge, membre, raison }) => {
        const titulaire = raison.role === 'PRESIDENT' ? accepter() : this.exigerTitulaire(agent, membre);
        if (!titulaire.ok) return titulaire;
        const verdict = declarerDeport({
          ...charge,
          etat: charge.seance.etat,
          membreId,
          pointId,
          motif,
          pointIds: charge.points.map((p) => p.id),
          votantIds: await this.votants(tx, pointId),
        });
        if (!verdict.ok) return verdict;
        const id = nouvelId();
        const [declarePar, declareLe] = [agent.utilisateurId, await maintenant(tx)];
        await tx.insert(Deport, { ...verdict.fait, id, declarePar, declareLe });
        return accepter({ id, donnees: { pointId, motif } });
      });
    });
  }

  private async votants(tx: EntityManager, pointId: string): Promise<string[]> {
    const scrutins = await tx.find(Scrutin, { where: { pointId, etat: In(['OUVERT', 'CLOS', 'PROCLAME']) } });
    const votes = await tx.find(Vote, { where: { scrutinId: In(scrutins.map((s) => s.id)) } });
    return votes.map((v) => v.membreId);
  }

  private exigerTitulaire(agent: AgentConnu, membre: Membre): Decision {
    if (agent.utilisateurId === membre.titulaireId || agent.utilisateurId === membre.suppleantId) return accepter();
    return refuser('INTERDIT', 'Seul le titulaire du siège, ou son suppléant, agit pour ce membre.', 'membreId');
  }

  private surSiege(
    agent: AgentConnu,
    action: ActionEcriture,
    seanceId: string,
    membreId: string,
    acte: (tx: EntityManager, siege: Siege) => Promise<Decision<{ id: string; donnees: Record<string, unknown> }>>,
  ): Promise<Decision<string>> {
    return this.unite.executer((tx) => this.dans(tx, agent, action, seanceId, membreId, (siege) => acte(tx, siege)));
  }

  /** Locks the session, decides on the seat that was loaded, acts, and leaves a line in the journal of the session. */
  private async dans(
    tx: EntityManager,
    agent: AgentConnu,
    action: ActionEcriture,
    seanceId: string,
    membreId: string,
    acte: (siege: Siege) => Promise<Decision<{ id: string; donnees: Record<string, unknown> }>>,
  ): Promise<Decision<string>> {
    const charge = await chargerSeance(tx, seanceId, 'for_no_key_update');
    if (!charge) return introuvable('seanceId');
    const membre = charge.membres.find((m) => m.id === membreId);
    const droit = decider(agent, action, objetSeance(charge, membre ? [membre.organismeId] : []));
    if (!droit.ok) return cacher(droit, 'seanceId');
    if (!membre) return introuvable('membreId');
    const fait = await acte({ charge, membre, raison: droit.fait });
    if (!fait.ok) return fait;
    await journaliser(tx, {
      chaine: `seance:${seanceId}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'membre',
      objetId: membreId,
      donnees: { ...fait.fait.donnees, id: fait.fait.id },
    });
    return accepter(fait.fait.id);
  }
}
