import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** State of the outbox and of the mails, for whoever watches the service. */
export interface MesuresAvis {
  evenements: number;
  /** Seconds since the oldest thing that should have been done, events and mails together; 0 when nothing is late. */
  retardS: number;
  aEnvoyer: number;
  abandonnes: number;
}

@Injectable()
export class MesuresDesAvis {
  constructor(private readonly source: DataSource) {}

  async mesurer(): Promise<MesuresAvis> {
    const [mesures] = await this.source.query<MesuresAvis[]>(
      `select e.n as evenements, c.n as "aEnvoyer", (select count(*)::int from courriel where etat = 'ABANDONNE') as abandonnes,
          greatest(0, extract(epoch from maintenant() - least(e.depuis, c.depuis)))::float8 as "retardS"
        from (select count(*)::int as n, min(a_traiter_le) as depuis from evenement where traite_le is null) e,
          (select count(*)::int as n, min(a_envoyer_le) as depuis from courriel where etat = 'A_ENVOYER') c`,
    );
    return { evenements: 0, aEnvoyer: 0, abandonnes: 0, ...mesures, retardS: mesures?.retardS ?? 0 };
  }
}
