import { somme, type Centimes } from '../montant/montant.js';
import { CENT_POUR_CENT } from '../montant/taux.js';
import type { Instance, PartsDuPlan, Points } from './instance.js';
import { parRang } from './preparation.js';
import { ratio, type Rationnel } from './rationnel.js';

/** What a plan does with one envelope, and for the funder behind it. */
export interface IndicateurEnveloppe {
  id: string;
  /** Cents that it pays in the plan. */
  verse: Centimes;
  /** What is left of it. */
  reste: Centimes;
  /** Effort rate: paid / amount of the envelope, in basis points, rounded down. An empty envelope gives 0. */
  usageBp: number;
  /** Points that the funder gave to the projects selected: its satisfaction. */
  satisfaction: bigint;
  /** Cents of the selected projects that it supports, per cent that it pays; `null` when it pays nothing. */
  levier: Rationnel | null;
}

/** What propositions are compared by, side by side, before a vote. */
export interface Indicateurs {
  /** Sum of the scores of the projects selected. */
  score: bigint;
  /** Cents paid by all. */
  montant: Centimes;
  /** Ids in published order. */
  retenus: string[];
  /** In order of rank. */
  enveloppes: IndicateurEnveloppe[];
}

/** What changes from a plan to another: positive when the second has more. */
export interface EcartPlans {
  score: bigint;
  montant: Centimes;
  /** Selected by the second only, then by the first only. */
  entrants: string[];
  sortants: string[];
  enveloppes: { id: string; verse: Centimes; satisfaction: bigint }[];
}

/**
 * Works out the indicators of a plan.
 * @param parts what each envelope pays for each project selected; a project without an entry is not selected
 * @param points what each funder gave to each project; a funder supports the projects it gave points to
 */
export function indicateurs(instance: Instance, parts: PartsDuPlan, points: Points): Indicateurs {
  const retenus = instance.projets.filter(({ id }) => parts[id] !== undefined).sort(parRang);
  const enveloppes = [...instance.enveloppes].sort(parRang).map(({ id, montant }) => {
    const verse = somme(retenus.map((projet) => parts[projet.id]?.[id] ?? 0n));
    const soutenus = retenus.filter((projet) => (points[projet.id]?.[id] ?? 0n) > 0n);
    return {
      id,
      verse,
      reste: montant - verse,
      usageBp: montant === 0n ? 0 : Number((verse * BigInt(CENT_POUR_CENT)) / montant),
      satisfaction: somme(soutenus.map((projet) => points[projet.id]?.[id] ?? 0n)),
      levier: verse === 0n ? null : ratio(somme(soutenus.map(({ besoin }) => besoin)), verse),
    };
  });
  return {
    score: somme(retenus.map(({ score }) => score)),
    montant: somme(enveloppes.map(({ verse }) => verse)),
    retenus: retenus.map(({ id }) => id),
    enveloppes,
  };
}

/** Compares two plans of one instance, envelope by envelope. */
export function comparerPlans(premier: Indicateurs, second: Indicateurs): EcartPlans {
  const avant = new Map(premier.enveloppes.map((enveloppe) => [enveloppe.id, enveloppe]));
  return {
    score: second.score - premier.score,
    montant: second.montant - premier.montant,
    entrants: second.retenus.filter((id) => !premier.retenus.includes(id)),
    sortants: premier.retenus.filter((id) => !second.retenus.includes(id)),
    enveloppes: second.enveloppes.map(({ id, verse, satisfaction }) => ({
      id,
      verse: verse - (avant.get(id)?.verse ?? 0n),
      satisfaction: satisfaction - (avant.get(id)?.satisfaction ?? 0n),
    })),
  };
}
