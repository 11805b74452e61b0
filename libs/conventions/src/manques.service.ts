import { Injectable } from '@nestjs/common';
import { Candidature } from '@tdt/candidatures';
import {
  accepter,
  avancer,
  CYCLE_CANDIDATURE,
  decider,
  ETATS_CONVENTION_TOMBES,
  jourDeParis,
  lireDonneesConvention,
  type Decision,
  type DetailRefus,
} from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type Agent } from '@tdt/socle';
import { In, Not } from 'typeorm';
import { completer } from './complements.js';
import { Convention } from './convention.entity.js';
import { projeter } from './projeter.js';
import { objetDeCandidature } from './verrous.js';

/** What stands between a file and its convention. */
export interface ManquesConvention {
  candidatureId: string;
  manques: DetailRefus[];
}

/** What a manager wants to know before he generates. */
@Injectable()
export class ManquesService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Everything for which the generation of this convention would be refused now, what its former version had decided
   * being taken again; nothing is written. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (the file is not RETENU).
   */
  manquesConvention(agent: Agent, candidatureId: string): Promise<Decision<ManquesConvention>> {
    return this.unite.consulter(async (tx) => {
      const candidature = await tx.findOneBy(Candidature, { id: candidatureId });
      if (!candidature) return introuvable('candidatureId');
      const droit = decider(agent, 'genererConvention', await objetDeCandidature(tx, candidature));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'candidatureId' } };
      const suite = avancer(CYCLE_CANDIDATURE, candidature.etat, 'CONVENTIONNER');
      if (!suite.ok) return suite;
      const precedente = await tx.findOneBy(Convention, {
        candidatureId,
        etat: Not(In([...ETATS_CONVENTION_TOMBES])),
      });
      const projet = await projeter(tx, candidature, {
        complements: completer({ candidatureId }, precedente && lireDonneesConvention(precedente.donnees)),
        numero: precedente?.numero ?? null,
        version: (precedente?.version ?? 0) + 1,
        etablieLe: jourDeParis(await maintenant(tx)),
      });
      if (projet.ok) return accepter({ candidatureId, manques: [] });
      const { code, message, chemin, details } = projet.refus;
      return accepter({ candidatureId, manques: details ?? [{ code, message, chemin: chemin ?? '' }] });
    });
  }
}
