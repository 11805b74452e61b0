import { listeClassee, partsEgalesExactes, type Instance, type Points } from '@tdt/domaine';
import { scores, type Election } from './pabulib.js';

/** What is done with the money that Equal Shares leaves (equalshares.net, « Completion »). */
export const COMPLETIONS = ['aucune', 'add1', 'add1-exhaustif'] as const;
export type Completion = (typeof COMPLETIONS)[number];

/** The completion that the rule of the file announces. */
export function completionAnnoncee({ regle }: Election): Completion {
  return regle === 'equalshares/add1' ? 'add1' : 'aucune';
}

/**
 * The election as an instance: one envelope a group of identical voters, of their shares together and with their points
 * together, which is exactly as many voters. Amounts are counted in 1/n of the file's, n being the number of voters, so that
 * an equal share of the budget is whole.
 */
export function instanceDeVote({ budget, projets, votants, groupes }: Election): {
  instance: Instance;
  points: Points;
} {
  const points: Record<string, Record<string, bigint>> = {};
  groupes.forEach((groupe, g) => {
    for (const [id, donnes] of groupe.points) (points[id] ??= {})[String(g)] = donnes * BigInt(groupe.effectif);
  });
  const enveloppes = groupes.map(({ effectif }, g) => ({
    id: String(g),
    classe: null,
    montant: budget * BigInt(effectif),
    rang: g,
  }));
  const offerts = projets.map(({ id, cout }, rang) => {
    const besoin = cout * BigInt(votants);
    const lignes = Object.keys(points[id] ?? {}).map((enveloppe) => ({ enveloppe, plafond: besoin, minimum: 0n }));
    return { id, rang, score: 0n, besoin, lignes, plafondsClasses: {} };
  });
  return { instance: { classes: [], enveloppes, projets: offerts }, points };
}

/** Method of Equal Shares, in exact fractions. */
function elus(instance: Instance, points: Points): string[] {
  const decision = partsEgalesExactes(instance, points, 'PARTS_EGALES');
  if (!decision.ok) throw new Error(decision.refus.message);
  return decision.fait.retenus;
}

/** `increments` currency units more for each voter. */
function augmenter({ enveloppes, ...reste }: Instance, increments: bigint, election: Election): Instance {
  const parTete = increments * election.unite * BigInt(election.votants);
  const dotees = enveloppes.map((enveloppe, g) => {
    const effectif = BigInt(election.groupes[g]?.effectif ?? 0);
    return { ...enveloppe, montant: enveloppe.montant + parTete * effectif };
  });
  return { ...reste, enveloppes: dotees };
}

/**
 * Winners by the Method of Equal Shares, in file order. `add1` raises every voter's share by one currency unit at a time as
 * long as the winners fit in the budget; `add1-exhaustif` stops as well as soon as no other project fits in what is left.
 * When all that has a supporter fits in the budget, no increase would ever be too much: the method is then not completed.
 */
export function gagnantsMes(election: Election, completion: Completion): string[] {
  const couts = new Map(election.projets.map(({ id, cout }) => [id, cout]));
  const coutDe = (ids: Iterable<string>) => [...ids].reduce((total, id) => total + (couts.get(id) ?? 0n), 0n);
  const soutenus = [...scores(election.groupes).keys()].filter((id) => couts.has(id));
  const tient = (ids: Iterable<string>) => coutDe(ids) <= election.budget;
  const exhaustif = (ids: readonly string[]) => soutenus.every((id) => ids.includes(id) || !tient([...ids, id]));
  const { instance, points } = instanceDeVote(election);
  let gagnants = elus(instance, points);
  if (completion !== 'aucune' && !tient(soutenus)) {
    for (let increments = 1n; completion === 'add1' || !exhaustif(gagnants); increments += 1n) {
      const suivants = elus(augmenter(instance, increments, election), points);
      if (!tient(suivants)) break;
      gagnants = suivants;
    }
  }
  return enOrdreDuFichier(election, gagnants);
}

/**
 * Winners by the ranked list, in file order, ties of score in file order: with skip, unless the rule of the file is
 * « greedy-no-skip ».
 */
export function gagnantsListe(election: Election): string[] {
  const totaux = scores(election.groupes);
  const instance: Instance = {
    classes: [],
    enveloppes: [{ id: 'BUDGET', classe: null, montant: election.budget, rang: 0 }],
    projets: election.projets.map(({ id, cout }, rang) => ({
      id,
      rang,
      score: totaux.get(id) ?? 0n,
      besoin: cout,
      lignes: [{ enveloppe: 'BUDGET', plafond: cout, minimum: 0n }],
      plafondsClasses: {},
    })),
  };
  const { retenus } = listeClassee(instance, { saut: election.regle !== 'greedy-no-skip' });
  return enOrdreDuFichier(election, retenus);
}

function enOrdreDuFichier({ projets }: Election, ids: readonly string[]): string[] {
  const retenus = new Set(ids);
  return projets.flatMap(({ id }) => (retenus.has(id) ? [id] : []));
}
