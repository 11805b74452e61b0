import { Injectable } from '@nestjs/common';
import {
  accepter,
  PARAMETRES_PAR_DEFAUT,
  verifierCertificat,
  verifierPlanCalcule,
  type Decision,
  type ParametresPlan,
  type TypeProposition,
} from '@tdt/domaine';
import { ecrireDonnees } from './donnees-calcul.js';
import type { Donnees } from './instance.js';
import { calculerListe, calculerMes, detaillerChoix, type PlanCalcule } from './plan-calcule.js';
import { chercherChoix, contraintesDe, PENDANT_UNE_REQUETE, type Choix, type TypeCherche } from './recherche.js';

/** What is not said of the parameters follows the defaults. */
export function parametresComplets(demande: Partial<ParametresPlan> | null | undefined): ParametresPlan {
  const precises = Object.fromEntries(Object.entries(demande ?? {}).filter(([, v]) => v !== null && v !== undefined));
  return { ...PARAMETRES_PAR_DEFAUT, ...precises };
}

/** Searches kept: a round looked at by a whole table is searched once. */
const RECHERCHES_GARDEES = 40;

/** Makes the plans of an instance: the same instance and the same parameters give the same plan. */
@Injectable()
export class PlansService {
  private readonly recherches = new Map<string, Promise<Decision<Choix>>>();

  /**
   * One of the propositions, checked again by code that shares nothing with what made it. Refusals: those of its calculation.
   * @param choix what a calculation has already found for this kind; without it the search is made here
   */
  async calculer(
    type: TypeProposition,
    donnees: Donnees,
    parametres: ParametresPlan,
    choix?: Choix,
  ): Promise<Decision<PlanCalcule>> {
    const plan = await this.faire(type, donnees, parametres, choix);
    if (!plan.ok) return plan;
    const { parts, indicateurs } = plan.fait;
    const [violation] = verifierPlanCalcule(donnees.instance, indicateurs.retenus, parts);
    if (violation) throw new Error(`${type} : ${violation.message}`);
    return plan;
  }

  private async faire(
    type: TypeProposition,
    donnees: Donnees,
    parametres: ParametresPlan,
    choix: Choix | undefined,
  ): Promise<Decision<PlanCalcule>> {
    switch (type) {
      case 'LISTE':
        return calculerListe(donnees, parametres);
      case 'MES':
        return calculerMes(donnees, parametres);
      case 'OPTIMUM':
      case 'GARANTI': {
        const trouve = choix ? accepter(choix) : await this.chercher(type, donnees, parametres);
        if (!trouve.ok) return trouve;
        exigerPreuve(type, donnees, parametres, trouve.fait);
        return detaillerChoix(type, donnees, parametres, trouve.fait);
      }
    }
  }

  private chercher(type: TypeCherche, donnees: Donnees, parametres: ParametresPlan): Promise<Decision<Choix>> {
    const cle = `${type} ${ecrireDonnees(donnees, parametres).empreinte.toString('hex')}`;
    const connue = this.recherches.get(cle);
    if (connue) return connue;
    const recherche = chercherChoix(type, donnees, parametres, PENDANT_UNE_REQUETE);
    this.recherches.set(cle, recherche);
    recherche.catch(() => this.recherches.delete(cle));
    const [plusAncienne] = this.recherches.keys();
    if (this.recherches.size > RECHERCHES_GARDEES && plusAncienne !== undefined) this.recherches.delete(plusAncienne);
    return recherche;
  }
}

/** A certificate that does not hold is a fault of ours: nothing is shown as proved on its word. */
function exigerPreuve(type: TypeCherche, donnees: Donnees, parametres: ParametresPlan, { certificat }: Choix): void {
  const contraintes = contraintesDe(type, donnees, parametres);
  if (!certificat || !contraintes.ok) return;
  const verdict = verifierCertificat(donnees.instance, contraintes.fait, certificat);
  if (!verdict.valide) throw new Error(`${type} : certificat refusé, ${verdict.raison}`);
}
