import { Injectable } from '@nestjs/common';
import type { Jour } from '@tdt/domaine';
import { DataSource } from 'typeorm';
import { SceauType } from './sceau.type.js';

const CHAMPS = `s.rang::text as rang, s.cause, s.objet_id as objet, s.jour::text as jour, s.arrete_le as "arreteLe",
  s.scelle_le as "scelleLe", s.chaines::text as chaines, s.lignes::text as lignes, encode(s.racine, 'hex') as racine,
  encode(s.prec, 'hex') as prec, encode(s.empreinte, 'hex') as empreinte, s.kid as cle,
  encode(s.signature, 'hex') as signature, h.autorite, h.obtenu_le as "horodateLe"`;

/** What everybody may read of the journal: its seals, and nothing that they seal. */
@Injectable()
export class TetesPubliques {
  constructor(private readonly source: DataSource) {}

  /** The first seal of each day of Paris, latest day first. It attests everything before it, and does not change. */
  async quotidiennes(premieres: number, avant: Jour | null): Promise<SceauType[]> {
    const lignes = await this.source.query<SceauType[]>(
      `select ${CHAMPS} from (
         select distinct on (jour) * from scellement where $1::date is null or jour < $1::date
          order by jour desc, rang limit $2) s
         left join horodatage h on h.scellement_rang = s.rang
        order by s.jour desc`,
      [avant, premieres],
    );
    return lignes.map((ligne) => Object.assign(new SceauType(), ligne));
  }

  /** The latest seal; null before the first. */
  async derniere(): Promise<SceauType | null> {
    const [ligne] = await this.source.query<SceauType[]>(
      `select ${CHAMPS} from scellement s left join horodatage h on h.scellement_rang = s.rang
        order by s.rang desc limit 1`,
    );
    return ligne ? Object.assign(new SceauType(), ligne) : null;
  }

  /** Public halves of the keys that have sealed (SPKI, DER), oldest first. */
  async cles(): Promise<Buffer[]> {
    const cles = await this.source.query<{ publique: Buffer }[]>(
      'select publique from scellement_cle order by vue_le, kid',
    );
    return cles.map((c) => c.publique);
  }

  /** The authority's answer for the head of this day, or null. */
  async jeton(jour: Jour): Promise<Buffer | null> {
    const [ligne] = await this.source.query<{ jeton: Buffer }[]>('select jeton from horodatage where jour = $1', [
      jour,
    ]);
    return ligne?.jeton ?? null;
  }
}
