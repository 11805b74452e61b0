import { Injectable } from '@nestjs/common';
import { CandidaturesService } from '@tdt/candidatures';
import {
  accepter,
  ajouterPoint,
  cloreSeance,
  constaterQuorum,
  convoquer,
  decider,
  exigerJourDeSeance,
  jourDeParis,
  ouvrirSeance,
  presidentDuPoint,
  refuser,
  type ActionCandidature,
  type ActionEcriture,
  type Decision,
} from '@tdt/domaine';
import {
  cacher,
  contrainte,
  introuvable,
  journaliser,
  maintenant,
  nouvelId,
  UniteDeTravail,
  type AgentConnu,
} from '@tdt/socle';
import { In, type EntityManager } from 'typeorm';
import { appelsDe, chargerSeance, membresLe, objetSeance, presenceDe, type SeanceChargee } from './chargement.js';
import { Conference } from './conference.entity.js';
import type { AjouterPointInput, ConvoquerSeanceInput, PointInput } from './conference.inputs.js';
import { Scrutin } from './scrutin.entity.js';
import { Point, Seance } from './seance.entity.js';

type PointDemande = Pick<Point, 'type' | 'intitule' | 'candidatureId'>;

/** What makes two items the same, in two agendas or in one: they have no id yet. */
const cleDePoint = ({ type, intitule, candidatureId }: PointDemande) => `${type}|${candidatureId ?? intitule}`;

