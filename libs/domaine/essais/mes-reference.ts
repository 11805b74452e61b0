import type { Instance, Points, ProjetOffert } from '../src/repartition/instance.js';
import {
  comparer,
  divise,
  fois,
  minimum,
  moins,
  plancher,
  plus,
  ratio,
  ZERO,
  type Rationnel,
} from '../src/repartition/rationnel.js';

/**
 * The Method of Equal Shares as its text says it (allocation.md A2, A7): every project priced again each round by raising one
 * level step by step, every choice of minima enumerated. Slow and plain on purpose: what `partsEgales` is held against.
 */
export function mesReference(instance: Instance, points: Points, prorata: boolean) {
  const soldes = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
  let restants = [...instance.projets].sort(ordre);
  const tours: { projet: string; rho: Rationnel; paiements: Record<string, bigint>; exAequo: string[] }[] = [];
  const nonFinancables: { id: string; atteignable: bigint; besoin: bigint }[] = [];
  for (;;) {
    const offres = restants.map((projet) => ({ projet, ...coter(instance, projet, points, prorata, soldes) }));
    for (const { projet, atteignable } of offres) {
      if (atteignable < projet.besoin) nonFinancables.push({ id: projet.id, atteignable, besoin: projet.besoin });
    }
    const possibles = offres.filter(({ projet, atteignable }) => atteignable === projet.besoin);
    const [choisi] = [...possibles].sort(
      (a, b) =>
        comparer(a.rho, b.rho) ||
        Number(a.projet.besoin - b.projet.besoin) ||
        Number(pointsDe(points, b.projet.id) - pointsDe(points, a.projet.id)) ||
        ordre(a.projet, b.projet),
    );
    if (!choisi) break;
    const exAequo = possibles.filter((o) => o !== choisi && comparer(o.rho, choisi.rho) === 0).map((o) => o.projet.id);
    tours.push({ projet: choisi.projet.id, rho: choisi.rho, paiements: choisi.paiements, exAequo });
    for (const [id, montant] of Object.entries(choisi.paiements)) soldes.set(id, (soldes.get(id) ?? 0n) - montant);
    restants = possibles.filter((o) => o !== choisi).map(({ projet }) => projet);
  }
  return { retenus: tours.map(({ projet }) => projet), tours, restes: Object.fromEntries(soldes), nonFinancables };
}

interface Payeur {
  id: string;
  poids: bigint;
  min: bigint;
  cap: bigint;
}

/** A set of payers whose sum has a limit: the need, or the cap of a class. */
interface Limite {
  montant: bigint;
  membres: ReadonlySet<string>;
}

const ordre = (a: { id: string; rang: number }, b: { id: string; rang: number }) =>
  a.rang - b.rang || (a.id < b.id ? -1 : 1);

function pointsDe(points: Points, projet: string): bigint {
  return Object.values(points[projet] ?? {}).reduce((a, b) => a + b, 0n);
}

function coter(
  instance: Instance,
  projet: ProjetOffert,
  points: Points,
  prorata: boolean,
  soldes: ReadonlyMap<string, bigint>,
) {
  const payeurs = [...instance.enveloppes].sort(ordre).flatMap((enveloppe): Payeur[] => {
    const ligne = projet.lignes.find((l) => l.enveloppe === enveloppe.id);
    const poids = (points[projet.id]?.[enveloppe.id] ?? 0n) * (prorata ? enveloppe.montant : 1n);
    const solde = soldes.get(enveloppe.id) ?? 0n;
    const cap = ligne === undefined || ligne.plafond > solde ? solde : ligne.plafond;
    if (ligne === undefined || poids === 0n || cap === 0n || ligne.minimum > cap) return [];
    return [{ id: enveloppe.id, poids, min: ligne.minimum, cap }];
  });
  const limites = Object.entries(projet.plafondsClasses).map(([classe, montant]) => ({
    montant,
    membres: new Set(instance.enveloppes.filter((e) => ancetres(instance, e.classe).includes(classe)).map((e) => e.id)),
  }));
  const { gardes, atteignable } = choisir(payeurs, limites, projet.besoin);
  const parts = monter(gardes, [...limites, { montant: atteignable, membres: new Set(gardes.map(({ id }) => id)) }]);
  const prix = gardes.map(({ id, poids }) => divise(parts.get(id) ?? ZERO, ratio(poids)));
  const rho = prix.reduce((a, b) => (comparer(a, b) >= 0 ? a : b), ZERO);
  return {
    atteignable,
    rho: projet.besoin === 0n ? ZERO : divise(rho, ratio(projet.besoin)),
    paiements: arrondir(gardes, parts, limites, atteignable),
  };
}

function ancetres({ classes }: Instance, classe: string | null): string[] {
  if (classe === null) return [];
  return [classe, ...ancetres({ classes } as Instance, classes.find(({ id }) => id === classe)?.parent ?? null)];
}

