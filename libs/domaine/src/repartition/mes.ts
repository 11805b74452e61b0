import type { Centimes } from '../montant/montant.js';
import { accepter, type Decision } from '../refus.js';
import { validerArbre } from './arbre.js';
import type { Instance, Points } from './instance.js';
import type { PonderationMes } from './mes-candidat.js';
import { PartieMes, type ResultatMes } from './mes-partie.js';
import type { Rationnel } from './rationnel.js';

/**
 * Method of Equal Shares with unequal envelopes (A7). Each round prices every project by water-filling its need over those who
 * gave it points, under the caps of A2, and funds the one whose ρ is the smallest (ties: the cheapest, then the most points,
 * then the published rank). Payments are whole cents each round. Refusals: those of `validerArbre`, then LIMITE_DEPASSEE
 * (`projets`) when more minima than can be weighed do not fit together.
 * @throws RangeError on a line of an unknown envelope: a fault of the caller
 */
export function partsEgales(instance: Instance, points: Points, ponderation: PonderationMes): Decision<ResultatMes> {
  const decision = jouer(instance, points, ponderation, false);
  if (!decision.ok) return decision;
  const { retenus, tours, restes, nonFinancables } = decision.fait;
  return accepter({
    retenus,
    tours: tours.map((tour) => ({ ...tour, paiements: enCentimes(tour.paiements) })),
    restes: enCentimes(restes),
    nonFinancables: nonFinancables.map(({ id, atteignable, besoin }) => ({
      id,
      atteignable: atteignable.n,
      besoin: besoin.n,
    })),
  });
}

/**
 * The same method with exact payments, fractions of a cent included: what published elections are computed with, where a
 * voter holds less than a cent. Same refusals.
 */
export function partsEgalesExactes(
  instance: Instance,
  points: Points,
  ponderation: PonderationMes,
): Decision<ResultatMes<Rationnel>> {
  return jouer(instance, points, ponderation, true);
}

function enCentimes(montants: Record<string, Rationnel>): Record<string, Centimes> {
  return Object.fromEntries(Object.entries(montants).map(([id, { n }]) => [id, n]));
}

function jouer(
  instance: Instance,
  points: Points,
  ponderation: PonderationMes,
  exact: boolean,
): Decision<ResultatMes<Rationnel>> {
  const arbre = validerArbre(instance.classes);
  if (!arbre.ok) return arbre;
  return new PartieMes(instance, points, ponderation, arbre.fait, exact).jouer();
}
