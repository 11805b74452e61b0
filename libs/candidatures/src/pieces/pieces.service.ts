import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PieceDemandee } from '@tdt/appels';
import { accepter, CYCLE_CANDIDATURE, decider, estModifiable, refuser, type Decision } from '@tdt/domaine';
import { estUuid, introuvable, nouvelId, type Agent, type AgentConnu } from '@tdt/socle';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { Candidature } from './candidature.entity.js';
import { Dossiers, objetHabilite, tracer } from './dossiers.js';
import { Piece } from './instruction.entity.js';
import { nomDeFichier, typeDuContenu } from './type-de-fichier.js';

/** A file as it was received, not yet trusted. */
export interface FichierRecu {
  nom: string;
  contenu: Buffer;
}

/** A document ready to leave: never shown inside a page of ours. */
export interface FichierServi {
  nom: string;
  typeMime: string;
  contenu: Buffer;
}

/** Replaced documents of a deposited file are kept, so their number is bounded. */
const PIECES_MAX = 60;

/** The documents of a file: joined, replaced, removed, downloaded. */
@Injectable()
export class PiecesService {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly source: DataSource,
  ) {}

  /**
   * Joins a document to a draft, or to a file sent back for completion; one of the same code is replaced. Refusals:
   * ETAT_INVALIDE, ENTREE_INVALIDE (unknown code, empty file, type that is not PDF, PNG or JPEG), LIMITE_DEPASSEE.
   * @returns the id of the document
   */
  async joindrePiece(agent: AgentConnu, id: string, code: string, fichier: FichierRecu): Promise<Decision<string>> {
    const pieceId = nouvelId();
    const decision = await this.dossiers.agir(agent, 'joindrePiece', id, async (tx, candidature, instant) => {
      const modifiable = this.verifierEtat(candidature);
      if (!modifiable.ok) return modifiable;
      if (!(await tx.existsBy(PieceDemandee, { appelId: candidature.appelId, code }))) {
        return refuser('ENTREE_INVALIDE', 'Cette pièce ne figure pas dans la liste de l’appel.', 'code');
      }
      const type = typeDuContenu(fichier.contenu);
      if (!type) return refuser('ENTREE_INVALIDE', 'Envoyez un fichier PDF, PNG ou JPEG.', 'fichier');
      if ((await tx.countBy(Piece, { candidatureId: id })) >= PIECES_MAX) {
        return refuser('LIMITE_DEPASSEE', 'Ce dossier a trop de pièces : retirez-en avant d’en joindre.', 'fichier');
      }
      await this.ecarter(tx, candidature, { candidatureId: id, code }, instant);
      const empreinte = createHash('sha256').update(fichier.contenu).digest();
      await tx.insert(Piece, {
        id: pieceId,
        candidatureId: id,
        code,
        nom: nomDeFichier(fichier.nom, type),
        typeMime: type,
        taille: fichier.contenu.length,
        empreinte,
        contenu: fichier.contenu,
        ajouteePar: agent.utilisateurId,
        ajouteeLe: instant,
      });
      await tracer(tx, agent, 'joindrePiece', id, { pieceId, code, empreinte: empreinte.toString('hex') });
      return accepter(null);
    });
    return decision.ok ? accepter(pieceId) : decision;
  }

  /** Removes a document from a draft, or from a file sent back for completion. Refusals: INTROUVABLE, ETAT_INVALIDE. */
  async retirerPiece(agent: AgentConnu, pieceId: string): Promise<Decision<string>> {
    const piece = estUuid(pieceId) ? await this.source.manager.findOneBy(Piece, { id: pieceId }) : null;
    if (!piece) return introuvable('id');
    return this.dossiers.agir(agent, 'joindrePiece', piece.candidatureId, async (tx, candidature, instant) => {
      const modifiable = this.verifierEtat(candidature);
      if (!modifiable.ok) return modifiable;
      const actuelle = { id: pieceId, candidatureId: candidature.id };
      if (!(await tx.existsBy(Piece, { ...actuelle, retireeLe: IsNull() }))) {
        return refuser('ETAT_INVALIDE', 'Cette pièce est déjà retirée.', 'id');
      }
      await this.ecarter(tx, candidature, actuelle, instant);
      await tracer(tx, agent, 'retirerPiece', candidature.id, { pieceId, code: piece.code });
      return accepter(null);
    });
  }

  private verifierEtat({ etat }: Candidature): Decision {
    if (estModifiable(etat)) return accepter();
    const message = `La candidature est à l’état « ${CYCLE_CANDIDATURE.etats[etat]} » : ses pièces ne changent plus.`;
    return refuser('ETAT_INVALIDE', message, 'id');
  }

  /** Nobody has received a draft, so nothing of it is kept; what was deposited once is marked and stays. */
  private async ecarter(
    tx: EntityManager,
    { deposeLe }: Candidature,
    lesquelles: Partial<Pick<Piece, 'id' | 'candidatureId' | 'code'>>,
    instant: Date,
  ): Promise<void> {
    if (deposeLe === null) await tx.delete(Piece, lesquelles);
    else await tx.update(Piece, { ...lesquelles, retireeLe: IsNull() }, { retireeLe: instant });
  }

  /** The bytes of a document, or null when it is absent or not for this agent: both look the same. */
  async telecharger(agent: Agent, pieceId: string): Promise<FichierServi | null> {
    const tx = this.source.manager;
    const piece = estUuid(pieceId) ? await tx.findOneBy(Piece, { id: pieceId }) : null;
    if (!piece || !(await this.peutLire(tx, agent, piece.candidatureId, 'lirePiece'))) return null;
    const [ligne] = await tx.query<{ contenu: Buffer }[]>('select contenu from piece where id = $1', [pieceId]);
    return ligne ? { nom: piece.nom, typeMime: piece.typeMime, contenu: ligne.contenu } : null;
  }

  /** The receipt of a deposit, or null when there is none or it is not for this agent. */
  async telechargerRecu(agent: Agent, id: string): Promise<FichierServi | null> {
    const tx = this.source.manager;
    if (!estUuid(id) || !(await this.peutLire(tx, agent, id, 'lireCandidature'))) return null;
    const [ligne] = await tx.query<{ numero: string; recu: Buffer | null }[]>(
      'select numero, recu from candidature where id = $1',
      [id],
    );
    if (!ligne?.recu) return null;
    return { nom: `recepisse-${ligne.numero}.pdf`, typeMime: 'application/pdf', contenu: ligne.recu };
  }

  /** A document is never seen without its file, whose draft stage is stricter than the right on documents alone. */
  private async peutLire(
    tx: EntityManager,
    agent: Agent,
    id: string,
    action: 'lirePiece' | 'lireCandidature',
  ): Promise<boolean> {
    const candidature = await tx.findOneBy(Candidature, { id });
    if (!candidature) return false;
    const objet = await objetHabilite(tx, candidature);
    return decider(agent, 'lireCandidature', objet).ok && decider(agent, action, objet).ok;
  }
}
