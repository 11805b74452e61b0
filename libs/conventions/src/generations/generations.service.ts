import { Injectable } from '@nestjs/common';
import { chargerSeance, objetSeance, type SeanceChargee } from '@tdt/conference';
import {
  accepter,
  avancer,
  CYCLE_GENERATION,
  decider,
  ETATS_CONVENTION_A_REFAIRE,
  ETATS_GENERATION_VIVANTE,
  lancerGeneration,
  refuser,
  type Decision,
  type DossierDeSeance,
} from '@tdt/domaine';
import { cacher, introuvable, journaliser, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { In, type EntityManager } from 'typeorm';
import { ExecutantGenerations } from './executant-generations.js';
import { Generation, LigneGeneration } from './generation.entity.js';
import type { ArreterGenerationInput, LancerGenerationInput, ReprendreGenerationInput } from './generations.inputs.js';

const DOSSIERS = `
  select c.id as "candidatureId", c.etat,
         exists (select 1 from convention v where v.candidature_id = c.id and v.etat <> all ($2)) as conventionne
    from point p join candidature c on c.id = p.candidature_id where p.seance_id = $1 order by p.rang, p.id`;

/** All the conventions of a session: asked for in one act, stopped, resumed. */
@Injectable()
export class GenerationsService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly executant: ExecutantGenerations,
  ) {}

  /**
   * Asks for the convention of every file of a closed session that awaits one. One generation of a session at a time: asked
   * for again, it is the one that is already under way. Refusals: INTROUVABLE, INTERDIT, then those of `lancerGeneration`.
   */
  async lancerGeneration(agent: AgentConnu, demande: LancerGenerationInput): Promise<Decision<string>> {
    const decision = await this.unite.executer(async (tx) => {
      // The session row makes two such requests follow one another.
      const charge = await chargerSeance(tx, demande.seanceId, 'for_no_key_update');
      if (!charge) return introuvable('seanceId');
      const droit = decider(agent, 'lancerGeneration', objetSeance(charge));
      if (!droit.ok) return cacher(droit, 'seanceId');
      const vivante = await generationVivante(tx, demande.seanceId);
      return vivante ? accepter(vivante.id) : this.lancer(tx, agent, charge, demande);
    });
    if (decision.ok) this.executant.reveiller();
    return decision;
  }

  private async lancer(
    tx: EntityManager,
    agent: AgentConnu,
    { seance }: SeanceChargee,
    { seanceId, complements }: LancerGenerationInput,
  ): Promise<Decision<string>> {
    const dossiers = await tx.query<DossierDeSeance[]>(DOSSIERS, [seanceId, [...ETATS_CONVENTION_A_REFAIRE]]);
    const ajouts = complements ?? [];
    const verdict = lancerGeneration({ etatSeance: seance.etat, dossiers, complements: ajouts });
    if (!verdict.ok) return verdict;
    const id = nouvelId();
    const [demandeLe, acteurId] = [await maintenant(tx), agent.utilisateurId];
    const etat = CYCLE_GENERATION.initial;
    await tx.insert(Generation, { id, seanceId, etat, demandeLe, demandePar: acteurId, acteurId });
    const lignes = verdict.fait.map((candidatureId, i) => {
      const complement = ajouts.find((c) => c.candidatureId === candidatureId);
      return { id: nouvelId(), generationId: id, candidatureId, rang: i + 1, complements: { ...complement } };
    });
    await tx.insert(LigneGeneration, lignes);
    await this.tracer(tx, agent, 'lancerGeneration', { id, seanceId }, { dossiers: verdict.fait });
    return accepter(id);
  }

  /**
   * Stops a generation: once this is answered, nothing more is made until somebody resumes it. Refusals: INTROUVABLE,
   * INTERDIT, ETAT_INVALIDE (it does not go on any more).
   */
  arreterGeneration(agent: AgentConnu, { generationId }: ArreterGenerationInput): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const trouvee = await trouver(tx, generationId, 'pessimistic_read');
      if (!trouvee) return introuvable('generationId');
      const droit = decider(agent, 'arreterGeneration', objetSeance(trouvee.charge));
      if (!droit.ok) return cacher(droit, 'generationId');
      return this.poser(tx, agent, trouvee.generation, 'arreter');
    });
  }

  /**
   * Goes on with the files that are left, in the name of whoever resumes. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (it
   * is not stopped, or another one of its session is under way).
   */
  async reprendreGeneration(agent: AgentConnu, demande: ReprendreGenerationInput): Promise<Decision<string>> {
    const decision = await this.unite.executer(async (tx) => {
      const trouvee = await trouver(tx, demande.generationId, 'for_no_key_update');
      if (!trouvee) return introuvable('generationId');
      const { generation, charge } = trouvee;
      const droit = decider(agent, 'reprendreGeneration', objetSeance(charge));
      if (!droit.ok) return cacher(droit, 'generationId');
      const autre = await generationVivante(tx, generation.seanceId);
      if (autre && autre.id !== generation.id) {
        const message = 'Une autre génération des conventions de cette séance est déjà en cours.';
        return refuser('ETAT_INVALIDE', message, 'generationId');
      }
      return this.poser(tx, agent, generation, 'reprendre');
    });
    if (decision.ok) this.executant.reveiller();
    return decision;
  }

  private async poser(
    tx: EntityManager,
    agent: AgentConnu,
    generation: Generation,
    action: 'arreter' | 'reprendre',
  ): Promise<Decision<string>> {
    const { id } = generation;
    const suite = avancer(CYCLE_GENERATION, generation.etat, action);
    if (!suite.ok) return suite;
    const reprise = action === 'reprendre' ? { acteurId: agent.utilisateurId, essai: 0 } : {};
    await tx.update(Generation, { id }, { etat: suite.fait, executant: null, ...reprise });
    await this.tracer(tx, agent, `${action}Generation`, generation, {});
    return accepter(id);
  }

  private tracer(
    tx: EntityManager,
    agent: AgentConnu,
    action: string,
    { id, seanceId }: Pick<Generation, 'id' | 'seanceId'>,
    donnees: Record<string, unknown>,
  ): Promise<void> {
    return journaliser(tx, {
      chaine: `seance:${seanceId}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'generation',
      objetId: id,
      donnees,
    });
  }
}

function generationVivante(tx: EntityManager, seanceId: string): Promise<Generation | null> {
  return tx.findOneBy(Generation, { seanceId, etat: In([...ETATS_GENERATION_VIVANTE]) });
}

/** A generation with its session: the session first, as everywhere, then the generation itself. */
async function trouver(
  tx: EntityManager,
  id: string,
  verrou: 'for_no_key_update' | 'pessimistic_read',
): Promise<{ generation: Generation; charge: SeanceChargee } | null> {
  const vue = await tx.findOneBy(Generation, { id });
  const charge = vue && (await chargerSeance(tx, vue.seanceId, verrou));
  if (!charge) return null;
  const generation = await tx.findOneOrFail(Generation, { where: { id }, lock: { mode: 'for_no_key_update' } });
  return { generation, charge };
}
