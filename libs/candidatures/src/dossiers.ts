import { Injectable } from '@nestjs/common';
import {
  accepter,
  decider,
  droitSurDossier,
  ETATS_VUS_DES_MEMBRES,
  type ActionEcriture,
  type Decision,
  type ObjetHabilite,
} from '@tdt/domaine';
import { estUuid, introuvable, journaliser, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Candidature } from './candidature.entity.js';
import { sqlMembresDuDossier, sqlOrdreDuJour } from './liens.js';

/** An act on a locked file. It answers what to write in the file, or null when there is nothing to write. */
export type ActeSurDossier = (
  tx: EntityManager,
  candidature: Candidature,
  instant: Date,
) => Promise<Decision<Partial<Candidature> | null>>;

/** The right to act on a locked file, null when there is none of this id. */
export type DroitSurDossier = (tx: EntityManager, candidature: Candidature | null) => Promise<Decision<Candidature>>;

/** What the decision of a right needs to know of a file: the same facts as the `liens` of its type. */
export async function objetHabilite(tx: EntityManager, candidature: Candidature): Promise<ObjetHabilite> {
  const [ligne] = await tx.query<{ conferenceId: string | null; ordreDuJour: boolean; membres: string[] }[]>(
    `select ap.conference_id as "conferenceId", ${sqlOrdreDuJour('c')} as "ordreDuJour", ${sqlMembresDuDossier('c', ETATS_VUS_DES_MEMBRES)} as membres
     from candidature c join appel_a_projets ap on ap.id = c.appel_id where c.id = $1`,
    [candidature.id],
  );
  return {
    organismeIds: [candidature.porteurId],
    appelId: candidature.appelId,
    conferenceId: ligne?.conferenceId ?? null,
    ordreDuJour: ligne?.ordreDuJour ?? false,
    membreOrganismeIds: ligne?.membres ?? [],
    restreint: candidature.deposeLe === null && candidature.recueLe === null,
  };
}

/** Locks a file until the end of the transaction; null when there is none of this id. */
export async function verrouiller(tx: EntityManager, id: string): Promise<Candidature | null> {
  if (!estUuid(id)) return null;
  return tx.findOne(Candidature, { where: { id }, lock: { mode: 'for_no_key_update' } });
}

/** May this agent do this on this file? INTROUVABLE when there is none or he cannot see it, INTERDIT, with the path of its id. */
export async function autoriser(
  tx: EntityManager,
  agent: AgentConnu,
  action: ActionEcriture,
  candidature: Candidature | null,
): Promise<Decision<Candidature>> {
  if (!candidature) return introuvable('id');
  const droit = decider(agent, droitSurDossier(action, candidature), await objetHabilite(tx, candidature));
  return droit.ok ? accepter(candidature) : { ok: false, refus: { ...droit.refus, chemin: 'id' } };
}

/** Writes one more version of a file. */
export async function ecrire(
  tx: EntityManager,
  { id, version }: Candidature,
  champs: Partial<Candidature>,
  instant: Date,
): Promise<void> {
  await tx.update(Candidature, { id }, { ...champs, version: version + 1, modifieLe: instant });
}

export function tracer(
  tx: EntityManager,
  agent: AgentConnu,
  action: string,
  id: string,
  donnees: Record<string, unknown> = {},
): Promise<void> {
  const chaine = `candidature:${id}`;
  return journaliser(tx, {
    chaine,
    action,
    acteurId: agent.utilisateurId,
    objetType: 'candidature',
    objetId: id,
    donnees,
  });
}

interface OptionsActe {
  recuLe?: Date;
  droit?: DroitSurDossier;
}

/** Every act on a file passes here: lock, check the right on the locked row, decide, write, journal. */
@Injectable()
export class Dossiers {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * `instant` is when the act reached the database, before it waited for any lock: nobody is late because of others'
   * queue, and a second try of the same act keeps its instant. An act that has queued before hands in when it was received
   * (`recuLe`); one that has a right of its own hands it in (`droit`). Refusals: INTROUVABLE, INTERDIT, then those of the act.
   */
  agir(
    agent: AgentConnu,
    action: ActionEcriture,
    id: string,
    acte: ActeSurDossier,
    { recuLe, droit = (tx, candidature) => autoriser(tx, agent, action, candidature) }: OptionsActe = {},
  ): Promise<Decision<string>> {
    let recu = recuLe;
    return this.unite.executer(async (tx) => {
      recu ??= await maintenant(tx);
      const permis = await droit(tx, await verrouiller(tx, id));
      if (!permis.ok) return permis;
      const candidature = permis.fait;
      const fait = await acte(tx, candidature, recu);
      if (!fait.ok) return fait;
      if (fait.fait === null) return accepter(id);
      await ecrire(tx, candidature, fait.fait, recu);
      const { etat } = fait.fait;
      await tracer(tx, agent, action, id, etat === undefined ? {} : { etat });
      return accepter(id);
    });
  }
}
