import { Injectable, Logger } from '@nestjs/common';
import {
  accepter,
  consignerLigne,
  ETATS_CONVENTION_A_REFAIRE,
  exigerSansConvention,
  LIGNE_EN_PANNE,
  type Decision,
  type LigneTraitee,
} from '@tdt/domaine';
import { agentDe, dansActe, sousCle, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import type { ComplementsConventionInput } from '../conventions.inputs.js';
import { ConventionsService } from '../conventions.service.js';
import { verrouillerCandidature } from '../verrous.js';

/** A generation that this instance has claimed. */
export interface Prise {
  id: string;
  acteurId: string;
  executant: string;
}

interface LigneAFaire {
  id: string;
  candidatureId: string;
  complements: Partial<ComplementsConventionInput>;
}

/** What came of the next file: treated, none is left, or this instance no longer holds the generation. */
export type SuiteGeneration = 'TRAITEE' | 'AUCUNE' | 'PERDUE';

/** Thrown out of a transaction that no longer has the right to write: nothing was done. */
class PrisePerdue extends Error {}

const PROCHAINE = `select id, candidature_id as "candidatureId", complements from ligne_generation
  where generation_id = $1 and etat = 'A_FAIRE' order by rang limit 1`;

const TENIR = `update generation set battement = maintenant(), essai = 0
  where id = $1 and executant = $2 and etat = 'EN_COURS' returning 1`;

const RESTE_A_FAIRE = `select 1 from ligne_generation where id = $1 and etat = 'A_FAIRE' for no key update`;

const CONSIGNER = `update ligne_generation set etat = $2, convention_id = $3, code = $4, message = $5, manques = $6::jsonb,
    traitee_le = maintenant() where id = $1`;

const EXISTANTE = `select numero from convention where candidature_id = $1 and etat <> all ($2) limit 1`;

/**
 * Treats the files of a generation, each by the act of one file: same rights, same refusals, same line of the journal, in one
 * transaction with what is noted of it. A process that dies has done a file wholly, or not at all.
 */
@Injectable()
export class TraitementLignes {
  private readonly journal = new Logger(TraitementLignes.name);

  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly conventions: ConventionsService,
  ) {}

  async suivante(prise: Prise): Promise<SuiteGeneration> {
    const [ligne] = await this.source.query<LigneAFaire[]>(PROCHAINE, [prise.id]);
    if (!ligne) return 'AUCUNE';
    // His rights of now: whoever has lost them since he asked makes nothing more.
    const droits = await agentDe(this.source, prise.acteurId);
    const agent: AgentConnu = { habilitations: droits?.habilitations ?? [], utilisateurId: prise.acteurId };
    // Apart from the request that asked: the journal names the generation in its place.
    const acte = { requeteId: prise.id, agent, action: 'genererConvention' } as const;
    return sousCle(null, () => dansActe(acte, () => this.traiter(prise, ligne, agent)));
  }

  private async traiter(prise: Prise, ligne: LigneAFaire, agent: AgentConnu): Promise<SuiteGeneration> {
    try {
      const issue = await this.essayer(prise, ligne, agent);
      if (!issue.ok) await this.ecarter(prise, ligne, consignerLigne(issue));
      return 'TRAITEE';
    } catch (erreur) {
      if (erreur instanceof PrisePerdue) return 'PERDUE';
      throw erreur;
    }
  }

  /** The refusal of a file, or its convention; a fault sets it aside, noted here. */
  private async essayer(prise: Prise, ligne: LigneAFaire, agent: AgentConnu): Promise<Decision<string>> {
    try {
      return await this.unite.executer((tx) => this.generer(tx, prise, ligne, agent));
    } catch (erreur) {
      if (erreur instanceof PrisePerdue) throw erreur;
      this.journal.error({ err: erreur, generation: prise.id, dossier: ligne.candidatureId }, 'dossier écarté');
      await this.ecarter(prise, ligne, LIGNE_EN_PANNE);
      return accepter(ligne.id);
    }
  }

  private async generer(
    tx: EntityManager,
    prise: Prise,
    { id, candidatureId, complements }: LigneAFaire,
    agent: AgentConnu,
  ): Promise<Decision<string>> {
    await tenir(tx, prise, id);
    await verrouillerCandidature(tx, candidatureId);
    const [existante] = await tx.query<{ numero: string }[]>(EXISTANTE, [
      candidatureId,
      [...ETATS_CONVENTION_A_REFAIRE],
    ]);
    const seule = exigerSansConvention(existante?.numero ?? null);
    if (!seule.ok) return seule;
    const decision = await this.conventions.generer(tx, agent, { ...complements, candidatureId });
    if (decision.ok) await consigner(tx, id, consignerLigne(decision));
    return decision;
  }

  private async ecarter(prise: Prise, { id }: LigneAFaire, traitee: LigneTraitee): Promise<void> {
    await this.source.transaction(async (tx) => {
      await tenir(tx, prise, id);
      await consigner(tx, id, traitee);
    });
  }
}

/** Holds the generation and one of its files to the end of the transaction. @throws PrisePerdue */
async function tenir(tx: EntityManager, { id, executant }: Prise, ligneId: string): Promise<void> {
  const [tenues] = await tx.query<[unknown[], number]>(TENIR, [id, executant]);
  const restent = tenues.length > 0 ? await tx.query<unknown[]>(RESTE_A_FAIRE, [ligneId]) : [];
  if (restent.length === 0) throw new PrisePerdue();
}

async function consigner(tx: EntityManager, id: string, ligne: LigneTraitee): Promise<void> {
  const { code, message, manques } = ligne.etat === 'ECARTEE' ? ligne : { code: null, message: null, manques: [] };
  const conventionId = ligne.etat === 'FAITE' ? ligne.conventionId : null;
  await tx.query(CONSIGNER, [id, ligne.etat, conventionId, code, message, JSON.stringify(manques)]);
}
