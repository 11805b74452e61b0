import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Candidature } from '@tdt/candidatures';
import {
  accepter,
  decider,
  ETATS_CONVENTION_TOMBES,
  jsonCanonique,
  redigerPartiesLibres,
  type Decision,
} from '@tdt/domaine';
import { introuvable, journaliser, maintenant, UniteDeTravail, type Agent, type AgentConnu } from '@tdt/socle';
import { In, Not, type EntityManager } from 'typeorm';
import { Convention } from '../convention.entity.js';
import { objetDeCandidature, verrouillerCandidature } from '../verrous.js';
import { PartiesLibresDuDossier } from './parties-libres.entity.js';
import type { RedigerPartiesLibresInput } from './parties-libres.inputs.js';
import type { PartiesLibresType } from './parties-libres.type.js';

const INTACTES = { version: 0, objet: '', clauses: [], sansLogo: [], modifieesLe: null };

/** The free parts of the convention of a file, written by whoever makes it. */
@Injectable()
export class PartiesLibresService {
  constructor(private readonly unite: UniteDeTravail) {}

  /** What is written so far, version 0 when nothing ever was. Refusals: INTROUVABLE, INTERDIT. */
  partiesLibres(agent: Agent, candidatureId: string): Promise<Decision<PartiesLibresType>> {
    return this.unite.consulter(async (tx) => {
      const candidature = await tx.findOneBy(Candidature, { id: candidatureId });
      if (!candidature) return introuvable('candidatureId');
      const droit = await permettre(tx, agent, candidature);
      return droit.ok ? accepter(await lire(tx, candidatureId)) : droit;
    });
  }

  /**
   * Replaces them as a whole; the next generation prints them. Refusals: INTROUVABLE, INTERDIT, then those of
   * `redigerPartiesLibres` of the domain.
   */
  redigerPartiesLibres(agent: AgentConnu, demande: RedigerPartiesLibresInput): Promise<Decision<PartiesLibresType>> {
    return this.unite.executer(async (tx) => {
      const candidature = await verrouillerCandidature(tx, demande.candidatureId);
      if (!candidature) return introuvable('candidatureId');
      const droit = await permettre(tx, agent, candidature);
      if (!droit.ok) return droit;
      const { version } = await lire(tx, candidature.id);
      const decision = redigerPartiesLibres({
        candidature: candidature.etat,
        convention: await etatEnCours(tx, candidature.id),
        version,
        lue: demande.version,
        redigees: demande,
      });
      if (!decision.ok) return decision;
      await tx.upsert(
        PartiesLibresDuDossier,
        {
          candidatureId: candidature.id,
          version: version + 1,
          ...decision.fait,
          modifieesLe: await maintenant(tx),
          modifieesPar: agent.utilisateurId,
        },
        ['candidatureId'],
      );
      await journaliser(tx, {
        chaine: `candidature:${candidature.id}`,
        action: 'redigerPartiesLibres',
        acteurId: agent.utilisateurId,
        objetType: 'candidature',
        objetId: candidature.id,
        // A text may name persons, and the journal is for ever: it keeps which text, and not the text.
        donnees: {
          version: version + 1,
          clauses: decision.fait.clauses.length,
          sansLogo: decision.fait.sansLogo,
          empreinte: empreinte(decision.fait),
        },
      });
      return accepter(await lire(tx, candidature.id));
    });
  }
}

function empreinte(redigees: object): string {
  return createHash('sha256').update(jsonCanonique(redigees), 'utf8').digest('hex');
}

async function permettre(tx: EntityManager, agent: Agent, candidature: Candidature): Promise<Decision> {
  const droit = decider(agent, 'redigerPartiesLibres', await objetDeCandidature(tx, candidature));
  return droit.ok ? accepter() : { ok: false, refus: { ...droit.refus, chemin: 'candidatureId' } };
}

async function lire(tx: EntityManager, candidatureId: string): Promise<PartiesLibresType> {
  const ecrites = await tx.findOneBy(PartiesLibresDuDossier, { candidatureId });
  if (!ecrites) return { candidatureId, ...INTACTES };
  const { version, objet, clauses, sansLogo, modifieesLe } = ecrites;
  const redigees = clauses.map(({ titre, texte }) => ({ titre, texte }));
  return { candidatureId, version, objet, clauses: redigees, sansLogo, modifieesLe };
}

/** State of the convention that stands for this file: of a set, the first that is no draft any more. Null without one. */
async function etatEnCours(tx: EntityManager, candidatureId: string) {
  const debout = await tx.findBy(Convention, { candidatureId, etat: Not(In([...ETATS_CONVENTION_TOMBES])) });
  const figee = debout.find(({ etat }) => etat !== 'PROJET' && etat !== 'RELUE');
  return (figee ?? debout[0])?.etat ?? null;
}
