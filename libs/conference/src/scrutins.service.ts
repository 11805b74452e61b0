import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Organisme } from '@tdt/acteurs';
import {
  accepter,
  avancer,
  canoniser,
  constaterQuorum,
  CYCLE_SCRUTIN,
  decider,
  exigerPartsFigees,
  exigerSeanceOuverte,
  ouvrirScrutin,
  planSoumis,
  premierRefus,
  refuser,
  voter,
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
import {
  chargerDossier,
  chargerSeance,
  objetSeance,
  presenceDe,
  type Dossier,
  type SeanceChargee,
} from './chargement.js';
import { Part } from './part.entity.js';
import type { AnnulerScrutinInput, VoterInput } from './parts.inputs.js';
import { propositionDuPoint, type PropositionDuPoint } from './repartition/proposition-figee.js';
import { LigneProposition, Scrutin, Vote } from './scrutin.entity.js';
import { Point } from './seance.entity.js';

/** What a ballot is about: the file, its proposed shares, and the frozen proposition that they come from. */
interface PlanAOuvrir {
  dossier: Dossier | null;
  parts: Part[];
  figee: PropositionDuPoint | null;
}

/** Ballots: opened on a frozen proposition, voted, cancelled. Their closing is `ClotureService`. */
@Injectable()
export class ScrutinsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Opens the ballot of an item and freezes what it is about: the proposed shares of the file and their hash. When the
   * session has frozen a proposition, the shares are its own to the cent and the hash covers it. Refusals: INTROUVABLE,
   * INTERDIT, DOUBLON, ETAT_INVALIDE, QUORUM_NON_ATTEINT, PLAN_DESEQUILIBRE (R11) …
   */
  async ouvrirScrutin(agent: AgentConnu, pointId: string): Promise<Decision<string>> {
    try {
      return await this.unite.executer(async (tx) => {
        const trouve = await tx.findOneBy(Point, { id: pointId });
        const charge = trouve && (await chargerSeance(tx, trouve.seanceId, 'for_no_key_update'));
        if (!trouve || !charge) return introuvable('pointId');
        const droit = decider(agent, 'ouvrirScrutin', objetSeance(charge));
        if (!droit.ok) return cacher(droit, 'pointId');
        const dossier = trouve.candidatureId ? await chargerDossier(tx, trouve.candidatureId) : null;
        const parts = dossier ? await this.partsProposees(tx, dossier) : [];
        const figee = dossier ? await propositionDuPoint(tx, trouve.seanceId, dossier.id) : null;
        const verdict = ouvrirScrutin({
          etatSeance: charge.seance.etat,
          etat: CYCLE_SCRUTIN.initial,
          pointId,
          pointIds: charge.points.map((p) => p.id),
          quorum: constaterQuorum(presenceDe(charge, pointId)),
          plan: dossier ? await this.verifierPlan(tx, dossier, parts, figee) : undefined,
        });
        if (!verdict.ok) return verdict;
        return this.ouvrir(tx, agent, charge, trouve, { dossier, parts, figee });
      });
    } catch (erreur) {
      if (contrainte(erreur) !== 'scrutin_point_unique') throw erreur;
      return refuser('DOUBLON', 'Ce point a déjà son scrutin : annulez-le avant d’en ouvrir un autre.', 'pointId');
    }
  }

  private partsProposees(tx: EntityManager, dossier: Dossier): Promise<Part[]> {
    return tx.find(Part, {
      where: { candidatureId: dossier.id, etat: 'PROPOSEE' },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  private async verifierPlan(
    tx: EntityManager,
    dossier: Dossier,
    parts: Part[],
    figee: PropositionDuPoint | null,
  ): Promise<Decision> {
    const financeurs = await tx.findBy(Organisme, { id: In(parts.map((p) => p.financeurId)) });
    const lignes = parts.map((part) => {
      const financeur = financeurs.find((f) => f.id === part.financeurId);
      return { ...part, denomination: financeur?.nom ?? '', categorie: financeur?.categorie ?? 'AUTRE_PRIVE' };
    });
    const { coutTotal, ressourcesPropres, partielAdmis, etat } = dossier;
    return premierRefus(
      () =>
        etat === 'INSCRIT_EN_SEANCE'
          ? accepter()
          : refuser('ETAT_INVALIDE', 'Cette candidature n’est plus inscrite en séance.', 'pointId'),
      () => (figee ? exigerPartsFigees(parts, figee.lignes) : accepter()),
      () => planSoumis({ parts: lignes, coutTotal, ressourcesPropres }, partielAdmis),
    );
  }

  private async ouvrir(
    tx: EntityManager,
    agent: AgentConnu,
    charge: SeanceChargee,
    point: Point,
    { dossier, parts, figee }: PlanAOuvrir,
  ): Promise<Decision<string>> {
    const id = nouvelId();
    const lignes = parts.map((part, i) => {
      const { id: partId, financeurId, montant } = part;
      return { id: nouvelId(), scrutinId: id, rang: i + 1, partId, financeurId, montant };
    });
    const { coutTotal, ressourcesPropres } = dossier ?? { coutTotal: null, ressourcesPropres: null };
    const proposition = canoniser({
      pointId: point.id,
      candidatureId: point.candidatureId,
      coutTotal,
      ressourcesPropres,
      lignes: lignes.map(({ partId, financeurId, montant }) => ({ partId, financeurId, montant })),
      proposition: figee?.empreinte,
    });
    await tx.insert(Scrutin, {
      id,
      pointId: point.id,
      numero: `${charge.seance.numero}-${point.rang}`,
      etat: 'OUVERT',
      ouvertLe: await maintenant(tx),
      ouvertPar: agent.utilisateurId,
      propositionId: figee?.id ?? null,
      empreinte: createHash('sha256').update(proposition).digest(),
    });
    await tx.insert(LigneProposition, lignes);
    const parPart = lignes.map(({ partId, montant }) => ({ partId, montant }));
    const donnees = { pointId: point.id, lignes: parPart, proposition: figee?.empreinte };
    await this.tracer(tx, agent, charge, 'ouvrirScrutin', id, donnees);
    return accepter(id);
  }

  /**
   * Casts the vote of one seat, in person or by mandate. Any number of votes at once, none beside a closing: the ballot is
   * taken FOR SHARE and looked at again. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE, DEPORT, POUVOIR_REFUSE,
   * VOTE_DEJA_EXPRIME.
   */
  async voter(agent: AgentConnu, demande: VoterInput): Promise<Decision<string>> {
    try {
      return await this.unite.executer((tx) => this.voterDans(tx, agent, demande));
    } catch (erreur) {
      const nom = contrainte(erreur);
      if (nom === 'vote_unique') {
        return refuser('VOTE_DEJA_EXPRIME', 'Le vote de ce membre est déjà exprimé sur ce point.', 'membreId');
      }
      if (nom === 'vote_seance_suspendue') return refuser('ETAT_INVALIDE', 'La séance est suspendue.', 'seance');
      if (nom === 'vote_scrutin_ouvert') return refuser('ETAT_INVALIDE', 'Le scrutin n’est plus ouvert.', 'scrutinId');
      throw erreur;
    }
  }

  private async voterDans(tx: EntityManager, agent: AgentConnu, demande: VoterInput): Promise<Decision<string>> {
    const { scrutinId, membreId, mandataireId = null, sens } = demande;
    const trouve = await tx.findOne(Scrutin, { where: { id: scrutinId }, relations: { point: true } });
    if (!trouve) return introuvable('scrutinId');
    const { point } = trouve;
    const charge = await chargerSeance(tx, point.seanceId, 'pessimistic_read');
    if (!charge) return introuvable('scrutinId');
    const siege = charge.membres.find((m) => m.id === (mandataireId ?? membreId));
    const droit = decider(agent, 'voter', objetSeance(charge, siege ? [siege.organismeId] : []));
    if (!droit.ok) return cacher(droit, 'scrutinId');
    const scrutin = await tx.findOneOrFail(Scrutin, { where: { id: scrutinId }, lock: { mode: 'pessimistic_read' } });
    const bulletins = await tx.findBy(Vote, { scrutinId });
    const verdict = voter({
      ...charge,
      deports: charge.deports.filter((d) => d.pointId === point.id),
      etatSeance: charge.seance.etat,
      etat: scrutin.etat,
      membreId,
      mandataireId,
      sens,
      utilisateurId: agent.utilisateurId,
      instructeurIds: await this.instructeurs(tx, point.candidatureId),
      bulletins,
    });
    if (!verdict.ok) return verdict;
    const id = nouvelId();
    await tx.insert(Vote, { ...verdict.fait, id, scrutinId, voteLe: await maintenant(tx) });
    // The journal says that this seat voted, not what: ballots stay sealed until the closing.
    await this.tracer(tx, agent, charge, 'voter', scrutinId, { membreId, mandataireId });
    return accepter(id);
  }

  private async instructeurs(tx: EntityManager, candidatureId: string | null): Promise<string[]> {
    const lignes = await tx.query<{ id: string }[]>(
      `select instructeur_id as id from candidature where id = $1 and instructeur_id is not null
       union select note_par from note where candidature_id = $1`,
      [candidatureId],
    );
    return lignes.map((l) => l.id);
  }

  /** Cancels a ballot before its proclamation. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE. */
  annulerScrutin(agent: AgentConnu, { scrutinId: id, motif }: AnnulerScrutinInput): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const trouve = await tx.findOne(Scrutin, { where: { id }, relations: { point: true } });
      const charge = trouve && (await chargerSeance(tx, trouve.point.seanceId, 'pessimistic_read'));
      if (!charge) return introuvable('id');
      const scrutin = await tx.findOneOrFail(Scrutin, { where: { id }, lock: { mode: 'for_no_key_update' } });
      const droit = decider(agent, 'annulerScrutin', objetSeance(charge));
      if (!droit.ok) return cacher(droit, 'id');
      const ouverte = exigerSeanceOuverte(charge.seance.etat);
      if (!ouverte.ok) return ouverte;
      const etat = avancer(CYCLE_SCRUTIN, scrutin.etat, 'annuler');
      if (!etat.ok) return etat;
      await tx.update(Scrutin, { id }, { etat: etat.fait, motif, closLe: await maintenant(tx) });
      await this.tracer(tx, agent, charge, 'annulerScrutin', id, {});
      return accepter(id);
    });
  }

  private tracer(
    tx: EntityManager,
    agent: AgentConnu,
    charge: SeanceChargee,
    action: string,
    id: string,
    donnees: Record<string, unknown>,
  ): Promise<void> {
    return journaliser(tx, {
      chaine: `seance:${charge.seance.id}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'scrutin',
      objetId: id,
      donnees,
    });
  }
}
