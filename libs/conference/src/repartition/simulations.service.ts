import { Injectable } from '@nestjs/common';
import {
  accepter,
  exigerTourRevele,
  TYPES_PROPOSITION,
  type Decision,
  type Indicateurs,
  type ParametresPlan,
} from '@tdt/domaine';
import { introuvable, type Agent } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { accesAuTour, type AccesTour } from './acces.js';
import { lireDonneesTour } from './donnees-tour.js';
import { construireInstance, type Donnees } from './instance.js';
import { figer } from './plan-calcule.js';
import { PlansDuTour } from './plans-du-tour.js';
import { parametresComplets } from './plans.service.js';
import { presenterAttente, presenterPlan } from './presenter.js';
import type { SimulerPlanArgs } from './simulation.inputs.js';
import type { PropositionSimuleeType, SimulationType } from './simulation.type.js';

/** The propositions of a revealed round, side by side. Nothing is written. */
@Injectable()
export class SimulationsService {
  constructor(
    private readonly source: DataSource,
    private readonly plans: PlansDuTour,
  ) {}

  /** Refusals: INTROUVABLE, ETAT_INVALIDE (not revealed), INCOMPLET (no bid), then those of the instance. */
  async simulerPlan(agent: Agent, { tourId, parametres }: SimulerPlanArgs): Promise<Decision<SimulationType>> {
    const acces = await accesAuTour(this.source, agent, tourId);
    if (!acces) return introuvable('tourId');
    const revele = exigerTourRevele(acces.etat);
    if (!revele.ok) return revele;
    const instance = construireInstance(await lireDonneesTour(this.source, tourId));
    if (!instance.ok) return instance;
    return this.comparer(tourId, instance.fait, parametresComplets(parametres), acces);
  }

  private async comparer(
    tourId: string,
    donnees: Donnees,
    parametres: ParametresPlan,
    { visibles }: AccesTour,
  ): Promise<Decision<SimulationType>> {
    const propositions: PropositionSimuleeType[] = [];
    let liste: Indicateurs | null = null;
    for (const type of TYPES_PROPOSITION) {
      const propose = await this.plans.proposer(type, tourId, donnees, parametres);
      if (!propose.ok) return propose;
      if (propose.fait.plan === null) {
        propositions.push(presenterAttente(type, propose.fait.calculId));
        continue;
      }
      const { plan } = propose.fait;
      liste ??= plan.indicateurs;
      const empreinte = figer(donnees, parametres, plan).empreinte.toString('hex');
      propositions.push(presenterPlan(donnees, plan, { empreinte, liste, visibles }));
    }
    const { projets, enveloppes } = donnees.instance;
    return accepter({ tourId, nombreProjets: projets.length, nombreEnveloppes: enveloppes.length, propositions });
  }
}
