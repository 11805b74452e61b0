import { Injectable } from '@nestjs/common';
import { AppelAProjets, Critere, PieceDemandee } from '@tdt/appels';
import {
  accepter,
  commencerInstruction,
  conclureInstruction,
  declarerIrrecevable,
  declarerRecevable,
  demanderComplements,
  jourDeParis,
  noterCriteres,
  refuser,
  type Decision,
} from '@tdt/domaine';
import { nouvelId, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import type {
  DemanderComplementsInput,
  NoterCandidatureInput,
  TerminerInstructionInput,
} from './candidatures.inputs.js';
import { Dossiers } from './dossiers.js';
import { DemandeComplement, Note } from './instruction.entity.js';

/** What the instructors do with a deposited file. */
@Injectable()
export class InstructionService {
  constructor(private readonly dossiers: Dossiers) {}

  /** Sends an incomplete file back (R2). Refusals: ETAT_INVALIDE, ENTREE_INVALIDE. */
  demanderComplements(agent: AgentConnu, demande: DemanderComplementsInput): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'demanderComplements', demande.id, async (tx, candidature, instant) => {
      const decision = demanderComplements(candidature.etat, demande, jourDeParis(instant));
      if (!decision.ok) return decision;
      const connues = await tx.findBy(PieceDemandee, { appelId: candidature.appelId });
      const inconnue = demande.pieces.findIndex((code) => !connues.some((p) => p.code === code));
      if (inconnue >= 0) {
        return refuser('ENTREE_INVALIDE', 'Cette pièce ne figure pas dans la liste de l’appel.', `pieces[${inconnue}]`);
      }
      await tx.insert(DemandeComplement, {
        id: nouvelId(),
        candidatureId: candidature.id,
        texte: demande.message.trim(),
        pieces: demande.pieces,
        echeance: demande.echeance,
        demandePar: agent.utilisateurId,
        demandeLe: instant,
      });
      return accepter({ etat: decision.fait.etat });
    });
  }

  /** Refusal: ETAT_INVALIDE. */
  declarerRecevable(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'declarerRecevable', id, async (_tx, { etat }) => declarerRecevable(etat));
  }

  /** Refusals: ETAT_INVALIDE, ENTREE_INVALIDE (no reason given). */
  declarerIrrecevable(agent: AgentConnu, id: string, motif: string): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'declarerIrrecevable', id, async (_tx, { etat }) =>
      declarerIrrecevable(etat, motif),
    );
  }

  /** Takes a file into instruction; whoever does it is its instructor. Refusal: ETAT_INVALIDE. */
  commencerInstruction(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'commencerInstruction', id, async (_tx, { etat }) => {
      const decision = commencerInstruction(etat);
      return decision.ok ? accepter({ ...decision.fait, ...this.reprise(agent) }) : decision;
    });
  }

  /** A file taken up again after an adjournment has no opinion any more; its marks stay until they are given anew. */
  private reprise(agent: AgentConnu) {
    return { instructeurId: agent.utilisateurId, avis: null, avisFavorable: null };
  }

  /** Marks some criteria or all; a mark given again replaces the former. Refusals: ETAT_INVALIDE, ENTREE_INVALIDE, INCOMPLET, DOUBLON. */
  noterCandidature(agent: AgentConnu, { id, notes }: NoterCandidatureInput): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'noterCandidature', id, async (tx, { etat, appelId }, instant) => {
      const grille = await this.grille(tx, appelId);
      const decision = noterCriteres(etat, grille, notes);
      if (!decision.ok) return decision;
      const criteres = new Map(grille.map((c) => [c.code, c.id]));
      const lignes = notes.map(({ critere, points, commentaire }) => ({
        id: nouvelId(),
        candidatureId: id,
        critereId: criteres.get(critere) as string,
        points,
        commentaire: commentaire.trim(),
        notePar: agent.utilisateurId,
        noteLe: instant,
      }));
      await tx
        .createQueryBuilder()
        .insert()
        .into(Note)
        .values(lignes)
        .orUpdate(['points', 'commentaire', 'note_par', 'note_le'], ['candidature_id', 'critere_id'])
        .execute();
      return accepter(etat === 'EN_INSTRUCTION' ? decision.fait : { ...decision.fait, ...this.reprise(agent) });
    });
  }

  /** Closes the instruction with an opinion. Refusals: ETAT_INVALIDE, INCOMPLET (a criterion or the reasons). */
  terminerInstruction(agent: AgentConnu, { id, favorable, avis }: TerminerInstructionInput): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'terminerInstruction', id, async (tx, { etat, appelId }) => {
      const grille = await this.grille(tx, appelId);
      const donnees = await tx.findBy(Note, { candidatureId: id });
      const notes = donnees.map(({ critereId, points, commentaire }) => ({
        critere: grille.find((c) => c.id === critereId)?.code ?? '',
        points,
        commentaire,
      }));
      const appel = await tx.findOneByOrFail(AppelAProjets, { id: appelId });
      const decision = conclureInstruction(etat, grille, notes, { favorable, avis }, appel.seuilInstruction);
      if (!decision.ok) return decision;
      return accepter({ etat: decision.fait.etat, avis: avis.trim(), avisFavorable: favorable });
    });
  }

  private grille(tx: EntityManager, appelId: string): Promise<Critere[]> {
    return tx.find(Critere, { where: { appelId }, order: { rang: 'ASC' } });
  }
}
