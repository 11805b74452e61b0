import { somme } from '../montant/montant.js';
import { bornerClasses, type ArbreClasses } from './arbre.js';
import type { EnveloppeOfferte, Instance, Points, ProjetOffert } from './instance.js';
import { retenirMinima } from './minima.js';
import { lire, parRang } from './preparation.js';
import { ratio, ZERO, type Rationnel } from './rationnel.js';
import {
  capacite,
  prixUnitaire,
  remplir,
  type ClasseBornee,
  type Contributeur,
  type Remplissage,
} from './remplissage.js';

/** How the wishes of a funder weigh: by its points, or by points × envelope (each euro is a voter). */
export type PonderationMes = 'PARTS_EGALES' | 'PRORATA_ENVELOPPE';

/** What a supporter may pay. Amounts are in units: cents, or a fraction of a cent when payments are exact. */
interface Soutien {
  enveloppe: number;
  poids: bigint;
  minimum: bigint;
  plafond: bigint;
  classe: number;
}

/** Who would pay for a project at the current balances, and up to which level. */
export interface Offre {
  enveloppes: readonly number[];
  contributeurs: readonly Contributeur[];
  remplissage: Remplissage;
}

/** A project that may still be funded. */
export interface Candidat {
  id: string;
  /** Published order. */
  ordre: number;
  besoin: bigint;
  /** Sum of all the points that it was given. */
  points: bigint;
  soutiens: Soutien[];
  classes: ClasseBornee[];
  /** Some supporter has a minimum: its price may go down when balances do. */
  minima: boolean;
  /** ρ when it was last priced. Without minima it only goes up: a lower bound of the present one. */
  rho: Rationnel;
  /** As long as all have spent no more than this since the start, it is within reach. */
  echeance: bigint;
}

/** The projects in published order, each with those who gave it points. */
export function candidats(
  instance: Instance,
  enveloppes: readonly EnveloppeOfferte[],
  points: Points,
  ponderation: PonderationMes,
  arbre: ArbreClasses,
): Candidat[] {
  const index = new Map(enveloppes.map(({ id }, i) => [id, i]));
  const enCandidat = (projet: ProjetOffert, ordre: number): Candidat => {
    const bornees = bornerClasses(arbre, Object.entries(projet.plafondsClasses));
    const donnes = points[projet.id];
    const soutiens = projet.lignes.flatMap((ligne): Soutien[] => {
      const enveloppe = index.get(ligne.enveloppe) ?? -1;
      const offerte = enveloppes[enveloppe];
      if (!offerte) throw new RangeError(`${projet.id} compte sur une enveloppe inconnue : ${ligne.enveloppe}.`);
      const donnees = donnes?.[ligne.enveloppe] ?? 0n;
      const poids = ponderation === 'PARTS_EGALES' ? donnees : donnees * offerte.montant;
      if (poids <= 0n) return [];
      const { minimum, plafond } = ligne;
      return [{ enveloppe, poids, minimum, plafond, classe: bornees.indice(offerte.classe) }];
    });
    return {
      id: projet.id,
      ordre,
      besoin: projet.besoin,
      points: somme(Object.values(donnes ?? {})),
      soutiens: soutiens.sort((a, b) => a.enveloppe - b.enveloppe),
      classes: [...bornees.classes],
      minima: soutiens.some(({ minimum }) => minimum > 0n),
      rho: ZERO,
      echeance: -1n,
    };
  };
  return [...instance.projets].sort(parRang).map(enCandidat);
}

/** The supporters that can pay something, as the primitive sees them. */
function payeurs({ soutiens }: Candidat, soldes: readonly bigint[]): Omit<Offre, 'remplissage'> {
  const enveloppes: number[] = [];
  const contributeurs: Contributeur[] = [];
  for (const { enveloppe, poids, minimum, plafond, classe } of soutiens) {
    const solde = lire(soldes, enveloppe);
    const limite = plafond < solde ? plafond : solde;
    if (limite === 0n || minimum > limite) continue;
    enveloppes.push(enveloppe);
    contributeurs.push({ poids, minimum, plafond: limite, classe });
  }
  return { enveloppes, contributeurs };
}

/**
 * Whether a project without minima is out of reach, once all have spent `depense`. Looks at its supporters only when that much
 * may have cut into what they can bring: the money that their envelopes hold above its caps has to go first.
 * @returns what can still be reached when that is less than the need, else `null`
 */
export function horsDePortee(candidat: Candidat, soldes: readonly bigint[], depense: bigint): bigint | null {
  if (depense <= candidat.echeance) return null;
  const { enveloppes, contributeurs } = payeurs(candidat, soldes);
  const atteignable = capacite(contributeurs, candidat.classes);
  const auDessus = contributeurs.map(({ plafond }, i) => lire(soldes, lire(enveloppes, i)) - plafond);
  const reserve = auDessus.reduce((bas, montant) => (montant < bas ? montant : bas), auDessus[0] ?? 0n);
  candidat.echeance = depense + atteignable - candidat.besoin + reserve;
  return atteignable < candidat.besoin ? atteignable : null;
}

/** Prices a project without minima at these balances, and keeps its ρ. */
export function coter(candidat: Candidat, soldes: readonly bigint[]): Offre {
  return remplirOffre(candidat, payeurs(candidat, soldes));
}

/** The same for a project with minima; `null` when more than `MINIMA_INCOMPATIBLES_MAX` of them do not fit together. */
export function coterMinima(candidat: Candidat, soldes: readonly bigint[]): Offre | null {
  const { enveloppes, contributeurs } = payeurs(candidat, soldes);
  const gardes = retenirMinima(candidat.besoin, contributeurs, candidat.classes);
  if (gardes === null) return null;
  return remplirOffre(candidat, {
    enveloppes: gardes.map((i) => lire(enveloppes, i)),
    contributeurs: gardes.map((i) => lire(contributeurs, i)),
  });
}

function remplirOffre(candidat: Candidat, { enveloppes, contributeurs }: Omit<Offre, 'remplissage'>): Offre {
  const { besoin, classes } = candidat;
  const remplissage = remplir(besoin, contributeurs, classes);
  const { n, d } = prixUnitaire(contributeurs, remplissage);
  candidat.rho = besoin === 0n ? ZERO : ratio(n, d * besoin);
  return { enveloppes, contributeurs, remplissage };
}

/** Changes the unit: everything counts `facteur` times more. */
export function changerUnite(candidat: Candidat, facteur: bigint): void {
  candidat.besoin *= facteur;
  candidat.echeance *= facteur;
  for (const soutien of candidat.soutiens) {
    soutien.minimum *= facteur;
    soutien.plafond *= facteur;
  }
  for (const classe of candidat.classes) classe.plafond *= facteur;
}
