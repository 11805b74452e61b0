import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { horlogeDuProcessus } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../migrations/index.js';
import { etatDuService } from './arret.js';

const ECART_HORLOGE_MAX_MS = 250;

interface Sonde {
  migrations: string;
  durable: string;
  instant: Date;
}

@Controller()
export class SanteController {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** The process answers. Says nothing of its database: restarting the process would not mend it. */
  @Get('vivant')
  vivant(): { etat: string } {
    return { etat: 'vivant' };
  }

  /** May requests be sent here? Migrated database, durable writes, agreeing clocks, and no stop under way. */
  @Get('pret')
  async pret(): Promise<{ etat: string }> {
    const motif = etatDuService.arretDemande ? 'arrêt en cours' : await this.defaut();
    if (motif) throw new ServiceUnavailableException({ etat: 'indisponible', motif });
    return { etat: 'pret' };
  }

  private async defaut(): Promise<string | undefined> {
    try {
      const avant = horlogeDuProcessus();
      const [sonde] = await this.source.query<Sonde[]>(
        `select (select count(*)::text from migrations) as migrations, current_setting('synchronous_commit') as durable, maintenant() as instant`,
      );
      if (Number(sonde?.migrations) !== MIGRATIONS.length) return 'base à migrer';
      if (sonde?.durable !== 'on') return 'synchronous_commit doit valoir on';
      const milieu = (avant + horlogeDuProcessus()) / 2;
      if (Math.abs(sonde.instant.getTime() - milieu) > ECART_HORLOGE_MAX_MS) return 'horloges en désaccord';
      return undefined;
    } catch {
      return 'base injoignable';
    }
  }
}
