import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { PieceDemandee } from '@tdt/appels';
import { accepter, CYCLE_CANDIDATURE, estModifiable, PIECE_DEMANDE_RECUE, refuser, type Decision } from '@tdt/domaine';
import { estUuid, introuvable, nouvelId, type AgentConnu } from '@tdt/socle';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { Candidature } from '../candidature.entity.js';
import { autoriser, Dossiers, tracer, type ActeSurDossier, type DroitSurDossier } from '../dossiers.js';
import { AnalysesPieces } from './analyses.service.js';
import { jugerContenu } from './controle/contenus-sains.js';
import type { TypeMime } from './controle/types.js';
import { lireNom } from './nom-de-fichier.js';
import { Objets } from './objets.service.js';
import { Piece } from './piece.entity.js';
import { pieceHorsAppel } from './pieces-hors-appel.js';
import { rejeter, type DecisionPiece } from './rejets.js';

/** A file as it was received, on our disk and not yet trusted. */
export interface FichierRecu {
  nom: string;
  chemin: string;
}

/** A file that our control has let through, and where the store keeps it. */
interface FichierControle {
  nom: string;
  typeMime: TypeMime;
  pages: number | null;
  taille: number;
  empreinte: Buffer;
  cle: string;
}

/**
 * What an upload in several requests does in the transaction of the document: it may answer the document already made of it
 * (then nothing is written), and notes the new one.
 */
export interface SuiteTeleversement {
  dejaJointe(tx: EntityManager): Promise<Decision<string | null>>;
  noter(tx: EntityManager, pieceId: string): Promise<void>;
}

/** Replaced documents of a deposited file are kept, so their number is bounded. */
const PIECES_MAX = 60;

/** SHA-256 of a file, without reading it whole. */
export async function empreinteDe(chemin: string): Promise<Buffer> {
  const somme = createHash('sha256');
  await pipeline(createReadStream(chemin), somme);
  return somme.digest();
}

/** The right to join this document, on its locked file: that of the file, or the document's own outside the call. */
async function autoriserPiece(
  tx: EntityManager,
  agent: AgentConnu,
  candidature: Candidature | null,
  code: string,
): Promise<Decision<Candidature>> {
  const hors = pieceHorsAppel(code);
  if (!hors || !candidature) return autoriser(tx, agent, 'joindrePiece', candidature);
  const admise = await hors.admettre(tx, agent, candidature.id, code);
  return admise.ok ? accepter(candidature) : admise;
}

/** The documents of a file: joined, replaced, removed. */
@Injectable()
export class PiecesService {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly source: DataSource,
    private readonly objets: Objets,
    private readonly analyses: AnalysesPieces,
  ) {}

  /**
   * May this agent join this document now? Asked before a file is received or read, and again when it is written.
   * Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE, ENTREE_INVALIDE (unknown code), LIMITE_DEPASSEE.
   */
  async admettre(agent: AgentConnu, id: string, code: string): Promise<Decision> {
    const tx = this.source.manager;
    const candidature = estUuid(id) ? await tx.findOneBy(Candidature, { id }) : null;
    const droit = await autoriserPiece(tx, agent, candidature, code);
    return droit.ok ? this.verifier(tx, droit.fait, code) : droit;
  }

  /**
   * Joins a document to a draft, to a file sent back for completion, or outside the call; one of the same code is replaced. The content is
   * read to its end before anything is written, and the document waits in quarantine for the antivirus. Refusals: those of
   * `admettre`, then ENTREE_INVALIDE or LIMITE_DEPASSEE with the reason for which the file is turned away.
   * @returns the id of the document
   */
  async joindrePiece(
    agent: AgentConnu,
    id: string,
    code: string,
    recu: FichierRecu,
    suite?: SuiteTeleversement,
  ): Promise<DecisionPiece> {
    const admis = await this.admettre(agent, id, code);
    if (!admis.ok) return admis;
    const nom = lireNom(recu.nom);
    if ('motif' in nom) return rejeter(nom.motif);
    const empreinte = await empreinteDe(recu.chemin);
    const verdict = await jugerContenu(recu.chemin, empreinte);
    if (!verdict.ok) return rejeter(verdict.motif);
    if (verdict.type !== nom.type) return rejeter('EXTENSION_TROMPEUSE');
    const { size: taille } = await stat(recu.chemin);
    const cle = await this.objets.ranger(recu.chemin);
    const fichier = { nom: nom.nom, typeMime: verdict.type, pages: verdict.pages, taille, empreinte, cle };
    return this.enregistrer(agent, id, code, fichier, suite);
  }

  private async enregistrer(
    agent: AgentConnu,
    id: string,
    code: string,
    fichier: FichierControle,
    suite: SuiteTeleversement | undefined,
  ): Promise<DecisionPiece> {
    const nouvelle = nouvelId();
    let jointe = nouvelle;
    const acte: ActeSurDossier = async (tx, candidature, instant) => {
      const deja = suite ? await suite.dejaJointe(tx) : accepter(null);
      if (!deja.ok) return deja;
      jointe = deja.fait ?? nouvelle;
      if (deja.fait !== null) return accepter(null);
      const admis = await this.verifier(tx, candidature, code);
      if (!admis.ok) return admis;
      await this.ecarter(tx, candidature, { candidatureId: id, code }, instant);
      await this.objets.adopter(tx, fichier.cle);
      const etatAnalyse = this.analyses.etatInitial();
      const ajout = { etatAnalyse, ajouteePar: agent.utilisateurId, ajouteeLe: instant };
      await tx.insert(Piece, { id: nouvelle, candidatureId: id, code, ...fichier, ...ajout });
      await this.analyses.enfiler(tx, nouvelle);
      await suite?.noter(tx, nouvelle);
      const empreinte = fichier.empreinte.toString('hex');
      await tracer(tx, agent, 'joindrePiece', id, { pieceId: nouvelle, code, empreinte });
      return accepter(null);
    };
    const droit: DroitSurDossier = (tx, candidature) => autoriserPiece(tx, agent, candidature, code);
    const decision = await this.dossiers.agir(agent, 'joindrePiece', id, acte, { droit });
    if (!decision.ok || jointe !== nouvelle) await this.objets.abandonner(this.source.manager, [fichier.cle]);
    else this.analyses.reveiller();
    return decision.ok ? accepter(jointe) : decision;
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

  private async verifier(tx: EntityManager, candidature: Candidature, code: string): Promise<Decision> {
    const { id, appelId } = candidature;
    if (!pieceHorsAppel(code)) {
      const modifiable = this.verifierEtat(candidature);
      if (!modifiable.ok) return modifiable;
      const recue = candidature.recueLe !== null && code === PIECE_DEMANDE_RECUE;
      if (!recue && !(await tx.existsBy(PieceDemandee, { appelId, code }))) {
        return refuser('ENTREE_INVALIDE', 'Cette pièce ne figure pas dans la liste de l’appel.', 'code');
      }
    }
    if ((await tx.countBy(Piece, { candidatureId: id })) >= PIECES_MAX) {
      return refuser('LIMITE_DEPASSEE', 'Ce dossier a trop de pièces : retirez-en avant d’en joindre.', 'fichier');
    }
    return accepter();
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
}
