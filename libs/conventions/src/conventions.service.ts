import { Injectable } from '@nestjs/common';
import {
  accepter,
  avancer,
  CYCLE_CANDIDATURE,
  CYCLE_CONVENTION,
  decider,
  suiteGeneration,
  type Decision,
} from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { In, type EntityManager } from 'typeorm';
import { Convention } from './convention.entity.js';
import { lireConventions } from './ensembles.js';
import { inscrireProjets } from './inscrire-projets.js';
import { projeterGeneration, type DemandeGeneration } from './projets.js';
import { tracer } from './tracer.js';
import {
  objetDeCandidature,
  objetDeConvention,
  verrouillerCandidature,
  verrouillerConvention,
  verrouillerParts,
} from './verrous.js';

/** Drafts of conventions: made from the rows of the file, made again when they changed, reread. */
@Injectable()
export class ConventionsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Makes the draft of a convention between all, or those of a coordinated set, all or none (R33); made again, each is a new
   * version of the same number and the former one is CADUQUE. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (file not RETENU),
   * those of `suiteGeneration`, then of `controlerConvention` and, for a set, of `projeterEnsemble`.
   * @returns the convention; of a set, the first one that was made
   */
  genererConvention(agent: AgentConnu, demande: DemandeGeneration): Promise<Decision<string>> {
    return this.unite.executer((tx) => this.generer(tx, agent, demande));
  }

  /** The same act, in the transaction of whoever asks for several. */
  async generer(tx: EntityManager, agent: AgentConnu, demande: DemandeGeneration): Promise<Decision<string>> {
    const candidature = await verrouillerCandidature(tx, demande.candidatureId);
    if (!candidature) return introuvable('candidatureId');
    const droit = decider(agent, 'genererConvention', await objetDeCandidature(tx, candidature));
    if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'candidatureId' } };
    const avance = avancer(CYCLE_CANDIDATURE, candidature.etat, 'CONVENTIONNER');
    if (!avance.ok) return avance;
    await verrouillerParts(tx, candidature.id);
    const existantes = await lireConventions(tx, candidature.id);
    const suite = suiteGeneration(demande.forme ?? null, existantes);
    if (!suite.ok) return suite;
    const emiseLe = await maintenant(tx);
    const decision = await projeterGeneration(tx, candidature, demande, { suite: suite.fait, existantes, emiseLe });
    if (!decision.ok) return decision;
    await tx.update(Convention, { id: In(suite.fait.remplacees) }, { etat: 'CADUQUE' });
    return accepter(await inscrireProjets(tx, agent, candidature, { ...decision.fait, emiseLe }));
  }

  /** Validates the rereading of a draft: it may then go to signature. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE. */
  relireConvention(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('id');
      const { convention } = lignes;
      const droit = decider(agent, 'relireConvention', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'id' } };
      const suite = avancer(CYCLE_CONVENTION, convention.etat, 'relire');
      if (!suite.ok) return suite;
      await tx.update(Convention, { id }, { etat: suite.fait });
      await tracer(tx, agent, 'relireConvention', convention, { empreinte: convention.empreinte.toString('hex') });
      return accepter(id);
    });
  }
}
