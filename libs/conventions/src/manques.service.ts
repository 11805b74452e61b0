import { Injectable } from '@nestjs/common';
import { Candidature } from '@tdt/candidatures';
import {
  accepter,
  avancer,
  CYCLE_CANDIDATURE,
  decider,
  formesProposees,
  suiteGeneration,
  type Decision,
  type DetailRefus,
  type FormeProposee,
  type ModeConvention,
} from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type Agent } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { lireConventions } from './ensembles.js';
import { lireFinanceursDuPlan } from './lettre-financeur.js';
import { projeterGeneration } from './projets.js';
import { objetDeCandidature } from './verrous.js';

/** What stands between a file and its conventions, and the forms that they may take. */
export interface ManquesConvention {
  candidatureId: string;
  manques: DetailRefus[];
  formes: FormeProposee[];
}

/** What a manager wants to know before he generates. */
@Injectable()
export class ManquesService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Everything for which the generation in this form would be refused now, what its former version had decided
   * being taken again; nothing is written. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (the file is not RETENU).
   */
  manquesConvention(
    agent: Agent,
    candidatureId: string,
    forme: ModeConvention | null = null,
  ): Promise<Decision<ManquesConvention>> {
    return this.unite.consulter(async (tx) => {
      const candidature = await tx.findOneBy(Candidature, { id: candidatureId });
      if (!candidature) return introuvable('candidatureId');
      const droit = decider(agent, 'genererConvention', await objetDeCandidature(tx, candidature));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'candidatureId' } };
      const suite = avancer(CYCLE_CANDIDATURE, candidature.etat, 'CONVENTIONNER');
      if (!suite.ok) return suite;
      const formes = formesProposees(await lireFinanceursDuPlan(tx, candidatureId));
      const projet = await projeterSelon(tx, candidature, forme);
      if (projet.ok) return accepter({ candidatureId, manques: [], formes });
      const { code, message, chemin, details } = projet.refus;
      const manques = details ?? [{ code, message, chemin: chemin ?? '' }];
      return accepter({ candidatureId, manques, formes });
    });
  }
}

async function projeterSelon(
  tx: EntityManager,
  candidature: Candidature,
  forme: ModeConvention | null,
): Promise<Decision<unknown>> {
  const existantes = await lireConventions(tx, candidature.id);
  const suite = suiteGeneration(forme, existantes);
  if (!suite.ok) return suite;
  const demande = { candidatureId: candidature.id };
  return projeterGeneration(tx, candidature, demande, { suite: suite.fait, existantes, emiseLe: await maintenant(tx) });
}
