import { writeFile } from 'node:fs/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DossierTravail, horlogeDuProcessus, UniteDeTravail } from '@tdt/socle';
import { accepter } from '@tdt/domaine';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AnalysesPieces } from './analyses.service.js';
import { Objets } from './objets.service.js';

const PERIODE_ANALYSES_MS = 5_000;
const PERIODE_MENAGE_MS = 60_000;
/** A file of work that nobody has touched for so long belongs to a dead process. */
const TRAVAIL_MAX_MS = 24 * 3_600_000;

interface PieceEnBase {
  id: string;
  contenu: Buffer;
  empreinte: Buffer;
}

/** What time alone starts: scans, deletions, and the move of the documents that are still in the database. Harmless twice at once. */
@Injectable()
export class MenagePieces implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly journal = new Logger(MenagePieces.name);
  private readonly minuteries: NodeJS.Timeout[] = [];
  private enCours: Promise<void> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly objets: Objets,
    private readonly travail: DossierTravail,
    private readonly analyses: AnalysesPieces,
  ) {}

  onApplicationBootstrap(): void {
    this.analyses.annoncer();
    this.minuteries.push(
      setInterval(() => this.analyses.reveiller(), PERIODE_ANALYSES_MS),
      setInterval(() => {
        this.enCours ??= this.faire()
          .catch((erreur: unknown) => this.journal.error({ err: erreur }, 'ménage des pièces'))
          .finally(() => (this.enCours = undefined));
      }, PERIODE_MENAGE_MS),
    );
    this.minuteries.forEach((minuterie) => minuterie.unref());
  }

  async onModuleDestroy(): Promise<void> {
    this.minuteries.forEach((minuterie) => clearInterval(minuterie));
    await this.analyses.arreter();
    await this.enCours;
  }

  /** One round of everything but the scans. */
  async faire(): Promise<void> {
    await this.oublierTeleversements();
    await this.rangerAnciennes();
    while ((await this.objets.nettoyer()) > 0);
    await this.travail.balayer(new Date(horlogeDuProcessus() - TRAVAIL_MAX_MS));
  }

  /** Uploads past their last instant; the objects of their parts carry their own. */
  private async oublierTeleversements(): Promise<void> {
    await this.source.query('delete from televersement where expire_le <= maintenant()');
  }

  /**
   * Moves to the store the documents received when there was none. Each is checked against its SHA-256 first and switched in
   * one statement: at every instant its content is in exactly one place. @returns how many were moved
   */
  async rangerAnciennes(): Promise<number> {
    let rangees = 0;
    let apres = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const [piece] = await this.source.query<PieceEnBase[]>(
        'select id, contenu, empreinte from piece where contenu is not null and id > $1 order by id limit 1',
        [apres],
      );
      if (!piece) return rangees;
      apres = piece.id;
      if (await this.ranger(piece)) rangees += 1;
    }
  }

  private async ranger({ id, contenu, empreinte }: PieceEnBase): Promise<boolean> {
    if (!createHash('sha256').update(contenu).digest().equals(empreinte)) {
      this.journal.error({ pieceId: id }, 'contenu altéré en base : laissé sur place');
      return false;
    }
    const cle = await this.travail.avecFichier(async (chemin) => {
      await writeFile(chemin, contenu, { mode: 0o600 });
      return this.objets.ranger(chemin);
    });
    const rangee = await this.unite.executer(async (tx) => {
      const [, changees] = await tx.query<[unknown, number]>(
        'update piece set cle = $2, contenu = null where id = $1 and contenu is not null',
        [id, cle],
      );
      if (changees === 1) await this.objets.adopter(tx, cle);
      else await this.objets.abandonner(tx, [cle]);
      return accepter(changees === 1);
    });
    return rangee.ok && rangee.fait;
  }
}
