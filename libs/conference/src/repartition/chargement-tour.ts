import type { ObjetHabilite } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { chargerSeance, objetSeance, type SeanceChargee, type VerrouSeance } from '../chargement.js';
import { Tour, TourProjet } from './tour.entity.js';

/** A round with its session and its projects, locked as asked. */
export interface TourCharge {
  tour: Tour;
  charge: SeanceChargee;
  projets: TourProjet[];
}

/**
 * Loads a round: its session first, then itself, so that two acts never wait for each other. `for_no_key_update` for what
 * ends the round; `pessimistic_read` (FOR SHARE) for what happens inside it: many seals at once, none beside a reveal.
 */
export async function chargerTour(
  tx: EntityManager,
  id: string,
  verrou: VerrouSeance,
  verrouSeance: VerrouSeance = 'pessimistic_read',
): Promise<TourCharge | null> {
  const trouve = await tx.findOneBy(Tour, { id });
  const charge = trouve && (await chargerSeance(tx, trouve.seanceId, verrouSeance));
  if (!charge) return null;
  const tour = await tx.findOneOrFail(Tour, { where: { id }, lock: { mode: verrou } });
  const projets = await tx.find(TourProjet, { where: { tourId: id }, order: { rang: 'ASC' } });
  return { tour, charge, projets };
}

/** The round as the rights see it; `organismeIds`: the funder for which the agent claims to act. */
export function objetTour({ charge }: TourCharge, organismeIds: string[] = []): ObjetHabilite {
  return objetSeance(charge, organismeIds);
}
