import { createHash, randomUUID, type Hash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { accepter, avancer, CYCLE_ANALYSE, type ActionAnalyse, type AnalysePiece, type Decision } from '@tdt/domaine';
import {
  AnalyseInterrompue,
  Antivirus,
  Depot,
  journaliser,
  maintenant,
  ObjetAbsent,
  UniteDeTravail,
  type VerdictAntivirus,
} from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { lireContenuDePiece } from './contenu-de-piece.js';
import { Piece } from './piece.entity.js';

/** A document that this process has taken from the queue. */
interface Prise {
  id: string;
  candidatureId: string;
  cle: string | null;
  empreinte: Buffer;
  etatAnalyse: AnalysePiece;
  essais: number;
}

/** Failures of the file itself before it is given up; then it is tried again once a day. */
const ESSAIS_MAX = 5;
const REPRISE_S = 30;
const REPRISE_ECHEC_S = 86_400;
const BATTEMENT_MS = 10_000;
/** A process that has not shown itself for so long is dead: its document can be taken again. */
const MORT_S = 60;

/** The bytes in the store are not those that were received. */
class ContenuAltere extends Error {}

async function* empreindre(flux: AsyncIterable<Uint8Array>, somme: Hash): AsyncGenerator<Uint8Array> {
  for await (const morceau of flux) {
    somme.update(morceau);
    yield morceau;
  }
}

/**
 * The queue of documents that wait for the antivirus. Any number of instances take from it: each document is locked by one
 * of them at a time (SKIP LOCKED), which shows that it lives while it scans. Only a verdict on the very bytes that were
 * received lets a document out of quarantine.
 */
@Injectable()
export class AnalysesPieces {
  private readonly journal = new Logger(AnalysesPieces.name);
  private readonly ouvrier = randomUUID();
  private tour: Promise<number> | undefined;
  private arret = false;

  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly depot: Depot,
    private readonly antivirus: Antivirus,
  ) {}

  /** The state of a document that was just received. */
  etatInitial(): AnalysePiece {
    return this.antivirus.dispense ? 'NON_ANALYSEE' : CYCLE_ANALYSE.initial;
  }

  /** Says in the log, plainly, what going without a scanner means. */
  annoncer(): void {
    if (this.antivirus.absence !== null) this.journal.warn(this.antivirus.absence);
  }

  /** How many documents wait in quarantine, and for how many seconds the oldest of them has. */
  async attente(): Promise<{ pieces: number; secondes: number }> {
    const [attente] = await this.source.query<{ pieces: number; secondes: number }[]>(
      `select count(*)::integer as pieces,
         coalesce(extract(epoch from maintenant() - min(p.ajoutee_le)), 0)::integer as secondes
       from analyse_piece join piece p on p.id = piece_id where p.etat_analyse = 'EN_QUARANTAINE'`,
    );
    return attente ?? { pieces: 0, secondes: 0 };
  }

  /** Puts a new document in the queue, in the transaction that writes it. It waits there even when it may be served already. */
  async enfiler(tx: EntityManager, pieceId: string): Promise<void> {
    await tx.query('insert into analyse_piece (piece_id) values ($1)', [pieceId]);
  }

  /** Starts a round without waiting for it; one that runs is left to finish. */
  reveiller(): void {
    if (this.tour || this.arret) return;
    this.vider().catch((erreur: unknown) => this.journal.error({ err: erreur }, 'analyse des pièces'));
  }

  /** No other document is taken; resolves once the one under way is settled. */
  async arreter(): Promise<void> {
    this.arret = true;
    await this.tour?.catch(() => undefined);
  }

  /** Scans every document whose turn has come, until the scanner cannot be reached. @returns how many got a verdict */
  async vider(): Promise<number> {
    while (this.tour) await this.tour.catch(() => undefined);
    this.tour = this.faireUnTour();
    try {
      return await this.tour;
    } finally {
      this.tour = undefined;
    }
  }

  private async faireUnTour(): Promise<number> {
    let verdicts = 0;
    while (!this.arret && !this.antivirus.dispense) {
      const prise = await this.prendre();
      if (!prise) break;
      const action = await this.examiner(prise);
      if (action === null) break;
      if (action !== 'renoncer') verdicts += 1;
    }
    return verdicts;
  }

  private async prendre(): Promise<Prise | undefined> {
    const [[prise]] = await this.source.query<[Prise[], number]>(
      `with suivante as (
         select piece_id from analyse_piece
         where prochain_essai <= clock_timestamp()
           and (battement is null or battement < clock_timestamp() - make_interval(secs => ${MORT_S}))
         order by prochain_essai, piece_id limit 1 for update skip locked)
       update analyse_piece a set pris_par = $1, battement = clock_timestamp(), essais = a.essais + 1
       from suivante, piece p where a.piece_id = suivante.piece_id and p.id = a.piece_id
       returning p.id, p.candidature_id as "candidatureId", p.cle, p.empreinte, p.etat_analyse as "etatAnalyse", a.essais`,
      [this.ouvrier],
    );
    return prise;
  }

  /** @returns what was concluded; null when the scanner or the store cannot be reached, and the round is over. */
  private async examiner(prise: Prise): Promise<ActionAnalyse | null> {
    const battement = setInterval(() => {
      this.battre(prise).catch((erreur: unknown) => this.journal.warn({ err: erreur }, 'battement perdu'));
    }, BATTEMENT_MS);
    try {
      const verdict = await this.analyser(prise);
      const action = verdict.sain ? 'approuver' : 'condamner';
      await this.conclure(prise, action, verdict.sain ? null : verdict.signature);
      return action;
    } catch (erreur) {
      const duFichier = [AnalyseInterrompue, ObjetAbsent, ContenuAltere].some((type) => erreur instanceof type);
      this.journal.warn({ err: erreur, pieceId: prise.id }, 'pièce non analysée');
      if (duFichier) await this.compterEchec(prise);
      else await this.reporter(prise, REPRISE_S, prise.essais - 1);
      return duFichier ? 'renoncer' : null;
    } finally {
      clearInterval(battement);
    }
  }

  private async analyser(prise: Prise): Promise<VerdictAntivirus> {
    const somme = createHash('sha256');
    const flux = await lireContenuDePiece(this.source, this.depot, prise);
    try {
      const verdict = await this.antivirus.analyser(empreindre(flux, somme));
      if (verdict.sain && !somme.digest().equals(prise.empreinte))
        throw new ContenuAltere('contenu altéré dans le dépôt');
      return verdict;
    } finally {
      // A scanner that cannot be reached reads nothing, and each new attempt would leave one more file open.
      flux.destroy();
    }
  }

  private async battre({ id }: Prise): Promise<void> {
    await this.source.query(
      'update analyse_piece set battement = clock_timestamp() where piece_id = $1 and pris_par = $2',
      [id, this.ouvrier],
    );
  }

  private async compterEchec(prise: Prise): Promise<void> {
    if (prise.essais < ESSAIS_MAX) return this.reporter(prise, REPRISE_S * 2 ** (prise.essais - 1), prise.essais);
    await this.conclure(prise, 'renoncer', null);
  }

  private async reporter({ id }: Prise, secondes: number, essais: number): Promise<void> {
    await this.source.query(
      `update analyse_piece set pris_par = null, battement = null, essais = $3,
         prochain_essai = clock_timestamp() + make_interval(secs => $4) where piece_id = $1 and pris_par = $2`,
      [id, this.ouvrier, essais, secondes],
    );
  }

  /** Writes the conclusion, unless the document was taken by another process meanwhile or is no more. */
  private async conclure(prise: Prise, action: ActionAnalyse, signature: string | null): Promise<void> {
    await this.unite.executer(async (tx): Promise<Decision> => {
      const [mienne] = await tx.query<unknown[]>(
        'select 1 from analyse_piece where piece_id = $1 and pris_par = $2 for update',
        [prise.id, this.ouvrier],
      );
      if (!mienne) return accepter();
      const etape = avancer(CYCLE_ANALYSE, prise.etatAnalyse, action);
      if (!etape.ok) return etape;
      const renonce = action === 'renoncer';
      const analyseeLe = renonce ? null : await maintenant(tx);
      await tx.update(Piece, { id: prise.id }, { etatAnalyse: etape.fait, analyseeLe, signature });
      if (renonce) await this.remettreADemain(tx, prise.id);
      else await tx.query('delete from analyse_piece where piece_id = $1', [prise.id]);
      if (etape.fait !== prise.etatAnalyse) await this.tracer(tx, prise, etape.fait, signature);
      return accepter();
    });
  }

  private async remettreADemain(tx: EntityManager, pieceId: string): Promise<void> {
    await tx.query(
      `update analyse_piece set pris_par = null, battement = null,
         prochain_essai = clock_timestamp() + make_interval(secs => ${REPRISE_ECHEC_S}) where piece_id = $1`,
      [pieceId],
    );
  }

  /** The scanner is a machine: its line has no author. */
  private tracer(tx: EntityManager, prise: Prise, analyse: AnalysePiece, signature: string | null): Promise<void> {
    const donnees = { pieceId: prise.id, analyse, signature };
    const objet = { objetType: 'candidature', objetId: prise.candidatureId };
    return journaliser(tx, {
      chaine: `candidature:${prise.candidatureId}`,
      action: 'analyserPiece',
      acteurId: null,
      ...objet,
      donnees,
    });
  }
}
