import { Injectable } from '@nestjs/common';
import { accepter, decider, reprendreSeance, suspendreSeance, type Decision, type EtatSeance } from '@tdt/domaine';
import { cacher, introuvable, journaliser, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { IsNull, type EntityManager } from 'typeorm';
import { chargerSeance, objetSeance, type SeanceChargee } from './chargement.js';
import type { SuspendreSeanceInput } from './conference.inputs.js';
import { Seance, Suspension } from './seance.entity.js';

/**
 * The chair suspends a session, then resumes it. The row of the session is taken FOR NO KEY UPDATE: a vote, which takes it FOR
 * SHARE, is either wholly before the suspension, and counts, or wholly after, and is refused.
 */
@Injectable()
export class SuspensionsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /** Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (not open), INCOMPLET (no reason). */
  suspendreSeance(agent: AgentConnu, { seanceId, motif }: SuspendreSeanceInput): Promise<Decision<string>> {
    return this.surSeance(agent, 'suspendreSeance', seanceId, async (tx, { seance }) => {
      const etat = suspendreSeance(seance.etat, motif);
      if (!etat.ok) return etat;
      const [suspenduePar, suspendueLe] = [agent.utilisateurId, await maintenant(tx)];
      await tx.insert(Suspension, { id: nouvelId(), seanceId, motif, suspendueLe, suspenduePar });
      return etat;
    });
  }

  /** Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (not suspended). */
  reprendreSeance(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.surSeance(agent, 'reprendreSeance', id, async (tx, { seance }) => {
      const etat = reprendreSeance(seance.etat);
      if (!etat.ok) return etat;
      const [reprisePar, repriseLe] = [agent.utilisateurId, await maintenant(tx)];
      await tx.update(Suspension, { seanceId: id, repriseLe: IsNull() }, { repriseLe, reprisePar });
      return etat;
    });
  }

  private surSeance(
    agent: AgentConnu,
    action: 'suspendreSeance' | 'reprendreSeance',
    id: string,
    acte: (tx: EntityManager, charge: SeanceChargee) => Promise<Decision<EtatSeance>>,
  ): Promise<Decision<string>> {
    const chemin = action === 'suspendreSeance' ? 'seanceId' : 'id';
    return this.unite.executer(async (tx) => {
      const charge = await chargerSeance(tx, id, 'for_no_key_update');
      if (!charge) return introuvable(chemin);
      const droit = decider(agent, action, objetSeance(charge));
      if (!droit.ok) return cacher(droit, chemin);
      const etat = await acte(tx, charge);
      if (!etat.ok) return etat;
      await tx.update(Seance, { id }, { etat: etat.fait, version: charge.seance.version + 1 });
      await journaliser(tx, {
        chaine: `seance:${id}`,
        action,
        acteurId: agent.utilisateurId,
        objetType: 'seance',
        objetId: id,
        donnees: { etat: etat.fait },
      });
      return accepter(id);
    });
  }
}
