import { createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { accepter, refuser, type Decision } from '@tdt/domaine';
import {
  Depot,
  DossierTravail,
  estUuid,
  introuvable,
  maintenant,
  nouvelId,
  UniteDeTravail,
  type AgentConnu,
} from '@tdt/socle';
import { MoreThan, type EntityManager } from 'typeorm';
import { LIMITES } from './controle/limites.js';
import { lireNom } from './nom-de-fichier.js';
import { Objets } from './objets.service.js';
import { Televersement } from './piece.entity.js';
import { empreinteDe, PiecesService, type SuiteTeleversement } from './pieces.service.js';
import { rejeter, type DecisionPiece, type RefusPiece } from './rejets.js';

/** What a client announces before it sends the bytes. */
export interface DemandeTeleversement {
  nom: string;
  taille: number;
  /** SHA-256 in hexadecimal, to be compared at the end; optional. */
  sha256: string | null;
}

/** The bytes of a part: from `debut` to `fin`, both included, of a file of `total`. */
export interface Plage {
  debut: number;
  fin: number;
  total: number;
}

/** A part refused because of where it begins says where the next one must. */
export type DecisionPartie = { ok: true; fait: number } | { ok: false; refus: RefusPiece; recu?: number };

const VALIDITE_H = 24;
/** Parts of 64 KiB: fewer and smaller ones would cost more than they carry. */
const PARTIES_MAX = Math.ceil(LIMITES.octets / (64 * 1024));
const OUVERTS_MAX = 20;
const PLAGE_FAUSSE = 'Cette partie ne s’ajuste pas au fichier annoncé.';

/**
 * Uploads in several requests, which survive a broken line: the client announces a file, sends its parts in order, asks
 * where it stands when it was cut, and closes. Parts wait in the store, so any instance can receive the next one; they become
 * a document through the very path of an upload in one request. An upload is its author's alone.
 */
@Injectable()
export class Televersements {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly objets: Objets,
    private readonly depot: Depot,
    private readonly travail: DossierTravail,
    private readonly pieces: PiecesService,
  ) {}

  /** Announces a file. Refusals: those of `admettre`, then those of its name and size, LIMITE_DEPASSEE (too many open). */
  async ouvrir(
    agent: AgentConnu,
    candidatureId: string,
    code: string,
    { nom, taille, sha256 }: DemandeTeleversement,
  ): Promise<Decision<string>> {
    const admis = await this.pieces.admettre(agent, candidatureId, code);
    if (!admis.ok) return admis;
    const lu = lireNom(nom);
    if ('motif' in lu) return rejeter(lu.motif);
    if (taille > LIMITES.octets) return rejeter('TROP_LOURD');
    const id = nouvelId();
    return this.unite.executer(async (tx) => {
      const creeLe = await maintenant(tx);
      const { utilisateurId } = agent;
      // One announcement of a person at a time: two that counted together would both pass under the limit.
      await tx.query('select 1 from utilisateur where id = $1 for no key update', [utilisateurId]);
      const ouverts = await tx.countBy(Televersement, { utilisateurId, etat: 'OUVERT', expireLe: MoreThan(creeLe) });
      if (ouverts >= OUVERTS_MAX) {
        return refuser('LIMITE_DEPASSEE', 'Trop de téléversements sont en cours : terminez-les ou abandonnez-les.');
      }
      const expireLe = new Date(creeLe.getTime() + VALIDITE_H * 3_600_000);
      const empreinte = sha256 === null ? null : Buffer.from(sha256, 'hex');
      const quoi = { id, candidatureId, code, nom, taille, empreinte };
      await tx.insert(Televersement, { ...quoi, utilisateurId, creeLe, expireLe });
      return accepter(id);
    });
  }

  /** Where an upload stands, to its author. Refusal: INTROUVABLE, also once it has expired. */
  async lire(agent: AgentConnu, id: string): Promise<Decision<Televersement>> {
    return this.unite.executer((tx) => this.charger(tx, agent, id));
  }

  /**
   * Receives the next part. What arrived before the line broke is kept: `recu` says where to resume. Refusals: INTROUVABLE,
   * ETAT_INVALIDE (closed), CONFLIT_VERSION (does not begin at `recu`), ENTREE_INVALIDE, LIMITE_DEPASSEE (too many parts).
   * @returns the number of bytes received so far
   */
  async recevoir(
    agent: AgentConnu,
    id: string,
    plage: Plage,
    flux: AsyncIterable<Uint8Array>,
  ): Promise<DecisionPartie> {
    const avant = await this.lire(agent, id);
    if (!avant.ok) return avant;
    const attendue = this.verifierPlage(avant.fait, plage);
    if (!attendue.ok) return attendue;
    return this.travail.avecFichier(async (chemin) => {
      const taille = await ecrireJusquARupture(chemin, flux, plage.fin - plage.debut + 1);
      if (taille === null) return refuser('ENTREE_INVALIDE', PLAGE_FAUSSE, 'partie');
      if (taille === 0) return accepter(avant.fait.recu);
      const cle = await this.objets.ranger(chemin, (VALIDITE_H + 1) * 60);
      const decision = await this.ajouter(agent, id, { ...plage, taille, cle });
      if (!decision.ok) await this.unite.executer(async (tx) => accepter(await this.objets.abandonner(tx, [cle])));
      return decision;
    });
  }

  private async ajouter(
    agent: AgentConnu,
    id: string,
    { taille, cle, ...plage }: Plage & { taille: number; cle: string },
  ): Promise<DecisionPartie> {
    let recu = 0;
    const decision = await this.unite.executer<number>(async (tx) => {
      const charge = await this.charger(tx, agent, id);
      if (!charge.ok) return charge;
      ({ recu } = charge.fait);
      const attendue = this.verifierPlage(charge.fait, plage);
      if (!attendue.ok) return { ok: false, refus: attendue.refus };
      const [{ n } = { n: 0 }] = await tx.query<{ n: number }[]>(
        'select count(*)::integer as n from televersement_partie where televersement_id = $1',
        [id],
      );
      if (n >= PARTIES_MAX) return refuser('LIMITE_DEPASSEE', 'Ce fichier est envoyé en trop de parties.', 'partie');
      await tx.query(
        'insert into televersement_partie (televersement_id, debut, taille, cle) values ($1, $2, $3, $4)',
        [id, plage.debut, taille, cle],
      );
      recu += taille;
      await tx.update(Televersement, { id }, { recu });
      return accepter(recu);
    });
    return decision.ok ? decision : { ...decision, recu };
  }

  /**
   * Closes an upload: its parts become one document, whoever asks and however often. Refusals: INTROUVABLE, INCOMPLET, those
   * of `joindrePiece`; a content once turned away stays so.
   */
  async terminer(agent: AgentConnu, id: string): Promise<DecisionPiece> {
    const charge = await this.lire(agent, id);
    if (!charge.ok) return charge;
    if (charge.fait.etat !== 'OUVERT') return this.issue(charge.fait);
    if (charge.fait.recu < charge.fait.taille)
      return refuser('INCOMPLET', 'Ce fichier n’est pas arrivé en entier : envoyez la suite.', 'recu');
    const decision = await this.joindre(agent, charge.fait).catch(async (erreur: unknown) => {
      // Closed by another request meanwhile, its parts are gone: the answer is the one that this request obtained.
      const apres = await this.lire(agent, id);
      if (apres.ok && apres.fait.etat !== 'OUVERT') return this.issue(apres.fait);
      throw erreur;
    });
    if (!decision.ok && decision.refus.motif) await this.refuser(id, decision.refus.motif);
    return decision;
  }

  private joindre(agent: AgentConnu, televersement: Televersement): Promise<DecisionPiece> {
    const { id, candidatureId, code, nom } = televersement;
    return this.travail.avecFichier(async (chemin) => {
      if (!(await this.assembler(televersement, chemin))) return rejeter('EMPREINTE_DIFFERENTE');
      return this.pieces.joindrePiece(agent, candidatureId, code, { nom, chemin }, this.suite(agent, id));
    });
  }

  /** Forgets an upload that is not closed. Refusals: INTROUVABLE, ETAT_INVALIDE. */
  async abandonner(agent: AgentConnu, id: string): Promise<Decision> {
    return this.unite.executer(async (tx) => {
      const charge = await this.charger(tx, agent, id);
      if (!charge.ok) return charge;
      if (charge.fait.etat === 'JOINT') return refuser('ETAT_INVALIDE', 'Ce téléversement est terminé.', 'id');
      await this.liberer(tx, id);
      await tx.delete(Televersement, { id });
      return accepter();
    });
  }

  /** Locks an upload of this agent that has not expired. */
  private async charger(tx: EntityManager, agent: AgentConnu, id: string): Promise<Decision<Televersement>> {
    if (!estUuid(id)) return introuvable('id');
    const { utilisateurId } = agent;
    const mien = { id, utilisateurId, expireLe: MoreThan(await maintenant(tx)) };
    const televersement = await tx.findOne(Televersement, { where: mien, lock: { mode: 'for_no_key_update' } });
    return televersement ? accepter(televersement) : introuvable('id');
  }

  private verifierPlage({ etat, recu, taille }: Televersement, { debut, fin, total }: Plage): DecisionPartie {
    if (etat !== 'OUVERT') return refuser('ETAT_INVALIDE', 'Ce téléversement est terminé.', 'id');
    if (debut !== recu) {
      const message = `La prochaine partie commence à l’octet ${recu}.`;
      return { ...refuser('CONFLIT_VERSION', message, 'partie'), recu };
    }
    if (total !== taille || fin >= taille || fin < debut) return refuser('ENTREE_INVALIDE', PLAGE_FAUSSE, 'partie');
    return accepter(recu);
  }

  /** Puts the parts end to end. @returns false when they do not make the file that was announced. */
  private async assembler({ id, taille, empreinte }: Televersement, chemin: string): Promise<boolean> {
    const parties = await this.parties(id);
    await pipeline(this.boutABout(parties), createWriteStream(chemin, { flags: 'wx', mode: 0o600 }));
    if ((await stat(chemin)).size !== taille) throw new Error(`téléversement ${id} : parties incomplètes`);
    return empreinte === null || (await empreinteDe(chemin)).equals(empreinte);
  }

  private async *boutABout(cles: string[]): AsyncGenerator<Uint8Array> {
    for (const cle of cles) yield* await this.depot.lire(cle);
  }

  private async parties(id: string, tx?: EntityManager): Promise<string[]> {
    const lire = async (executeur: EntityManager) => {
      const lignes = await executeur.query<{ cle: string }[]>(
        'select cle from televersement_partie where televersement_id = $1 order by debut',
        [id],
      );
      return accepter(lignes.map(({ cle }) => cle));
    };
    const lues = tx ? await lire(tx) : await this.unite.executer(lire);
    return lues.ok ? lues.fait : [];
  }

  private suite(agent: AgentConnu, id: string): SuiteTeleversement {
    return {
      dejaJointe: async (tx) => {
        const charge = await this.charger(tx, agent, id);
        if (!charge.ok) return charge;
        return charge.fait.etat === 'OUVERT' ? accepter(null) : this.issue(charge.fait);
      },
      noter: async (tx, pieceId) => {
        await tx.update(Televersement, { id }, { etat: 'JOINT', pieceId });
        await this.liberer(tx, id);
      },
    };
  }

  /** What a closed upload became. */
  private issue({ motif, pieceId }: Televersement): DecisionPiece {
    if (motif !== null) return rejeter(motif);
    if (pieceId !== null) return accepter(pieceId);
    return refuser('ETAT_INVALIDE', 'La pièce de ce téléversement a été retirée depuis.', 'id');
  }

  private async refuser(id: string, motif: NonNullable<Televersement['motif']>): Promise<void> {
    await this.unite.executer(async (tx) => {
      await tx.update(Televersement, { id, etat: 'OUVERT' }, { etat: 'REFUSE', motif });
      return accepter(await this.liberer(tx, id));
    });
  }

  /** Its parts are not needed any more. */
  private async liberer(tx: EntityManager, id: string): Promise<void> {
    await this.objets.abandonner(tx, await this.parties(id, tx));
    await tx.query('delete from televersement_partie where televersement_id = $1', [id]);
  }
}

/** Writes a stream to its end, or to where the line breaks. @returns the bytes written; null when there are more than `attendus` */
async function ecrireJusquARupture(
  chemin: string,
  flux: AsyncIterable<Uint8Array>,
  attendus: number,
): Promise<number | null> {
  const sortie = await open(chemin, 'wx', 0o600);
  let ecrits = 0;
  try {
    for await (const morceau of flux) {
      if (ecrits + morceau.length > attendus) return null;
      await sortie.writeFile(morceau);
      ecrits += morceau.length;
    }
  } catch (erreur) {
    // The client went away. A fault of our own disk is another matter.
    if (estNotrePanne(erreur)) throw erreur;
  } finally {
    await sortie.close();
  }
  return ecrits;
}

function estNotrePanne(erreur: unknown): boolean {
  return (erreur as NodeJS.ErrnoException | null)?.syscall === 'write';
}
