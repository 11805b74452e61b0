import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Candidature } from '@tdt/candidatures';
import {
  accepter,
  avancer,
  CYCLE_CANDIDATURE,
  CYCLE_CONVENTION,
  decider,
  donneesEnJson,
  ETATS_CONVENTION_TOMBES,
  jourDeParis,
  lireDonneesConvention,
  type Decision,
} from '@tdt/domaine';
import { introuvable, journaliser, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { In, Not, type EntityManager } from 'typeorm';
import { completer } from './complements.js';
import { Convention } from './convention.entity.js';
import type { ComplementsConventionInput } from './conventions.inputs.js';
import { projeter, type Projet } from './projeter.js';
import {
  objetDeCandidature,
  objetDeConvention,
  verrouillerCandidature,
  verrouillerConvention,
  verrouillerParts,
} from './verrous.js';

/** Document template in force, and its version: a signed convention is printed by the one that it names, for ever. */
export const MODELE = 'convention-multipartite/v1';

/** SHA-256 of the canonical data: what the PDF prints, what the journal keeps. */
export function empreinteDonnees(texte: string): Buffer {
  return createHash('sha256').update(texte, 'utf8').digest();
}

/** Drafts of conventions: made from the rows of the file, made again when they changed, reread. */
@Injectable()
export class ConventionsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Makes the draft of a convention; made again, it is a new version of the same number and the former one is CADUQUE.
   * Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE (file not RETENU, or convention already in signature), then those of
   * `controlerConvention`.
   */
  genererConvention(agent: AgentConnu, demande: ComplementsConventionInput): Promise<Decision<string>> {
    return this.unite.executer((tx) => this.generer(tx, agent, demande));
  }

  /** The same act, in the transaction of whoever asks for several. */
  async generer(tx: EntityManager, agent: AgentConnu, demande: ComplementsConventionInput): Promise<Decision<string>> {
    const candidature = await verrouillerCandidature(tx, demande.candidatureId);
    if (!candidature) return introuvable('candidatureId');
    const droit = decider(agent, 'genererConvention', await objetDeCandidature(tx, candidature));
    if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'candidatureId' } };
    const suite = avancer(CYCLE_CANDIDATURE, candidature.etat, 'CONVENTIONNER');
    if (!suite.ok) return suite;
    await verrouillerParts(tx, candidature.id);
    const precedente = await enCours(tx, candidature.id);
    const caduque = precedente ? avancer(CYCLE_CONVENTION, precedente.etat, 'abandonner') : null;
    if (caduque && !caduque.ok) return caduque;
    const emiseLe = await maintenant(tx);
    const decision = await projeter(tx, candidature, {
      complements: completer(demande, precedente && lireDonneesConvention(precedente.donnees)),
      numero: precedente?.numero ?? null,
      version: (precedente?.version ?? 0) + 1,
      etablieLe: jourDeParis(emiseLe),
    });
    if (!decision.ok) return decision;
    if (precedente && caduque) await tx.update(Convention, { id: precedente.id }, { etat: caduque.fait });
    return accepter(await this.inscrire(tx, agent, candidature, { ...decision.fait, emiseLe }, precedente));
  }

  private async inscrire(
    tx: EntityManager,
    agent: AgentConnu,
    candidature: Candidature,
    { donnees, total, codeAppel, emiseLe }: Projet & { emiseLe: Date },
    precedente: Convention | null,
  ): Promise<string> {
    const numero = precedente?.numero ?? (await prendreNumero(tx, candidature.appelId, codeAppel));
    const texte = donneesEnJson({ ...donnees, entete: { ...donnees.entete, numero } });
    const empreinte = empreinteDonnees(texte);
    const id = nouvelId();
    await tx.insert(Convention, {
      id,
      candidatureId: candidature.id,
      numero,
      version: donnees.entete.version,
      modele: MODELE,
      etat: CYCLE_CONVENTION.initial,
      total,
      donnees: texte,
      empreinte,
      emiseLe,
      genereePar: agent.utilisateurId,
    });
    await tracer(
      tx,
      agent,
      'genererConvention',
      { id, candidatureId: candidature.id },
      {
        numero,
        version: donnees.entete.version,
        total,
        empreinte: empreinte.toString('hex'),
        remplace: precedente?.id ?? null,
      },
    );
    return id;
  }

  /** Validates the rereading of a draft: it may then go to signature. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE. */
  relireConvention(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('id');
      const { convention } = lignes;
      const droit = decider(agent, 'relireConvention', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'id' } };
      const suite = avancer(CYCLE_CONVENTION, convention.etat, 'relire');
      if (!suite.ok) return suite;
      await tx.update(Convention, { id }, { etat: suite.fait });
      await tracer(tx, agent, 'relireConvention', convention, { empreinte: convention.empreinte.toString('hex') });
      return accepter(id);
    });
  }
}

/** The convention that stands for this file, locked; at most one (convention_une_en_cours). */
function enCours(tx: EntityManager, candidatureId: string): Promise<Convention | null> {
  return tx.findOne(Convention, {
    where: { candidatureId, etat: Not(In([...ETATS_CONVENTION_TOMBES])) },
    lock: { mode: 'for_no_key_update' },
  });
}

/** `<code of the call>-C-0001`: the row stays locked until the end, so a refused act leaves no gap. */
async function prendreNumero(tx: EntityManager, appelId: string, codeAppel: string): Promise<string> {
  const [ligne] = await tx.query<{ dernier: number }[]>(
    `insert into numerotation_convention (appel_id, dernier) values ($1, 1)
       on conflict (appel_id) do update set dernier = numerotation_convention.dernier + 1 returning dernier`,
    [appelId],
  );
  return `${codeAppel}-C-${String(ligne?.dernier).padStart(4, '0')}`;
}

/** The journal line of an act on a convention, on the chain of its file; without an author, the machine's. */
export function tracer(
  tx: EntityManager,
  agent: Pick<AgentConnu, 'utilisateurId'> | null,
  action: string,
  { id, candidatureId }: Pick<Convention, 'id' | 'candidatureId'>,
  donnees: Record<string, unknown>,
): Promise<void> {
  return journaliser(tx, {
    chaine: `candidature:${candidatureId}`,
    action,
    acteurId: agent?.utilisateurId ?? null,
    objetType: 'convention',
    objetId: id,
    donnees,
  });
}
