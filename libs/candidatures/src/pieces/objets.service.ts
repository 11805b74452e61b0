import { Injectable } from '@nestjs/common';
import { Depot, nouvelleCle } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';

/** Time given to whoever stores an object to adopt it, in minutes. */
const ADOPTION_MIN = 60;
const LOT = 10;

/**
 * The objects of the store, and who answers for them. One is announced before it is written and adopted by the transaction
 * of the document that it becomes; what nobody adopts, or needs any more, is deleted. A crash at any step leaves no orphan.
 */
@Injectable()
export class Objets {
  constructor(
    private readonly source: DataSource,
    private readonly depot: Depot,
  ) {}

  /** Stores the content of a file, which is consumed, for as long as it has to be adopted. @returns its key */
  async ranger(chemin: string, minutes = ADOPTION_MIN): Promise<string> {
    const cle = nouvelleCle();
    await this.source.query(
      `insert into objet_provisoire (cle, supprimer_apres) values ($1, clock_timestamp() + make_interval(mins => $2))`,
      [cle, minutes],
    );
    await this.depot.deposer(cle, chemin);
    return cle;
  }

  /** From now on the caller's rows answer for this object. Throws when it came too late and the object may be gone. */
  async adopter(tx: EntityManager, cle: string): Promise<void> {
    const [, adoptes] = await tx.query<[unknown, number]>('delete from objet_provisoire where cle = $1', [cle]);
    if (adoptes !== 1) throw new Error('objet abandonné avant d’être adopté');
  }

  /** Objects that nobody adopted and nobody waits for: the next cleaning deletes them. */
  async abandonner(tx: Pick<EntityManager, 'query'>, cles: string[]): Promise<void> {
    await tx.query('update objet_provisoire set supprimer_apres = clock_timestamp() where cle = any ($1)', [cles]);
  }

  /** Deletes the objects that are past their instant. An adoption under way keeps its line locked, and is left alone. @returns how many */
  async nettoyer(): Promise<number> {
    return this.source.transaction(async (tx) => {
      const echus = await tx.query<{ cle: string }[]>(
        `select cle from objet_provisoire where supprimer_apres <= clock_timestamp()
         order by supprimer_apres limit ${LOT} for update skip locked`,
      );
      for (const { cle } of echus) {
        await this.depot.supprimer(cle);
        await tx.query('delete from objet_provisoire where cle = $1', [cle]);
      }
      return echus.length;
    });
  }
}
