import type { Instance, Points, ProjetOffert } from '../src/repartition/instance.js';
import {
  comparer,
  divise,
  fois,
  maximum,
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
 * Amounts are fractions, whole ones unless payments are `exact`.
 */
export function mesReference(instance: Instance, points: Points, prorata: boolean, exact: boolean) {
  const soldes = new Map(instance.enveloppes.map(({ id, montant }) => [id, ratio(montant)]));
  let restants = [...instance.projets].sort(ordre);
  const tours: { projet: string; rho: Rationnel; paiements: Record<string, Rationnel>; exAequo: string[] }[] = [];
  const nonFinancables: { id: string; atteignable: Rationnel; besoin: Rationnel }[] = [];
  for (;;) {
    const offres = restants.map((projet) => ({ projet, ...coter(instance, projet, points, prorata, soldes) }));
    const couvre = ({ projet, atteignable }: { projet: ProjetOffert; atteignable: Rationnel }) =>
      comparer(atteignable, ratio(projet.besoin)) === 0;
    for (const { projet, atteignable } of offres.filter((offre) => !couvre(offre))) {
      nonFinancables.push({ id: projet.id, atteignable, besoin: ratio(projet.besoin) });
    }
    const possibles = offres.filter(couvre);
    const [choisi] = [...possibles].sort(
      (a, b) =>
        comparer(a.rho, b.rho) ||
        Number(a.projet.besoin - b.projet.besoin) ||
        Number(pointsDe(points, b.projet.id) - pointsDe(points, a.projet.id)) ||
        ordre(a.projet, b.projet),
    );
    if (!choisi) break;
    const exAequo = possibles.filter((o) => o !== choisi && comparer(o.rho, choisi.rho) === 0).map((o) => o.projet.id);
    const paiements = Object.fromEntries(exact ? choisi.parts : arrondir(choisi));
    tours.push({ projet: choisi.projet.id, rho: choisi.rho, paiements, exAequo });
    for (const [id, montant] of Object.entries(paiements)) soldes.set(id, moins(soldes.get(id) ?? ZERO, montant));
    restants = possibles.filter((o) => o !== choisi).map(({ projet }) => projet);
  }
  return { retenus: tours.map(({ projet }) => projet), tours, restes: Object.fromEntries(soldes), nonFinancables };
}

interface Payeur {
  id: string;
  poids: bigint;
  min: Rationnel;
  cap: Rationnel;
}

/** A set of payers whose sum has a limit: the need, or the cap of a class. */
interface Limite {
  montant: Rationnel;
  membres: ReadonlySet<string>;
}

const ordre = (a: { id: string; rang: number }, b: { id: string; rang: number }) =>
  a.rang - b.rang || (a.id < b.id ? -1 : 1);

const somme = (montants: readonly Rationnel[]) => montants.reduce(plus, ZERO);

function pointsDe(points: Points, projet: string): bigint {
  return Object.values(points[projet] ?? {}).reduce((a, b) => a + b, 0n);
}

function coter(
  instance: Instance,
  projet: ProjetOffert,
  points: Points,
  prorata: boolean,
  soldes: ReadonlyMap<string, Rationnel>,
) {
  const payeurs = [...instance.enveloppes].sort(ordre).flatMap((enveloppe): Payeur[] => {
    const ligne = projet.lignes.find((l) => l.enveloppe === enveloppe.id);
    const poids = (points[projet.id]?.[enveloppe.id] ?? 0n) * (prorata ? enveloppe.montant : 1n);
    if (ligne === undefined || poids === 0n) return [];
    const cap = minimum(ratio(ligne.plafond), soldes.get(enveloppe.id) ?? ZERO);
    const min = ratio(ligne.minimum);
    return comparer(cap, ZERO) === 0 || comparer(min, cap) > 0 ? [] : [{ id: enveloppe.id, poids, min, cap }];
  });
  const limites = Object.entries(projet.plafondsClasses).map(([classe, montant]) => ({
    montant: ratio(montant),
    membres: new Set(instance.enveloppes.filter((e) => ancetres(instance, e.classe).includes(classe)).map((e) => e.id)),
  }));
  const { gardes, atteignable } = choisir(payeurs, limites, ratio(projet.besoin));
  const parts = monter(gardes, [...limites, { montant: atteignable, membres: new Set(gardes.map(({ id }) => id)) }]);
  const prix = gardes.map(({ id, poids }) => divise(parts.get(id) ?? ZERO, ratio(poids))).reduce(maximum, ZERO);
  const rho = projet.besoin === 0n ? ZERO : divise(prix, ratio(projet.besoin));
  return { atteignable, rho, gardes, parts, limites };
}

function ancetres({ classes }: Pick<Instance, 'classes'>, classe: string | null): string[] {
  if (classe === null) return [];
  return [classe, ...ancetres({ classes }, classes.find(({ id }) => id === classe)?.parent ?? null)];
}

/** The payers kept when the minima do not all fit: the most money, then the fewest left out, then the latest ranks left out. */
function choisir(payeurs: readonly Payeur[], limites: readonly Limite[], besoin: Rationnel) {
  let meilleur: { gardes: Payeur[]; atteignable: Rationnel; sortis: number[] } | undefined;
  for (let masque = 0; masque < 2 ** payeurs.length; masque += 1) {
    const sortis = payeurs.flatMap((_, i) => ((masque >> i) & 1 ? [i] : []));
    if (payeurs.some(({ min }, i) => min.n === 0n && sortis.includes(i))) continue;
    const gardes = payeurs.filter((_, i) => !sortis.includes(i));
    const minima = (membres: (id: string) => boolean) =>
      somme(gardes.filter(({ id }) => membres(id)).map(({ min }) => min));
    if (
      comparer(
        minima(() => true),
        besoin,
      ) > 0
    )
      continue;
    if (
      limites.some(
        ({ montant, membres }) =>
          comparer(
            minima((id) => membres.has(id)),
            montant,
          ) > 0,
      )
    )
      continue;
    const atteignable = capaciteParSousEnsembles(gardes, limites, besoin);
    if (!meilleur || prefere({ atteignable, sortis }, meilleur)) meilleur = { gardes, atteignable, sortis };
  }
  if (!meilleur) throw new Error('l’ensemble vide tient toujours');
  return meilleur;
}

interface Choix {
  atteignable: Rationnel;
  sortis: number[];
}

function prefere(a: Choix, b: Choix): boolean {
  const ecart = comparer(a.atteignable, b.atteignable);
  if (ecart !== 0) return ecart > 0;
  if (a.sortis.length !== b.sortis.length) return a.sortis.length < b.sortis.length;
  const [da, db] = [[...a.sortis].reverse(), [...b.sortis].reverse()];
  const i = da.findIndex((rang, k) => rang !== db[k]);
  return (da[i] ?? 0) > (db[i] ?? 0);
}

/** What the caps let in: the smallest sum of limits and caps over all choices of limits that hold (a minimum cut by hand). */
function capaciteParSousEnsembles(gardes: readonly Payeur[], limites: readonly Limite[], besoin: Rationnel): Rationnel {
  const coupes = Array.from({ length: 2 ** limites.length }, (_, masque) => {
    const choisies = limites.filter((_limite, i) => (masque >> i) & 1);
    const libres = gardes.filter(({ id }) => !choisies.some(({ membres }) => membres.has(id)));
    return somme([...choisies.map(({ montant }) => montant), ...libres.map(({ cap }) => cap)]);
  });
  return coupes.reduce(minimum, besoin);
}

/** Raises one level for all; who meets its cap, or is in a full set, stops there. */
function monter(gardes: readonly Payeur[], limites: readonly Limite[]): Map<string, Rationnel> {
  const arretes = new Map<string, Rationnel>();
  let niveau = ZERO;
  const part = ({ id, poids, min, cap }: Payeur, l: Rationnel): Rationnel =>
    arretes.get(id) ?? minimum(maximum(fois(l, ratio(poids)), min), cap);
  const total = ({ membres }: Limite, l: Rationnel) =>
    somme(gardes.filter(({ id }) => membres.has(id)).map((p) => part(p, l)));
  for (;;) {
    for (const p of gardes) if (comparer(part(p, niveau), p.cap) === 0) arretes.set(p.id, p.cap);
    for (const limite of limites.filter((l) => comparer(total(l, niveau), l.montant) === 0)) {
      for (const p of gardes.filter(({ id }) => limite.membres.has(id))) arretes.set(p.id, part(p, niveau));
    }
    const actifs = gardes.filter(({ id }) => !arretes.has(id));
    if (actifs.length === 0) return arretes;
    // The sums are straight lines up to the next of these levels; a limit met on the way is met where the line says.
    const coudes = actifs.flatMap(({ poids, min, cap }) => [divise(min, ratio(poids)), divise(cap, ratio(poids))]);
    const prochain = coudes.filter((c) => comparer(c, niveau) > 0).reduce(minimum);
    const rencontres = limites.flatMap((l) => {
      const [ici, la] = [total(l, niveau), total(l, prochain)];
      if (comparer(la, l.montant) < 0 || comparer(la, ici) === 0) return [];
      const fraction = divise(moins(l.montant, ici), moins(la, ici));
      return [plus(niveau, fois(fraction, moins(prochain, niveau)))];
    });
    niveau = [prochain, ...rencontres].reduce(minimum);
  }
}

/** To whole cents: each rounded down, then a cent to the largest remainders where the limits let it. */
function arrondir({ gardes, parts, limites, atteignable }: ReturnType<typeof coter>): Map<string, Rationnel> {
  const cents = new Map(gardes.map(({ id }) => [id, ratio(plancher(parts.get(id) ?? ZERO))]));
  const verse = (membres: (id: string) => boolean) =>
    somme([...cents].filter(([id]) => membres(id)).map(([, montant]) => montant));
  const restes = gardes.map((p) => ({ p, reste: moins(parts.get(p.id) ?? ZERO, cents.get(p.id) ?? ZERO) }));
  for (const { p } of restes.sort((a, b) => comparer(b.reste, a.reste))) {
    if (
      comparer(
        verse(() => true),
        atteignable,
      ) === 0
    )
      break;
    const sienne = ({ membres }: Limite) => membres.has(p.id);
    const plein = limites.filter(sienne).some(
      (l) =>
        comparer(
          verse((id) => l.membres.has(id)),
          l.montant,
        ) >= 0,
    );
    const montant = cents.get(p.id) ?? ZERO;
    if (!plein && comparer(montant, p.cap) < 0) cents.set(p.id, plus(montant, ratio(1n)));
  }
  return cents;
}