/** Sessions: summoned, opened, closed. */
@Injectable()
export class SeancesService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly candidatures: CandidaturesService,
  ) {}

  /**
   * Summons a session and freezes its agenda (R18), or summons it again without a quorum (R21); the files on it become
   * INSCRIT_EN_SEANCE. Refusals: INTROUVABLE, INTERDIT, those of `convoquer` of the domain, ETAT_INVALIDE (a file).
   */
  async convoquerSeance(agent: AgentConnu, demande: ConvoquerSeanceInput): Promise<Decision<string>> {
    try {
      return await this.unite.executer(async (tx) => {
        const { conferenceId, seancePrecedenteId = null } = demande;
        const verrou = { mode: 'for_no_key_update' as const };
        const conference = await tx.findOne(Conference, { where: { id: conferenceId }, lock: verrou });
        if (!conference) return introuvable('conferenceId');
        const membres = await membresLe(tx, conferenceId, demande.prevueLe);
        const membreOrganismeIds = membres.map((m) => m.organismeId);
        const appelIds = await appelsDe(tx, conferenceId);
        const droit = decider(agent, 'convoquerSeance', { conferenceId, membreOrganismeIds, appelIds });
        if (!droit.ok) return cacher(droit, 'conferenceId');
        const premiere = seancePrecedenteId ? await chargerSeance(tx, seancePrecedenteId, 'for_no_key_update') : null;
        if (seancePrecedenteId && premiere?.seance.conferenceId !== conferenceId) {
          return introuvable('seancePrecedenteId');
        }
        return this.convoquer(tx, agent, demande, conference, premiere);
      });
    } catch (erreur) {
      if (contrainte(erreur) !== 'seance_une_seconde_convocation') throw erreur;
      return refuser('DOUBLON', 'Cette séance a déjà été reconvoquée.', 'seancePrecedenteId');
    }
  }

  private async convoquer(
    tx: EntityManager,
    agent: AgentConnu,
    demande: ConvoquerSeanceInput,
    conference: Conference,
    premiere: SeanceChargee | null,
  ): Promise<Decision<string>> {
    const reprise = premiere !== null && demande.points.length === 0;
    const points = reprise ? accepter(premiere.points) : await this.pointsDemandes(tx, conference.id, demande.points);
    if (!points.ok) return points;
    const convoqueeLe = await maintenant(tx);
    const verdict = convoquer({
      convoqueeLe,
      prevueLe: demande.prevueLe,
      reglement: conference,
      pointIds: points.fait.map(cleDePoint),
      premiere: premiere ? { etat: premiere.seance.etat, pointIds: premiere.points.map(cleDePoint) } : undefined,
    });
    if (!verdict.ok) return verdict;
    const inscription = premiere ? accepter() : await this.surDossiers(tx, agent, points.fait, 'INSCRIRE_EN_SEANCE');
    if (!inscription.ok) return inscription;
    const id = nouvelId();
    const { etat, sansQuorum } = verdict.fait;
    await tx.insert(Seance, {
      id,
      conferenceId: conference.id,
      numero: await this.numero(tx, conference.id, demande.prevueLe),
      etat,
      sansQuorum,
      intitule: demande.intitule,
      prevueLe: demande.prevueLe,
      lieu: demande.lieu,
      convoqueeLe,
      convoqueePar: agent.utilisateurId,
      seancePrecedenteId: demande.seancePrecedenteId ?? null,
      version: 1,
    });
    await tx.insert(
      Point,
      points.fait.map(({ type, intitule, candidatureId }, i) => {
        return { id: nouvelId(), seanceId: id, rang: i + 1, type, intitule, candidatureId, ajouteEnSeance: false };
      }),
    );
    await this.tracer(tx, agent, 'convoquerSeance', id, { etat, points: points.fait.length });
    return accepter(id);
  }

  /** Year of the session in Paris and its rank in it, under the lock of the conference. */
  private async numero(tx: EntityManager, conferenceId: string, prevueLe: Date): Promise<string> {
    const annee = jourDeParis(prevueLe).slice(0, 4);
    const [ligne] = await tx.query<{ n: number }[]>(
      `select count(*)::int as n from seance where conference_id = $1 and numero like $2`,
      [conferenceId, `${annee}-%`],
    );
    return `${annee}-${String((ligne?.n ?? 0) + 1).padStart(2, '0')}`;
  }

  /** The items asked for: a financing plan names a file of a call that this conference examines. */
  private async pointsDemandes(
    tx: EntityManager,
    conferenceId: string,
    demandes: PointInput[],
  ): Promise<Decision<PointDemande[]>> {
    const points: PointDemande[] = [];
    for (const [i, { type, intitule = null, candidatureId = null }] of demandes.entries()) {
      if ((type === 'PLAN_DE_FINANCEMENT') !== (candidatureId !== null)) {
        const message = 'Un plan de financement porte sur une candidature, et lui seul.';
        return refuser('ENTREE_INVALIDE', message, `points[${i}].candidatureId`);
      }
      const [dossier] = await tx.query<{ titre: string }[]>(
        `select c.titre from candidature c join appel_a_projets a on a.id = c.appel_id
         where c.id = $1 and a.conference_id = $2 and c.etat <> 'BROUILLON'`,
        [candidatureId, conferenceId],
      );
      if (candidatureId !== null && !dossier) return introuvable(`points[${i}].candidatureId`);
      const nom = intitule ?? dossier?.titre;
      if (!nom) return refuser('INCOMPLET', 'Donnez un intitulé à ce point.', `points[${i}].intitule`);
      points.push({ type, intitule: nom, candidatureId });
    }
    return accepter(points);
  }

  /** Moves the files of these items, in id order so that two agendas never wait for each other. */
  private async surDossiers(
    tx: EntityManager,
    agent: AgentConnu,
    points: PointDemande[],
    action: ActionCandidature,
  ): Promise<Decision<unknown>> {
    const ids = points.flatMap(({ candidatureId }) => (candidatureId === null ? [] : [candidatureId]));
    for (const id of ids.toSorted()) {
      const suite = await this.candidatures.changerEtat(tx, agent, id, action);
      if (suite.ok) continue;
      const rang = points.findIndex((p) => p.candidatureId === id);
      return { ok: false, refus: { ...suite.refus, chemin: `points[${rang}].candidatureId` } };
    }
    return accepter();
  }

  /** Adds an item after the summons, when every member was asked and none objects (R18). Refusals: those of the domain. */
  ajouterPoint(agent: AgentConnu, demande: AjouterPointInput): Promise<Decision<string>> {
    return this.surSeance(agent, 'ajouterPoint', demande.seanceId, async (tx, charge) => {
      const { seance, points } = charge;
      const demandes = await this.pointsDemandes(tx, seance.conferenceId, [demande.point]);
      const point = demandes.ok ? demandes.fait[0] : undefined;
      if (!demandes.ok || !point) return demandes.ok ? introuvable('point') : demandes;
      const verdict = ajouterPoint({
        etat: seance.etat,
        sansQuorum: seance.sansQuorum,
        pointIds: points.map(cleDePoint),
        pointId: cleDePoint(point),
        opposantIds: demande.membresConsultes ? demande.opposantIds : null,
      });
      if (!verdict.ok) return verdict;
      const inscription = await this.surDossiers(tx, agent, [point], 'INSCRIRE_EN_SEANCE');
      if (!inscription.ok) return inscription;
      const rang = Math.max(0, ...points.map((p) => p.rang)) + 1;
      await tx.insert(Point, { ...point, id: nouvelId(), seanceId: seance.id, rang, ajouteEnSeance: true });
      return accepter({});
    });
  }

  /** Opens the session, or records that it lacks a quorum (R19, R21). Refusals: ETAT_INVALIDE, HORS_DELAI. */
  ouvrirSeance(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.surSeance(agent, 'ouvrirSeance', id, async (tx, charge) => {
      const instant = await maintenant(tx);
      const jour = exigerJourDeSeance(charge.seance.prevueLe, instant);
      if (!jour.ok) return jour;
      const presence = presenceDe(charge);
      const etat = ouvrirSeance(charge.seance.etat, constaterQuorum(presence));
      if (!etat.ok) return etat;
      if (etat.fait !== 'OUVERTE') return accepter({ etat: etat.fait });
      return accepter({ etat: etat.fait, ouverteLe: instant, presideParId: presidentDuPoint(presence)?.id ?? null });
    });
  }

  /** Closes the session; files whose item got no result are put off. Refusal: ETAT_INVALIDE (also: a ballot is open). */
  cloreSeance(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.surSeance(agent, 'cloreSeance', id, async (tx, charge) => {
      const { seance, points } = charge;
      const scrutins = await tx.find(Scrutin, { where: { pointId: In(points.map((p) => p.id)) } });
      const etatsScrutins = scrutins.map((s) => s.etat);
      const etat = cloreSeance(seance.etat, etatsScrutins);
      if (!etat.ok) return etat;
      const votes = new Set(scrutins.filter((s) => s.etat === 'PROCLAME').map((s) => s.pointId));
      const restants = await this.enAttente(
        tx,
        points.filter((p) => !votes.has(p.id)),
      );
      const suite = await this.surDossiers(tx, agent, restants, 'AJOURNER');
      return suite.ok ? accepter({ etat: etat.fait, closeLe: await maintenant(tx) }) : suite;
    });
  }

  /** Among these items, those whose file still waits for the session: one withdrawn meanwhile is left alone. */
  private async enAttente(tx: EntityManager, points: Point[]): Promise<Point[]> {
    const lignes = await tx.query<{ id: string }[]>(
      `select id from candidature where id = any ($1::uuid[]) and etat = 'INSCRIT_EN_SEANCE' order by id for no key update`,
      [points.map((p) => p.candidatureId)],
    );
    return points.filter((p) => lignes.some((l) => l.id === p.candidatureId));
  }

  private surSeance(
    agent: AgentConnu,
    action: ActionEcriture,
    id: string,
    acte: (tx: EntityManager, charge: SeanceChargee) => Promise<Decision<Partial<Seance>>>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const charge = await chargerSeance(tx, id, 'for_no_key_update');
      if (!charge) return introuvable('id');
      const droit = decider(agent, action, objetSeance(charge));
      if (!droit.ok) return cacher(droit, 'id');
      const fait = await acte(tx, charge);
      if (!fait.ok) return fait;
      await tx.update(Seance, { id }, { ...fait.fait, version: charge.seance.version + 1 });
      await this.tracer(tx, agent, action, id, { etat: fait.fait.etat ?? charge.seance.etat });
      return accepter(id);
    });
  }

  private tracer(
    tx: EntityManager,
    agent: AgentConnu,
    action: string,
    id: string,
    donnees: Record<string, unknown>,
  ): Promise<void> {
    return journaliser(tx, {
      chaine: `seance:${id}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'seance',
      objetId: id,
      donnees,
    });
  }
}
