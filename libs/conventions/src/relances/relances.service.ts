import { Injectable } from '@nestjs/common';
import {
  accepter,
  decider,
  RELANCE_JOURS,
  relanceEchue,
  RELANCES_MAX,
  relancerSignataires,
  type Decision,
  type DemandeRelance,
  type Relance,
} from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { Convention } from '../convention.entity.js';
import { tracer } from '../tracer.js';
import { lireSignatures } from '../lire-signatures.js';
import { objetDeConvention, verrouillerConvention } from '../verrous.js';

/** Those whose wait has lasted a week and not the weeks after which nothing is due; which ones are due, the rule says. */
const EN_ATTENTE = `select v.id from convention v
   where v.etat in ('EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE') and v.figee_le <= maintenant() - make_interval(days => $1)
     and greatest(v.figee_le, (select max(s.faite_le) from signature s where s.convention_id = v.id))
       > maintenant() - make_interval(days => $2)
     and (v.relancee_le is null or v.relancee_le <= maintenant() - interval '1 day')
   order by v.id`;

/** Reminders: those who have not signed are told again, by the staff or by the clock. The mails follow from the journal. */
@Injectable()
export class RelancesService {
  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
  ) {}

  /** The staff reminds. Refusals: INTROUVABLE, INTERDIT, then those of `relancerSignataires`. */
  relancerSignataires(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('id');
      const { convention } = lignes;
      const droit = decider(agent, 'relancerSignataires', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'id' } };
      const demande = await lireDemande(tx, convention);
      const relance = relancerSignataires(demande);
      if (!relance.ok) return relance;
      await inscrire(tx, agent, convention, relance.fait, demande.instant);
      return accepter(id);
    });
  }

  /** The clock reminds, of each convention whose turn has come, once whatever the number of instances. @returns how many */
  async relancerEchues(): Promise<number> {
    const attentes = await this.source.query<{ id: string }[]>(EN_ATTENTE, [
      RELANCE_JOURS,
      RELANCE_JOURS * (RELANCES_MAX + 1),
    ]);
    let relancees = 0;
    for (const { id } of attentes) {
      const decision = await this.unite.executer((tx) => this.relancerEchue(tx, id));
      if (decision.ok && decision.fait) relancees += 1;
    }
    return relancees;
  }

  private async relancerEchue(tx: EntityManager, id: string): Promise<Decision<boolean>> {
    const lignes = await verrouillerConvention(tx, id);
    if (!lignes) return introuvable('id');
    const demande = await lireDemande(tx, lignes.convention);
    const due = relanceEchue(demande);
    if (!due.ok) return due;
    if (due.fait) await inscrire(tx, null, lignes.convention, due.fait, demande.instant);
    return accepter(due.fait !== null);
  }
}

async function lireDemande(tx: EntityManager, convention: Convention): Promise<DemandeRelance> {
  const { id, etat, ordreSignature: ordre, figeeLe, relanceeLe, emiseLe } = convention;
  const signatures = await lireSignatures(tx, id);
  // A draft is refused for its state, before anything is counted.
  return { etat, ordre, figeeLe: figeeLe ?? emiseLe, signatures, relanceeLe, instant: await maintenant(tx) };
}

async function inscrire(
  tx: EntityManager,
  agent: AgentConnu | null,
  convention: Convention,
  { parties, depuis }: Relance,
  instant: Date,
): Promise<void> {
  await tx.update(Convention, { id: convention.id }, { relanceeLe: instant });
  await tracer(tx, agent, 'relancerSignataires', convention, {
    parties: parties.map((p) => p.organismeId),
    depuis: depuis.toISOString(),
  });
}
