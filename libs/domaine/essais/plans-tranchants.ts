import type { Instance, ProjetOffert } from '../src/repartition/instance.js';
import { chercherLignesAllumees } from '../src/repartition/lignes-allumees.js';
import { preparer } from '../src/repartition/preparation.js';
import type { ModeleLineaire } from '../src/repartition/solveur.js';
import { hasard } from './hasard.js';
import { present } from './present.js';

const entre = (tirer: () => number, bas: number, haut: number) => bas + Math.floor(tirer() * (haut - bas + 1));

/**
 * A plan on a knife's edge: the best projects need one cent more, out of 20 to 120 million euros, than the envelope from
 * which they must take it. What they must take is certain, whatever the other envelopes do.
 */
export function planTranchant(graine: number): Instance {
  const tirer = hasard(graine);
  const bons = entre(tirer, 2, 5);
  const total = entre(tirer, 2_000_000_000, 12_000_000_000);
  const besoins: bigint[] = [];
  for (let i = 0, reste = total; i < bons; i++) {
    const part = i === bons - 1 ? reste : entre(tirer, 1, Math.floor((2 * reste) / (bons - i)) - 1);
    besoins.push(BigInt(part));
    reste -= part;
  }
  const autres = entre(tirer, 1, 4);
  for (let i = 0; i < autres; i++) besoins.push(BigInt(entre(tirer, 1, Math.floor(total / 2))));
  const projets = besoins.map((besoin, i): ProjetOffert => {
    // What the other envelope may bring is certain too: the knife's edge stays where it is.
    const ailleurs = BigInt(entre(tirer, 0, 1_000_000_000));
    return {
      id: `P${i}`,
      rang: entre(tirer, 1, 9),
      score: BigInt(i < bons ? entre(tirer, 60, 99) : entre(tirer, 1, 59)),
      besoin: besoin + ailleurs,
      lignes: [
        { enveloppe: 'COMMUNE', plafond: besoin, minimum: 0n },
        { enveloppe: 'REGION', plafond: ailleurs, minimum: 0n },
      ],
      plafondsClasses: tirer() < 0.5 ? { PUBLIC: besoin + ailleurs } : {},
    };
  });
  return {
    classes: [{ id: 'PUBLIC', parent: null }],
    enveloppes: [
      { id: 'COMMUNE', classe: 'PUBLIC', montant: BigInt(total) - 1n, rang: 1 },
      { id: 'REGION', classe: null, montant: 10n ** 12n, rang: 2 },
    ],
    projets,
  };
}

/** The best plan by an exact flow on every set of projects: for amounts that cannot be tried cent by cent. */
export function optimumParEnsembles(instance: Instance): { retenus: string[]; score: bigint; montant: bigint } {
  const preparee = preparer(instance);
  const { projets } = preparee;
  let meilleur = { retenus: [] as string[], score: -1n, montant: 0n };
  for (let masque = (1 << projets.length) - 1; masque >= 0; masque--) {
    const choisis = projets.filter((_, i) => masque & (1 << (projets.length - 1 - i)));
    const score = choisis.reduce((total, p) => total + p.score, 0n);
    const montant = choisis.reduce((total, p) => total + p.besoin, 0n);
    if (score < meilleur.score || (score === meilleur.score && montant <= meilleur.montant)) continue;
    const retenus = choisis.map(({ id }) => id);
    if (chercherLignesAllumees(preparee, retenus).issue === 'FAISABLE') meilleur = { retenus, score, montant };
  }
  return meilleur;
}

/**
 * What everybody writes first: the whole problem to the solver, amounts in euros, and its answer rounded. Lines first, then
 * projects, in the order of the instance. Without minima.
 */
export function modeleNaif({ projets, enveloppes, classes }: Instance): ModeleLineaire {
  const euros = (montant: bigint) => Number(montant) / 100;
  const parents = new Map(classes.map(({ id, parent }) => [id, parent]));
  const lignes = projets.flatMap((projet, p) => projet.lignes.map((ligne) => ({ ...ligne, p })));
  const z = (p: number) => lignes.length + p;
  const sous = (enveloppe: string, classe: string) => {
    let c = present(enveloppes.find(({ id }) => id === enveloppe)).classe;
    while (c !== null && c !== classe) c = parents.get(c) ?? null;
    return c === classe;
  };
  const rangee = (choix: (l: (typeof lignes)[number]) => boolean, p: number, plafond: bigint, bas: number) => {
    const colonnes = lignes.flatMap((l, i) => (choix(l) ? [i] : []));
    return { colonnes: [...colonnes, z(p)], valeurs: [...colonnes.map(() => 1), -euros(plafond)], bas, haut: 0 };
  };
  return {
    colonnes: [
      ...lignes.map(({ plafond }) => ({ gain: 0, bas: 0, haut: euros(plafond), entiere: false })),
      ...projets.map(({ score }) => ({ gain: Number(score), bas: 0, haut: 1, entiere: true })),
    ],
    rangees: [
      ...projets.flatMap((projet, p) => [
        rangee((l) => l.p === p, p, projet.besoin, 0),
        ...Object.entries(projet.plafondsClasses).map(([classe, plafond]) =>
          rangee((l) => l.p === p && sous(l.enveloppe, classe), p, plafond, -Infinity),
        ),
      ]),
      ...enveloppes.map(({ id, montant }) => {
        const colonnes = lignes.flatMap((l, i) => (l.enveloppe === id ? [i] : []));
        return { colonnes, valeurs: colonnes.map(() => 1), bas: -Infinity, haut: euros(montant) };
      }),
    ],
  };
}

/** Projects that an answer to `modeleNaif` selects. */
export function retenusNaifs({ projets }: Instance, valeurs: readonly number[] | null): string[] {
  const debut = (valeurs?.length ?? 0) - projets.length;
  return projets.filter((_, p) => (valeurs?.[debut + p] ?? 0) > 0.5).map(({ id }) => id);
}

/** Cents that these projects need and that the envelopes do not have. */
export function depassement(instance: Instance, retenus: readonly string[]): bigint {
  const [commune] = instance.enveloppes;
  const projets = instance.projets.filter(({ id }) => retenus.includes(id));
  const besoin = projets.reduce((total, { lignes }) => total + (lignes[0]?.plafond ?? 0n), 0n);
  const manque = besoin - present(commune).montant;
  return manque > 0n ? manque : 0n;
}
