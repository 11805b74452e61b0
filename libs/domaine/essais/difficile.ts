import type { PlancherThematique } from '../src/repartition/contraintes-plan.js';
import type { Instance } from '../src/repartition/instance.js';
import { enveloppe, ligne, projet } from './instances.js';

/** Forty projects of nearly the same worth: far too many ways for a few nodes. */
export function difficile(): Instance {
  const projets = Array.from({ length: 40 }, (_, i) => ({
    ...projet(`P${String(i).padStart(2, '0')}`, BigInt(100_003 + 977 * ((i * 17) % 40)), [ligne('E', 900_000n)]),
    score: BigInt(1_000 + ((i * 29) % 40)),
    rang: i,
  }));
  return { classes: [], enveloppes: [enveloppe('E', 1_234_567n)], projets };
}

/** The same, with an envelope that must be spent to the cent: a plan is hard to find, and `retenus` is one. */
export function introuvable(): { instance: Instance; planchers: PlancherThematique[]; retenus: string[] } {
  const { projets: tous, classes } = difficile();
  const projets = tous.map((p) => ({ ...p, etiquettes: ['QPV'] }));
  const retenus = projets.filter((_, i) => i % 4 === 1).map(({ id }) => id);
  const minimum = projets.filter(({ id }) => retenus.includes(id)).reduce((total, p) => total + p.besoin, 0n);
  return {
    instance: { classes, enveloppes: [enveloppe('E', minimum)], projets },
    planchers: [{ etiquette: 'QPV', mesure: 'MONTANT', minimum }],
    retenus,
  };
}
