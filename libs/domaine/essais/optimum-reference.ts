import type { ContraintesPlan } from '../src/repartition/contraintes-plan.js';
import type { Instance, ProjetOffert } from '../src/repartition/instance.js';
import { present } from './present.js';

type Parts = Readonly<Record<string, bigint>>;

/** The best plan by trying every set of projects, and every cent of every line. Small instances only. */
export interface OptimumReference {
  retenus: string[];
  score: bigint;
  montant: bigint;
}

const somme = (termes: readonly bigint[]) => termes.reduce((total, terme) => total + terme, 0n);

/** Every way to fund one project whole within its own caps and minima. */
export function financements(
  { classes, enveloppes }: Instance,
  { besoin, lignes, plafondsClasses }: ProjetOffert,
): Parts[] {
  const parents = new Map(classes.map(({ id, parent }) => [id, parent]));
  const sous = (enveloppe: string, classe: string): boolean => {
    let c = present(enveloppes.find(({ id }) => id === enveloppe)).classe;
    while (c !== null && c !== classe) c = parents.get(c) ?? null;
    return c === classe;
  };
  const combiner = (l: number, reste: bigint): Parts[] => {
    const ligne = lignes[l];
    if (!ligne) return reste === 0n ? [{}] : [];
    const toutes: Parts[] = [];
    for (let montant = 0n; montant <= ligne.plafond && montant <= reste; montant++) {
      if (montant > 0n && montant < ligne.minimum) continue;
      for (const suite of combiner(l + 1, reste - montant)) toutes.push({ ...suite, [ligne.enveloppe]: montant });
    }
    return toutes;
  };
  return combiner(0, besoin).filter((parts) =>
    Object.entries(plafondsClasses).every(
      ([classe, plafond]) =>
        somme(Object.entries(parts).map(([enveloppe, part]) => (sous(enveloppe, classe) ? part : 0n))) <= plafond,
    ),
  );
}

/** Can one way be chosen for every project, within the envelopes and what they may pay each year? */
export function argentSuffit(
  instance: Instance,
  contraintes: ContraintesPlan,
  choix: readonly [string, Parts[]][],
): boolean {
  const soldes = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
  const credits = (contraintes.creditsPaiement ?? []).map(({ montant }) => montant * 10_000n);
  const payer = (projet: string, parts: Parts, sens: bigint) => {
    for (const [enveloppe, part] of Object.entries(parts)) {
      soldes.set(enveloppe, present(soldes.get(enveloppe)) - sens * part);
    }
    contraintes.creditsPaiement?.forEach(({ enveloppe, tauxBp }, i) => {
      credits[i] = present(credits[i]) - sens * (parts[enveloppe] ?? 0n) * BigInt(tauxBp[projet] ?? 0);
    });
  };
  const essayer = (i: number): boolean => {
    const suivant = choix[i];
    if (!suivant) return true;
    const [projet, manieres] = suivant;
    return manieres.some((parts) => {
      payer(projet, parts, 1n);
      const tient = [...soldes.values(), ...credits].every((solde) => solde >= 0n) && essayer(i + 1);
      payer(projet, parts, -1n);
      return tient;
    });
  };
  return essayer(0);
}

export function respecte(projets: readonly ProjetOffert[], contraintes: ContraintesPlan): boolean {
  const { planchers = [], satisfactions = [], imposes = [] } = contraintes;
  const ids = new Set(projets.map(({ id }) => id));
  return (
    imposes.every((id) => ids.has(id)) &&
    planchers.every(({ etiquette, mesure, minimum }) => {
      const marques = projets.filter(({ etiquettes = [] }) => etiquettes.includes(etiquette));
      return somme(marques.map(({ besoin }) => (mesure === 'NOMBRE' ? 1n : besoin))) >= minimum;
    }) &&
    satisfactions.every(({ points, minimum }) => somme(projets.map(({ id }) => points[id] ?? 0n)) >= minimum)
  );
}

/** `null`: no plan keeps to the constraints. */
export function optimumReference(instance: Instance, contraintes: ContraintesPlan = {}): OptimumReference | null {
  const projets = [...instance.projets].sort((a, b) => a.rang - b.rang || (a.id < b.id ? -1 : 1));
  const manieres = new Map(projets.map((projet) => [projet.id, financements(instance, projet)]));
  let meilleur: OptimumReference | null = null;
  // From the set of all to the empty one, first ranks first: of equals, the first met has the earliest ranks.
  for (let masque = (1 << projets.length) - 1; masque >= 0; masque--) {
    const retenus = projets.filter((_, i) => masque & (1 << (projets.length - 1 - i)));
    const score = somme(retenus.map((p) => p.score));
    const montant = somme(retenus.map((p) => p.besoin));
    if (meilleur && (score < meilleur.score || (score === meilleur.score && montant <= meilleur.montant))) continue;
    if (!respecte(retenus, contraintes)) continue;
    const choix = retenus.map(({ id }): [string, Parts[]] => [id, present(manieres.get(id))]);
    if (argentSuffit(instance, contraintes, choix)) meilleur = { retenus: retenus.map(({ id }) => id), score, montant };
  }
  return meilleur;
}
