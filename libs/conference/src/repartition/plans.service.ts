import { Injectable } from '@nestjs/common';
import { PARAMETRES_PAR_DEFAUT, type Decision, type ParametresPlan, type TypeProposition } from '@tdt/domaine';
import type { Donnees } from './instance.js';
import { calculerListe, calculerMes, type PlanCalcule } from './plan-calcule.js';

/** What is not said of the parameters follows the defaults. */
export function parametresComplets(demande: Partial<ParametresPlan> | null | undefined): ParametresPlan {
  const precises = Object.fromEntries(Object.entries(demande ?? {}).filter(([, v]) => v !== null && v !== undefined));
  return { ...PARAMETRES_PAR_DEFAUT, ...precises };
}

/** Makes the plans of an instance: the same instance and the same parameters give the same plan. */
@Injectable()
export class PlansService {
  /** One of the propositions. Refusals: those of its calculation. */
  async calculer(type: TypeProposition, donnees: Donnees, parametres: ParametresPlan): Promise<Decision<PlanCalcule>> {
    switch (type) {
      case 'LISTE':
        return calculerListe(donnees, parametres);
      case 'MES':
        return calculerMes(donnees, parametres);
      case 'OPTIMUM':
      case 'GARANTI':
        throw new Error(`${type} : moteur absent`);
    }
  }
}
