import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  accepter,
  exigeCalcul,
  verifierCertificat,
  verifierPlanCalcule,
  type Decision,
  type LignesAllumees,
  type ParametresPlan,
  type TypeProposition,
} from '@tdt/domaine';
import { introuvable, type Agent } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { accesAuTour, type AccesTour } from './acces.js';
import { lireCertificat } from './donnees-calcul.js';
import type { Donnees } from './instance.js';
import { lireInstantane, type InstantaneLu } from './instantane-plan.js';
import { nommerTour } from './noms-tour.js';
import { calculerListe, calculerMes, detaillerChoix, figer, type PlanCalcule } from './plan-calcule.js';
import { Proposition } from './proposition.entity.js';
import { chercherChoix, contraintesDe, PENDANT_UNE_REQUETE, type Choix } from './recherche.js';
import type { VerificationPropositionType } from './explication.type.js';

/** A frozen proposition read back from its snapshot, with the names that its sentences need. */
export interface PropositionRelue {
  proposition: Proposition;
  type: TypeProposition;
  parametres: ParametresPlan;
  donnees: Donnees;
  lu: InstantaneLu;
  acces: AccesTour;
}

/** Frozen propositions, made again from their own snapshot and nothing else. */
@Injectable()
export class RelectureService {
  constructor(private readonly source: DataSource) {}

  /** Refusal: INTROUVABLE. */
  async relire(agent: Agent, propositionId: string): Promise<Decision<PropositionRelue>> {
    const proposition = await this.source.manager.findOneBy(Proposition, { id: propositionId });
    const acces = proposition && (await accesAuTour(this.source, agent, proposition.tourId));
    if (!acces) return introuvable('propositionId');
    const lu = lireInstantane(proposition.instantane);
    const { instance, points, origines, type, parametres } = lu;
    const noms = await nommerTour(this.source, proposition.tourId);
    const donnees = { instance, points, origines, ...noms };
    return accepter({ proposition, type, parametres, donnees, lu, acces });
  }

  /** The plan of the snapshot, amounts and reasons made again from the projects that it keeps. */
  detailler({ type, parametres, donnees, lu, proposition }: PropositionRelue): Decision<PlanCalcule> {
    if (type === 'MES') return calculerMes(donnees, parametres);
    if (type === 'LISTE') return calculerListe(donnees, parametres);
    return detaillerChoix(type, donnees, parametres, choixFige(lu, proposition));
  }

  /** Everything made again, the search included when it was proved and can be done while somebody waits. */
  private async refaire(relue: PropositionRelue): Promise<Decision<PlanCalcule>> {
    const { type, parametres, donnees, proposition } = relue;
    const { projets, enveloppes } = donnees.instance;
    const aPart = !proposition.prouvee || exigeCalcul(projets.length, enveloppes.length);
    if (type === 'LISTE' || type === 'MES' || aPart) return this.detailler(relue);
    const choix = await chercherChoix(type, donnees, parametres, PENDANT_UNE_REQUETE);
    return choix.ok ? detaillerChoix(type, donnees, parametres, choix.fait) : choix;
  }

  /** Runs a frozen proposition again: same snapshot, same hash. Refusals: INTROUVABLE, those of the calculation. */
  async verifier(agent: Agent, propositionId: string): Promise<Decision<VerificationPropositionType>> {
    const relue = await this.relire(agent, propositionId);
    if (!relue.ok) return relue;
    const { proposition, parametres, donnees, lu } = relue.fait;
    const plan = await this.refaire(relue.fait);
    if (!plan.ok) return plan;
    const [empreinte, refaite] = [proposition.empreinte, figer(donnees, parametres, plan.fait).empreinte];
    const texte = createHash('sha256').update(proposition.instantane, 'utf8').digest();
    const identique = empreinte.equals(refaite) && empreinte.equals(texte);
    return accepter({
      empreinte: empreinte.toString('hex'),
      empreinteRefaite: refaite.toString('hex'),
      identique,
      manquements: verifierPlanCalcule(lu.instance, lu.retenus, lu.parts).map((v) => v.message),
      certificatValide: certificatValide(relue.fait),
    });
  }
}

/** `null`: the rule of the plan is not to score the most, or nothing was proved. */
function certificatValide({ proposition, type, donnees, parametres }: PropositionRelue): boolean | null {
  if (proposition.certificat === null || type === 'LISTE' || type === 'MES') return null;
  const contraintes = contraintesDe(type, donnees, parametres);
  if (!contraintes.ok) return false;
  const certificat = lireCertificat(proposition.certificat);
  return certificat !== null && verifierCertificat(donnees.instance, contraintes.fait, certificat).valide;
}

function choixFige(lu: InstantaneLu, proposition: Proposition): Choix {
  const { prouvee: prouve, borne, certificat, versionSolveur } = proposition;
  return {
    retenus: lu.retenus,
    lignesAllumees: lignesAllumees(lu),
    prouve,
    borne,
    certificat: certificat === null ? null : lireCertificat(certificat),
    avecSolveur: versionSolveur !== null,
  };
}

/** The minima that the frozen plan honours: those of the lines that bring something. */
function lignesAllumees({ instance, retenus, parts }: InstantaneLu): LignesAllumees {
  const choisis = instance.projets.filter((p) => retenus.includes(p.id));
  return Object.fromEntries(
    choisis.map(({ id, lignes }) => {
      const allumees = lignes.filter((l) => l.minimum > 0n && (parts[id]?.[l.enveloppe] ?? 0n) > 0n);
      return [id, allumees.map((l) => l.enveloppe)];
    }),
  );
}
