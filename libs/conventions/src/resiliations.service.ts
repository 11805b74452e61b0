import { Injectable } from '@nestjs/common';
import { GrandLivre } from '@tdt/appels';
import { CandidaturesService } from '@tdt/candidatures';
import { Part } from '@tdt/conference';
import {
  accepter,
  avancer,
  CYCLE_PART,
  decider,
  jourDeParis,
  lireDonneesConvention,
  resilierConvention,
  type Decision,
} from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import type { ResilierConventionInput } from './avenants.inputs.js';
import { Convention } from './convention.entity.js';
import { tracer } from './tracer.js';
import { deconventionnements } from './effet-avenant.js';
import { suivreDossier } from './ensembles.js';
import { avenantOuvert } from './projet-avenant.js';
import { objetDeConvention, verrouillerConvention, verrouillerParts } from './verrous.js';

/** The end of a signed convention before its term (R47). */
@Injectable()
export class ResiliationsService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly candidatures: CandidaturesService,
  ) {}

  /**
   * Terminates a signed convention, thirty days after the formal notice. The money goes back from CONVENTIONNE to ENGAGE by the
   * exact inverse of its entries: each funder, whose own act still holds it, pays what was justified and frees the rest by
   * another act (R24). In a set, the others stand. Refusals: INTROUVABLE, INTERDIT, those of the domain's `resilierConvention`, then the ledger's.
   */
  resilierConvention(agent: AgentConnu, demande: ResilierConventionInput): Promise<Decision<string>> {
    const { conventionId: id, miseEnDemeureLe, effetLe, depensesJustifiees } = demande;
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('conventionId');
      const { convention } = lignes;
      const droit = decider(agent, 'resilierConvention', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
      const instant = await maintenant(tx);
      const decision = resilierConvention({
        etat: convention.etat,
        avenantOuvert: await avenantOuvert(tx, id),
        motif: demande.motif,
        miseEnDemeureLe,
        effetLe,
        depensesJustifiees,
        donnees: lireDonneesConvention(convention.donnees),
        aujourdhui: jourDeParis(instant),
      });
      if (!decision.ok) return decision;
      await tx.update(
        Convention,
        { id },
        {
          etat: 'RESILIEE',
          miseEnDemeureLe,
          resiliationEffetLe: effetLe,
          resiliationMotif: demande.motif.trim(),
          depensesJustifiees,
          resilieeLe: instant,
        },
      );
      const defaite = await this.deconventionner(tx, agent, demande.cle, convention);
      if (!defaite.ok) return defaite;
      const parts = decision.fait.map(({ partId, du, libere }) => ({ part: partId, du, libere }));
      await tracer(tx, agent, 'resilierConvention', convention, { depuis: convention.etat, effetLe, parts });
      return accepter(id);
    });
  }

  private async deconventionner(
    tx: EntityManager,
    agent: AgentConnu,
    cle: string,
    convention: Convention,
  ): Promise<Decision<unknown>> {
    const { id, candidatureId, financeurId } = convention;
    const parts = await verrouillerParts(tx, candidatureId);
    const acte = { cle, acteurId: agent.utilisateurId, operation: 'resilierConvention' };
    const inverse = await new GrandLivre(tx).poster(acte, await deconventionnements(tx, id));
    if (!inverse.ok) return inverse;
    for (const part of parts.filter(
      (p) => p.etat === 'CONVENTIONNEE' && p.financeurId === (financeurId ?? p.financeurId),
    )) {
      const suite = avancer(CYCLE_PART, part.etat, 'deconventionner');
      if (!suite.ok) return suite;
      await tx.update(Part, { id: part.id }, { etat: suite.fait, version: part.version + 1 });
    }
    return suivreDossier(tx, agent, this.candidatures, convention, 'DECONVENTIONNER');
  }
}