/** The payers kept when the minima do not all fit: the most money, then the fewest left out, then the latest ranks left out. */
function choisir(payeurs: readonly Payeur[], limites: readonly Limite[], besoin: bigint) {
  let meilleur: { gardes: Payeur[]; atteignable: bigint; sortis: number[] } | undefined;
  for (let masque = 0; masque < 2 ** payeurs.length; masque += 1) {
    const sortis = payeurs.flatMap((_, i) => ((masque >> i) & 1 ? [i] : []));
    if (payeurs.some(({ min }, i) => min === 0n && sortis.includes(i))) continue;
    const gardes = payeurs.filter((_, i) => !sortis.includes(i));
    const minima = (membres: ReadonlySet<string>) =>
      gardes.filter(({ id }) => membres.has(id)).reduce((total, { min }) => total + min, 0n);
    if (minima(new Set(gardes.map(({ id }) => id))) > besoin) continue;
    if (limites.some(({ montant, membres }) => minima(membres) > montant)) continue;
    const atteignable = capaciteParSousEnsembles(gardes, limites, besoin);
    if (!meilleur || prefere({ atteignable, sortis }, meilleur)) meilleur = { gardes, atteignable, sortis };
  }
  if (!meilleur) throw new Error('l’ensemble vide tient toujours');
  return meilleur;
}

function prefere(a: { atteignable: bigint; sortis: number[] }, b: { atteignable: bigint; sortis: number[] }): boolean {
  if (a.atteignable !== b.atteignable) return a.atteignable > b.atteignable;
  if (a.sortis.length !== b.sortis.length) return a.sortis.length < b.sortis.length;
  const [da, db] = [[...a.sortis].reverse(), [...b.sortis].reverse()];
  const i = da.findIndex((rang, k) => rang !== db[k]);
  return (da[i] ?? 0) > (db[i] ?? 0);
}

/** What the caps let in: the smallest sum of limits and caps over all choices of limits that hold (a minimum cut by hand). */
function capaciteParSousEnsembles(gardes: readonly Payeur[], limites: readonly Limite[], besoin: bigint): bigint {
  let plusPetit = besoin;
  for (let masque = 0; masque < 2 ** limites.length; masque += 1) {
    const choisies = limites.filter((_, i) => (masque >> i) & 1);
    const libres = gardes.filter(({ id }) => !choisies.some(({ membres }) => membres.has(id)));
    const coupe =
      choisies.reduce((total, { montant }) => total + montant, 0n) + libres.reduce((total, { cap }) => total + cap, 0n);
    if (coupe < plusPetit) plusPetit = coupe;
  }
  return plusPetit;
}

/** Raises one level for all; who meets its cap, or is in a full set, stops there. */
function monter(gardes: readonly Payeur[], limites: readonly Limite[]): Map<string, Rationnel> {
  const arretes = new Map<string, Rationnel>();
  let niveau = ZERO;
  const part = ({ id, poids, min, cap }: Payeur, l: Rationnel): Rationnel => {
    const libre = fois(l, ratio(poids));
    const haute = comparer(libre, ratio(min)) > 0 ? libre : ratio(min);
    return arretes.get(id) ?? minimum(haute, ratio(cap));
  };
  const somme = ({ membres }: Limite, l: Rationnel) =>
    gardes.filter(({ id }) => membres.has(id)).reduce((total, p) => plus(total, part(p, l)), ZERO);
  for (;;) {
    for (const p of gardes) if (comparer(part(p, niveau), ratio(p.cap)) === 0) arretes.set(p.id, ratio(p.cap));
    for (const limite of limites.filter((l) => comparer(somme(l, niveau), ratio(l.montant)) === 0)) {
      for (const p of gardes.filter(({ id }) => limite.membres.has(id))) arretes.set(p.id, part(p, niveau));
    }
    const actifs = gardes.filter(({ id }) => !arretes.has(id));
    if (actifs.length === 0) return arretes;
    // The sums are straight lines up to the next of these levels; a limit met on the way is met where the line says.
    const coudes = actifs.flatMap(({ poids, min, cap }) => [ratio(min, poids), ratio(cap, poids)]);
    const prochain = coudes.filter((c) => comparer(c, niveau) > 0).reduce(minimum);
    const rencontres = limites.flatMap((l) => {
      const [ici, la] = [somme(l, niveau), somme(l, prochain)];
      if (comparer(la, ratio(l.montant)) < 0 || comparer(la, ici) === 0) return [];
      const fraction = divise(moins(ratio(l.montant), ici), moins(la, ici));
      return [plus(niveau, fois(fraction, moins(prochain, niveau)))];
    });
    niveau = [prochain, ...rencontres].reduce(minimum);
  }
}

function arrondir(gardes: readonly Payeur[], parts: Map<string, Rationnel>, limites: readonly Limite[], total: bigint) {
  const cents = new Map(gardes.map(({ id }) => [id, plancher(parts.get(id) ?? ZERO)]));
  const verse = (membres: (id: string) => boolean) => [...cents].reduce((t, [id, c]) => (membres(id) ? t + c : t), 0n);
  const reste = (id: string) => moins(parts.get(id) ?? ZERO, ratio(cents.get(id) ?? 0n));
  const file = gardes.map((p) => ({ p, r: reste(p.id) })).sort((a, b) => comparer(b.r, a.r));
  for (const { p } of file) {
    const plein = limites.some((l) => l.membres.has(p.id) && verse((id) => l.membres.has(id)) >= l.montant);
    if (verse(() => true) === total) break;
    if (!plein && (cents.get(p.id) ?? 0n) < p.cap) cents.set(p.id, (cents.get(p.id) ?? 0n) + 1n);
  }
  return Object.fromEntries(cents);
}
