import { Injectable } from '@nestjs/common';
import { accepter, exigeCalcul, type Decision, type ParametresPlan, type TypeProposition } from '@tdt/domaine';
import { CalculsService } from './calculs.service.js';
import { ecrireDonnees } from './donnees-calcul.js';
import type { Donnees } from './instance.js';
import type { PlanCalcule } from './plan-calcule.js';
import { PlansService } from './plans.service.js';

/** A plan, or the calculation that it waits for: `calculId` is null as long as nobody has asked for one. */
export type PlanOuAttente = { plan: PlanCalcule } | { plan: null; calculId: string | null };

/** The plans of a round: made at once, or taken from a calculation when the round is too large for a request. */
@Injectable()
export class PlansDuTour {
  constructor(
    private readonly plans: PlansService,
    private readonly calculs: CalculsService,
  ) {}

  /** Refusals: those of the calculation. */
  async proposer(
    type: TypeProposition,
    tourId: string,
    donnees: Donnees,
    parametres: ParametresPlan,
  ): Promise<Decision<PlanOuAttente>> {
    const cherche = type === 'OPTIMUM' || type === 'GARANTI';
    const { choix, vivantId } = cherche
      ? await this.calculs.connus(tourId, ecrireDonnees(donnees, parametres).empreinte)
      : { choix: {}, vivantId: null };
    const connu = cherche ? choix[type] : undefined;
    const { projets, enveloppes } = donnees.instance;
    if (cherche && !connu && exigeCalcul(projets.length, enveloppes.length)) {
      return accepter({ plan: null, calculId: vivantId });
    }
    const plan = await this.plans.calculer(type, donnees, parametres, connu);
    return plan.ok ? accepter({ plan: plan.fait }) : plan;
  }
}
