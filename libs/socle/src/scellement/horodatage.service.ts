import { Inject, Injectable } from '@nestjs/common';
import type { Jour } from '@tdt/domaine';
import { DataSource } from 'typeorm';
import { OPTIONS_SCELLEMENT, type OptionsScellement } from './options.js';

interface SceauDuJour {
  rang: string;
  jour: Jour;
  empreinte: Buffer;
}

/** One seal a day gets the time-stamp of an authority: nobody, with all our keys, can then make an older one. */
@Injectable()
export class Horodatage {
  constructor(
    private readonly source: DataSource,
    @Inject(OPTIONS_SCELLEMENT) private readonly options: OptionsScellement,
  ) {}

  /**
   * Has the first seal of the latest day stamped, unless it is already.
   * @returns true when a time-stamp was obtained
   * @throws Error when the authority gives none that verifies: the next seal of the day asks again
   */
  async horodaterLeJour(): Promise<boolean> {
    const { horodateur } = this.options;
    if (!horodateur) return false;
    const [sceau] = await this.source.query<SceauDuJour[]>(
      `select s.rang, s.jour::text as jour, s.empreinte from scellement s
        where s.jour = (select max(jour) from scellement)
          and not exists (select 1 from horodatage h where h.jour = s.jour)
        order by s.rang limit 1`,
    );
    if (!sceau) return false;
    const jeton = await horodateur.horodater(sceau.empreinte);
    await this.source.query(
      `insert into horodatage (jour, scellement_rang, autorite, jeton, obtenu_le) values ($1, $2, $3, $4, maintenant())
       on conflict (jour) do nothing`,
      [sceau.jour, sceau.rang, horodateur.autorite, jeton],
    );
    return true;
  }
}
