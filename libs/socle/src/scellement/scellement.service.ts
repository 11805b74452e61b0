import { Inject, Injectable } from '@nestjs/common';
import { accepter } from '@tdt/domaine';
import { DataSource, type EntityManager } from 'typeorm';
import { UniteDeTravail } from '../base/unite-de-travail.js';
import { maintenant } from '../horloge.js';
import type { CleScellement } from './cle.js';
import { instantClos } from './instant-clos.js';
import { feuille, racine, type Tete } from './merkle.js';
import { OPTIONS_SCELLEMENT, type OptionsScellement } from './options.js';
import { signerSceau, type CauseScellement, type ContenuSceau, type Sceau } from './sceau.js';

/** How long a seal waits for the transactions that are open: the clock can, somebody who expects an answer cannot. */
const PATIENCE_MS: Record<CauseScellement, number> = { PERIODE: 30_000, PV: 400, CONVENTION: 400 };

interface DernierSceau {
  rang: string;
  empreinte: Buffer;
  arrete_le: Date;
  scelle_le: Date;
}

/** A head as it is now, with its place in the tree and its rank in the last seal, if it has been sealed. */
interface TeteCourante extends Tete {
  position: string | null;
  scellee: string | null;
}

interface TeteScellee extends TeteCourante {
  position: string;
}

/** Seals the journal (trust.md §5): whatever is under a seal cannot change without showing. */
@Injectable()
export class Scellement {
  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    @Inject(OPTIONS_SCELLEMENT) private readonly options: OptionsScellement,
  ) {}

  /**
   * Seals what is committed. To be called after the transaction of the act, never inside: a seal attests what is certain.
   * Any number of instances may seal at once: each seal follows the one before under the lock of the last.
   * @returns the seal; null without a key, or when the clock finds that another instance has just sealed.
   */
  async sceller(cause: CauseScellement, objetId: string | null = null): Promise<Sceau | null> {
    const { cle } = this.options;
    if (!cle) return null;
    const clos = await instantClos(this.source, PATIENCE_MS[cause]);
    const decision = await this.unite.executer(async (tx) =>
      accepter(await this.inscrire(tx, cle, { cause, objetId, clos })),
    );
    return decision.ok ? decision.fait : null;
  }

  private async inscrire(
    tx: EntityManager,
    cle: CleScellement,
    { cause, objetId, clos }: { cause: CauseScellement; objetId: string | null; clos: Date | null },
  ): Promise<Sceau | null> {
    const [dernier] = await tx.query<DernierSceau[]>(
      'select rang, empreinte, arrete_le, scelle_le from scellement_dernier for no key update',
    );
    if (!dernier) throw new Error('scellement_dernier a perdu sa ligne');
    const instant = await maintenant(tx);
    if (cause === 'PERIODE' && this.recent(dernier, instant)) return null;
    const scelleLe = plusTard(instant, dernier.scelle_le);
    const tetes = await lireTetes(tx);
    const sceau = signerSceau(
      {
        rang: BigInt(dernier.rang) + 1n,
        cause,
        objetId,
        // When a transaction outlives the wait, nothing more is promised than by the seal before.
        arreteLe: plusTard(clos ?? dernier.arrete_le, dernier.arrete_le),
        scelleLe,
        ...attester(tetes),
        prec: dernier.empreinte,
      },
      cle,
    );
    await ecrire(tx, cle, sceau, tetes);
    return sceau;
  }

  /** Several instances wake at their own times: one seal a period is enough, give or take a tenth. */
  private recent(dernier: DernierSceau, instant: Date): boolean {
    if (dernier.rang === '0') return false;
    return instant.getTime() - dernier.scelle_le.getTime() < this.options.periodeMs * 0.9;
  }
}

function plusTard(a: Date, b: Date): Date {
  return a.getTime() > b.getTime() ? a : b;
}

/** All heads at one instant, in the order of the leaves: places given at earlier seals, then new chains by name. */
async function lireTetes(tx: EntityManager): Promise<TeteScellee[]> {
  const tetes = await tx.query<TeteCourante[]>(
    `select t.chaine, t.rang, t.empreinte, s.position, s.rang as scellee
       from journal_tete t
       left join lateral (select position, rang from scellement_tete s where s.chaine = t.chaine
                          order by s.scellement_rang desc limit 1) s on true
      where t.rang > 0
      order by s.position nulls last, t.chaine collate "C"`,
  );
  return tetes.map((tete, i) => ({ ...tete, position: tete.position ?? String(i) }));
}

function attester(tetes: readonly TeteScellee[]): Pick<ContenuSceau, 'chaines' | 'lignes' | 'racine'> {
  return {
    chaines: BigInt(tetes.length),
    lignes: tetes.reduce((somme, t) => somme + BigInt(t.rang), 0n),
    racine: racine(tetes.map(feuille)),
  };
}

async function ecrire(tx: EntityManager, cle: CleScellement, s: Sceau, tetes: readonly TeteScellee[]): Promise<void> {
  await tx.query(
    'insert into scellement_cle (kid, publique, vue_le) values ($1, $2, $3) on conflict (kid) do nothing',
    [cle.kid, cle.publique, s.scelleLe],
  );
  await tx.query(
    `insert into scellement (rang, cause, objet_id, jour, arrete_le, scelle_le, chaines, lignes, racine, prec, empreinte,
                             kid, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      s.rang,
      s.cause,
      s.objetId,
      s.jour,
      s.arreteLe,
      s.scelleLe,
      s.chaines,
      s.lignes,
      s.racine,
      s.prec,
      s.empreinte,
      s.kid,
      s.signature,
    ],
  );
  const changees = tetes.filter((t) => t.rang !== t.scellee);
  await tx.query(
    `insert into scellement_tete (scellement_rang, position, chaine, rang, empreinte)
     select $1, t.* from unnest($2::bigint[], $3::text[], $4::bigint[], $5::bytea[]) as t`,
    [
      s.rang,
      changees.map((t) => t.position),
      changees.map((t) => t.chaine),
      changees.map((t) => t.rang),
      changees.map((t) => t.empreinte),
    ],
  );
  await tx.query('update scellement_dernier set rang = $1, empreinte = $2, arrete_le = $3, scelle_le = $4', [
    s.rang,
    s.empreinte,
    s.arreteLe,
    s.scelleLe,
  ]);
}
