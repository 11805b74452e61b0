import { Injectable } from '@nestjs/common';
import { RAPPEL_HEURES, type Rappel } from '@tdt/domaine';
import { DataSource } from 'typeorm';

/** End of a day in Paris, the instant at which a deadline in days falls. */
const finDuJour = (jour: string) => `((${jour} + 1)::timestamp at time zone 'Europe/Paris')`;

/** Deadlines ahead: SELECT of `cle` (the same for the same deadline), `objet_id` and `terme`. */
const ECHEANCES: Readonly<Record<Rappel, string>> = {
  rappelerComplements: `select dc.id || '/' || dc.echeance as cle, dc.candidature_id as objet_id,
      ${finDuJour('dc.echeance')} as terme
    from demande_complement dc join candidature c on c.id = dc.candidature_id
    where dc.repondu_le is null and c.etat = 'A_COMPLETER'`,
  rappelerBrouillon: `select c.id || '/' || a.cloture as cle, c.id as objet_id, a.cloture as terme
    from candidature c join appel_a_projets a on a.id = c.appel_id
    where c.etat = 'BROUILLON' and c.recue_le is null and a.etat in ('PUBLIE', 'OUVERT')`,
};

/** What the clock makes known: a deadline that comes near enters the outbox, once, whatever the number of instances. */
@Injectable()
export class Rappels {
  constructor(private readonly source: DataSource) {}

  async annoncer(): Promise<void> {
    for (const rappel of Object.keys(ECHEANCES) as Rappel[]) {
      await this.source.query(
        `insert into evenement (cle, action, objet_id, fait_le, a_traiter_le)
         select $1 || '/' || e.cle, $1, e.objet_id, maintenant(), maintenant() from (${ECHEANCES[rappel]}) e
          where e.terme > maintenant() and e.terme <= maintenant() + make_interval(hours => $2)
         on conflict (cle) do nothing`,
        [rappel, RAPPEL_HEURES[rappel]],
      );
    }
  }
}
