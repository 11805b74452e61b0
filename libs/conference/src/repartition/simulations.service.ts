import { Injectable } from '@nestjs/common';
import { accepter, exigerTourRevele, exigeCalcul, type Decision, type TypeProposition } from '@tdt/domaine';
import { introuvable, type Agent } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { accesAuTour } from './acces.js';
import { lireDonneesTour } from './donnees-tour.js';
import { construireInstance } from './instance.js';
import { figer } from './plan-calcule.js';
import { parametresComplets, PlansService } from './plans.service.js';
import { presenterPlan } from './presenter.js';
import type { SimulerPlanArgs } from './simulation.inputs.js';
import type { PropositionSimuleeType, SimulationType } from './simulation.type.js';

/** The propositions of a revealed round, side by side. Nothing is written. */
@Injectable()
export class SimulationsService {
  constructor(
    private readonly source: DataSource,
    private readonly plans: PlansService,
  ) {}

  /** Refusals: INTROUVABLE, ETAT_INVALIDE (not revealed), INCOMPLET (no bid), then those of the instance. */
  async simulerPlan(agent: Agent, { tourId, parametres: demande }: SimulerPlanArgs): Promise<Decision<SimulationType>> {
    const acces = await accesAuTour(this.source, agent, tourId);
    if (!acces) return introuvable('tourId');
    const revele = exigerTourRevele(acces.etat);
    if (!revele.ok) return revele;
    const instance = construireInstance(await lireDonneesTour(this.source, tourId));
    if (!instance.ok) return instance;
    const donnees = instance.fait;
    const parametres = parametresComplets(demande);
    const liste = await this.plans.calculer('LISTE', donnees, parametres);
    if (!liste.ok) return liste;
    const propositions: PropositionSimuleeType[] = [];
    for (const type of ['LISTE', 'MES'] satisfies TypeProposition[]) {
      const plan = await this.plans.calculer(type, donnees, parametres);
      if (!plan.ok) return plan;
      const { empreinte } = figer(donnees, parametres, plan.fait);
      const vue = presenterPlan(donnees, plan.fait, empreinte.toString('hex'), liste.fait.indicateurs, acces.visibles);
      propositions.push(vue);
    }
    const [nombreProjets, nombreEnveloppes] = [donnees.projets.size, donnees.enveloppes.size];
    exigeCalcul(nombreProjets, nombreEnveloppes);
    return accepter({ tourId, nombreProjets, nombreEnveloppes, propositions });
  }
}
