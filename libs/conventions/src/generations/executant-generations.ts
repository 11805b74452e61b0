import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { nouvelId, Tournee } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { TraitementLignes, type Prise } from './traitement-lignes.js';

/** A generation asked for here starts at once; this is for those whose instance is gone. */
const PERIODE_MS = 60_000;
/** A generation that has given no sign of life for so long is taken over: its instance is gone. */
const SILENCE = '30 seconds';
/** After so many instances have died on the same file, a generation is given up, until somebody resumes it. */
const ESSAIS_MAX = 3;

const PRENDRE = `update generation set etat = 'EN_COURS', executant = $1, essai = essai + 1, battement = maintenant(),
    commence_le = coalesce(commence_le, maintenant())
  where id = (select id from generation
    where (etat = 'EN_ATTENTE' or etat = 'EN_COURS' and battement < maintenant() - interval '${SILENCE}')
      and essai < ${ESSAIS_MAX}
    order by demande_le, id for no key update skip locked limit 1)
  returning id, acteur_id as "acteurId", executant`;

const ABANDONNER = `update generation set etat = 'ECHOUEE', executant = null
  where id in (select id from generation
    where etat = 'EN_COURS' and battement < maintenant() - interval '${SILENCE}' and essai >= ${ESSAIS_MAX}
    for no key update skip locked)`;

const SIENNE = `where id = $1 and executant = $2 and etat = 'EN_COURS'`;
const TERMINER = `update generation set etat = 'TERMINEE', terminee_le = maintenant(), battement = maintenant() ${SIENNE}
  and not exists (select 1 from ligne_generation l where l.generation_id = generation.id and l.etat = 'A_FAIRE')`;
const RENDRE = `update generation set etat = 'EN_ATTENTE', executant = null, essai = greatest(essai - 1, 0) ${SIENNE}`;

/**
 * Carries on the generations that wait, one at a time for each instance of the application. Two instances never carry on the
 * same one: each is claimed under SKIP LOCKED, and a claim holds as long as its heartbeat; what a lost claim would still write
 * is refused by the row itself.
 */
@Injectable()
export class ExecutantGenerations implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly tournee = new Tournee(() => this.prendre(), new Logger(ExecutantGenerations.name));
  private readonly id = nouvelId();

  constructor(
    private readonly source: DataSource,
    private readonly lignes: TraitementLignes,
  ) {}

  onApplicationBootstrap(): void {
    this.tournee.ouvrir(PERIODE_MS);
  }

  /** A generation under way goes back to those that wait, between two files: another instance takes it from there. */
  async onModuleDestroy(): Promise<void> {
    await this.tournee.fermer();
  }

  /** Looks for work, unless some is under way. */
  reveiller(): void {
    this.tournee.reveiller();
  }

  private async prendre(): Promise<boolean> {
    await this.source.query(ABANDONNER);
    const [[prise]] = await this.source.query<[Prise[], number]>(PRENDRE, [this.id]);
    if (prise) await this.mener(prise);
    return prise !== undefined;
  }

  private async mener(prise: Prise): Promise<void> {
    while (!this.tournee.fermee) {
      const suite = await this.lignes.suivante(prise);
      if (suite === 'TRAITEE') continue;
      if (suite === 'AUCUNE') await this.source.query(TERMINER, [prise.id, this.id]);
      return;
    }
    await this.source.query(RENDRE, [prise.id, this.id]);
  }
}
