import { Injectable } from '@nestjs/common';
import { uneSeuleFois } from '@tdt/appels';
import { accepter, avancer, CYCLE_TOUR, decider, exigerSeanceDeTour, ouvrirTour, type Decision } from '@tdt/domaine';
import { cacher, introuvable, journaliser, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { chargerSeance, objetSeance, type SeanceChargee } from '../chargement.js';
import { Scrutin } from '../scrutin.entity.js';
import { chargerTour, objetTour } from './chargement-tour.js';
import { classesCommunes } from './classes.js';
import type { AnnulerTourInput, OuvrirTourInput, RevelerTourInput } from './repartition.inputs.js';
import { Tour, TourProjet } from './tour.entity.js';

/** Rounds of announcements: opened, revealed, cancelled by the chair. */
@Injectable()
export class ToursService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Opens a round on the plans of the agenda and freezes their order. Refusals: INTROUVABLE, INTERDIT, CONFLIT_IDEMPOTENCE,
   * then those of `ouvrirTour` of the domain.
   */
  ouvrirTour(agent: AgentConnu, demande: OuvrirTourInput): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const charge = await chargerSeance(tx, demande.seanceId, 'for_no_key_update');
      if (!charge) return introuvable('seanceId');
      const droit = decider(agent, 'ouvrirTour', objetSeance(charge));
      if (!droit.ok) return cacher(droit, 'seanceId');
      const acte = { operation: 'ouvrirTour', cle: demande.cle, demande };
      return uneSeuleFois(tx, agent, acte, () => this.ouvrir(tx, agent, charge, demande));
    });
  }

  private async ouvrir(
    tx: EntityManager,
    agent: AgentConnu,
    charge: SeanceChargee,
    { pointsParFinanceur = null, pointsMaxParProjet = null }: OuvrirTourInput,
  ): Promise<Decision<string>> {
    const seanceId = charge.seance.id;
    const tours = await tx.findBy(Tour, { seanceId });
    const verdict = ouvrirTour({
      etatSeance: charge.seance.etat,
      points: await this.pointsDeTour(tx, charge),
      numeros: tours.map((t) => t.numero),
      dejaOuvert: tours.some((t) => t.etat === 'OUVERT'),
      classesCommunes: await classesCommunes(tx, seanceId),
      pointsParFinanceur,
      pointsMaxParProjet,
    });
    if (!verdict.ok) return verdict;
    const { numero, projets } = verdict.fait;
    const id = nouvelId();
    const tour = { id, seanceId, numero, etat: CYCLE_TOUR.initial, pointsParFinanceur, pointsMaxParProjet };
    await tx.insert(Tour, { ...tour, ouvertLe: await maintenant(tx), ouvertPar: agent.utilisateurId });
    await tx.insert(
      TourProjet,
      projets.map((p) => ({ ...p, id: nouvelId(), tourId: id })),
    );
    const rangs = projets.map(({ candidatureId, rang }) => ({ candidatureId, rang }));
    await this.tracer(tx, agent, 'ouvrirTour', { id, seanceId }, { numero, rangs });
    return accepter(id);
  }

  private async pointsDeTour(tx: EntityManager, { points }: SeanceChargee) {
    const ids = points.map((p) => p.candidatureId);
    const dossiers = await tx.query<{ id: string }[]>(
      `select id from candidature where id = any ($1::uuid[]) and etat = 'INSCRIT_EN_SEANCE'`,
      [ids],
    );
    const scrutins = await tx
      .createQueryBuilder(Scrutin, 'sc')
      .where(`sc.etat <> 'ANNULE'`)
      .andWhere('sc.point_id = any (:ids)', { ids: points.map((p) => p.id) })
      .getMany();
    return points.map(({ id, rang, candidatureId }) => ({
      id,
      rang,
      candidatureId,
      inscrit: dossiers.some((d) => d.id === candidatureId),
      etatScrutin: scrutins.find((s) => s.pointId === id)?.etat ?? null,
    }));
  }

  /**
   * Reveals every bid at once. Whoever is sealing at that instant is either wholly before, and revealed, or wholly after,
   * and refused. Refusals: INTROUVABLE, INTERDIT, CONFLIT_IDEMPOTENCE, ETAT_INVALIDE.
   */
  revelerTour(agent: AgentConnu, demande: RevelerTourInput): Promise<Decision<string>> {
    return this.finir(agent, 'revelerTour', 'reveler', demande, async (tx) => ({
      reveleLe: await maintenant(tx),
      revelePar: agent.utilisateurId,
    }));
  }

  /** Cancels a round: what was sealed stays sealed for ever. Same refusals. */
  annulerTour(agent: AgentConnu, demande: AnnulerTourInput): Promise<Decision<string>> {
    return this.finir(agent, 'annulerTour', 'annuler', demande, async (tx) => ({
      annuleLe: await maintenant(tx),
      motif: demande.motif,
    }));
  }

  private finir(
    agent: AgentConnu,
    operation: 'revelerTour' | 'annulerTour',
    action: 'reveler' | 'annuler',
    demande: { cle: string; tourId: string },
    fin: (tx: EntityManager) => Promise<Partial<Tour>>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const trouve = await chargerTour(tx, demande.tourId, 'for_no_key_update');
      if (!trouve) return introuvable('tourId');
      const droit = decider(agent, operation, objetTour(trouve));
      if (!droit.ok) return cacher(droit, 'tourId');
      return uneSeuleFois(tx, agent, { operation, cle: demande.cle, demande }, async () => {
        const { tour, charge } = trouve;
        const etat = avancer(CYCLE_TOUR, tour.etat, action);
        if (!etat.ok) return etat;
        const seance = action === 'reveler' ? exigerSeanceDeTour(charge.seance.etat) : accepter();
        if (!seance.ok) return seance;
        await tx.update(Tour, { id: tour.id }, { ...(await fin(tx)), etat: etat.fait });
        await this.tracer(tx, agent, operation, tour, { etat: etat.fait });
        return accepter(tour.id);
      });
    });
  }

  private tracer(
    tx: EntityManager,
    agent: AgentConnu,
    action: string,
    { id, seanceId }: Pick<Tour, 'id' | 'seanceId'>,
    donnees: Record<string, unknown>,
  ): Promise<void> {
    return journaliser(tx, {
      chaine: `seance:${seanceId}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'tour',
      objetId: id,
      donnees,
    });
  }
}
