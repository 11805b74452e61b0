import type { EtatTour } from '@tdt/domaine';
import { estUuid, Perimetre, type Agent } from '@tdt/socle';
import type { DataSource } from 'typeorm';

/** A round that the agent may simulate, and which of its projects he may see: a member in déport loses sight of his (R23). */
export interface AccesTour {
  etat: EtatTour;
  visibles: ReadonlySet<string>;
}

/** Rights on a round for what is computed and not read, by the same matrix as every read; `null` when there are none. */
export async function accesAuTour(source: DataSource, agent: Agent, tourId: string): Promise<AccesTour | null> {
  if (!estUuid(tourId)) return null;
  const p = new Perimetre(source, agent);
  const [ligne] = await source.query<{ etat: EtatTour; visibles: string[] }[]>(
    ...p.requete(`select t.etat, (select coalesce(json_agg(c.id), '[]') from tour_projet tp
        join candidature c on c.id = tp.candidature_id
        where tp.tour_id = t.id and ${p.visible('Candidature', 'c')}) as visibles
      from tour t where t.id = ${p.valeur(tourId, 'uuid')} and ${p.peut('simulerPlan', 'Tour', 't')}`),
  );
  return ligne ? { etat: ligne.etat, visibles: new Set(ligne.visibles) } : null;
}
