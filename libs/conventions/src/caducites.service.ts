import { Injectable } from '@nestjs/common';
import { GrandLivre } from '@tdt/appels';
import { CandidaturesService } from '@tdt/candidatures';
import { Part } from '@tdt/conference';
import { accepter, avancer, CYCLE_CONVENTION, CYCLE_PART, decider, refuser, type Decision } from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Convention } from './convention.entity.js';
import { tracer } from './tracer.js';
import { suivreDossier } from './ensembles.js';
import { abandonnerDemandes } from './prestataire/demandes-vives.js';
import type { ConstaterCaduciteInput } from './signatures.inputs.js';
import { desParties, objetDeConvention, verrouillerConvention, verrouillerParts } from './verrous.js';

/** The way out when a party refuses, or a mistake shows after the freeze: another convention can then be made. */
@Injectable()
export class CaducitesService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly candidatures: CandidaturesService,
  ) {}

  /**
   * Says that a convention in signature will not be signed: the money goes back from CONVENTIONNE to ENGAGE by the exact inverse
   * of its lot, the shares stay committed by their own acts (R24), and the file is to be made into a convention again, the others
   * of a set standing.
   * Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (an avenant too, which is withdrawn), ENTREE_INVALIDE (no reason), then the ledger's.
   */
  constaterCaducite(agent: AgentConnu, demande: ConstaterCaduciteInput): Promise<Decision<string>> {
    const { cle, conventionId: id, motif } = demande;
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('conventionId');
      const { convention } = lignes;
      const droit = decider(agent, 'constaterCaducite', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
      if (convention.avenantDeId !== null) {
        return refuser(
          'ETAT_INVALIDE',
          'C’est un avenant : retirez-le, la convention reste en vigueur.',
          'conventionId',
        );
      }
      const suite = avancer(CYCLE_CONVENTION, convention.etat, 'abandonner');
      if (!suite.ok) return suite;
      if (motif.trim() === '') return refuser('ENTREE_INVALIDE', 'Dites pourquoi : les parties le liront.', 'motif');
      await tx.update(Convention, { id }, { etat: suite.fait, motifCaducite: motif.trim() });
      await abandonnerDemandes(tx, id, await maintenant(tx));
      const defaite = convention.figeeLe ? await this.deconventionner(tx, agent, cle, convention) : accepter();
      if (!defaite.ok) return defaite;
      await tracer(tx, agent, 'constaterCaducite', convention, { depuis: convention.etat });
      return accepter(id);
    });
  }

  private async deconventionner(
    tx: EntityManager,
    agent: AgentConnu,
    cle: string,
    convention: Convention,
  ): Promise<Decision<unknown>> {
    const { id, candidatureId } = convention;
    await verrouillerParts(tx, candidatureId);
    const [lot] = await tx.query<{ lot: string }[]>(
      `select distinct lot_id as lot from ecriture where convention_id = $1 and type = 'CONVENTIONNER'`,
      [id],
    );
    if (!lot) throw new Error(`convention ${id} : figée sans lot au grand livre`);
    const acte = { cle, acteurId: agent.utilisateurId, operation: 'constaterCaducite' };
    const inverse = await new GrandLivre(tx).annuler(acte, lot.lot);
    if (!inverse.ok) return inverse;
    const parts = await tx.find(Part, {
      where: { ...desParties(convention), etat: 'CONVENTIONNEE' },
      order: { id: 'ASC' },
    });
    for (const part of parts) {
      const suite = avancer(CYCLE_PART, part.etat, 'deconventionner');
      if (!suite.ok) return suite;
      await tx.update(Part, { id: part.id }, { etat: suite.fait, version: part.version + 1 });
    }
    return suivreDossier(tx, agent, this.candidatures, convention, 'DECONVENTIONNER');
  }
}
