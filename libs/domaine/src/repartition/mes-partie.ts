import type { Centimes } from '../montant/montant.js';
import { accepter, refuser, type Decision } from '../refus.js';
import type { ArbreClasses } from './arbre.js';
import { arrondir } from './arrondi.js';
import type { EnveloppeOfferte, Instance, Points } from './instance.js';
import {
  candidats,
  changerUnite,
  coter,
  coterMinima,
  horsDePortee,
  type Candidat,
  type Offre,
  type PonderationMes,
} from './mes-candidat.js';
import { MINIMA_INCOMPATIBLES_MAX } from './minima.js';
import { lire, parRang } from './preparation.js';
import { comparer, ratio, type Rationnel } from './rationnel.js';
import { partsExactes } from './remplissage.js';

/** One project funded. `Montant`: cents, or exact fractions of a cent. */
export interface TourMes<Montant = Centimes> {
  projet: string;
  /** The highest price that a supporter pays, per unit of its weight and per cent of the need. */
  rho: Rationnel;
  /** What each supporter pays, by envelope. */
  paiements: Record<string, Montant>;
  /** Projects of the same ρ that had to wait, in published order. */
  exAequo: string[];
}

/** Out of reach of its supporters: dropped, with all that they could still bring. */
export interface NonFinancable<Montant = Centimes> {
  id: string;
  atteignable: Montant;
  besoin: Montant;
}

export interface ResultatMes<Montant = Centimes> {
  /** In the order in which they were funded. */
  retenus: string[];
  tours: TourMes<Montant>[];
  /** What is left of each envelope: no one spends it for its funder, a second tour de table may. */
  restes: Record<string, Montant>;
  /** In the order in which they fell out of reach. */
  nonFinancables: NonFinancable<Montant>[];
}

/** One run of the method. */
export class PartieMes {
  private readonly enveloppes: readonly EnveloppeOfferte[];
  private soldes: bigint[];
  /** Those still in play. */
  private enJeu: Candidat[];
  /** Offers of the present round. */
  private offres = new Map<Candidat, Offre>();
  /** Units in a cent: 1 while payments are whole. */
  private unite = 1n;
  /** What all have paid so far, in units. */
  private depense = 0n;
  private readonly tours: TourMes<Rationnel>[] = [];
  private readonly nonFinancables: NonFinancable<Rationnel>[] = [];

  constructor(
    instance: Instance,
    points: Points,
    ponderation: PonderationMes,
    arbre: ArbreClasses,
    private readonly exact: boolean,
  ) {
    this.enveloppes = [...instance.enveloppes].sort(parRang);
    this.soldes = this.enveloppes.map(({ montant }) => montant);
    this.enJeu = candidats(instance, this.enveloppes, points, ponderation, arbre);
  }

  jouer(): Decision<ResultatMes<Rationnel>> {
    for (;;) {
      this.offres = new Map();
      const minima = this.coterMinima();
      if (!minima.ok) return minima;
      this.ecarter();
      const [choisi, ...exAequo] = this.moinsChers();
      if (!choisi) break;
      this.financer(choisi, exAequo);
    }
    const toutes = [...this.enveloppes.keys()];
    return accepter({
      retenus: this.tours.map(({ projet }) => projet),
      tours: this.tours,
      restes: this.parEnveloppe(toutes, this.soldes),
      nonFinancables: this.nonFinancables,
    });
  }

  private enMontant(unites: bigint): Rationnel {
    return ratio(unites, this.unite);
  }

  private parEnveloppe(enveloppes: readonly number[], unites: readonly bigint[]): Record<string, Rationnel> {
    return Object.fromEntries(enveloppes.map((e, i) => [lire(this.enveloppes, e).id, this.enMontant(lire(unites, i))]));
  }

  /** With minima ρ may go down when balances do: such projects are priced again each round. */
  private coterMinima(): Decision {
    for (const candidat of this.enJeu.filter(({ minima }) => minima)) {
      const offre = coterMinima(candidat, this.soldes);
      if (offre === null) {
        const message = `Plus de ${MINIMA_INCOMPATIBLES_MAX} financeurs de « ${candidat.id} » ont un minimum qui ne tient pas avec les autres : levez d’abord des minima.`;
        return refuser('LIMITE_DEPASSEE', message, 'projets');
      }
      this.offres.set(candidat, offre);
    }
    return accepter();
  }

  /** Drops the projects that their supporters can no longer pay. */
  private ecarter(): void {
    const ecartes: { candidat: Candidat; atteignable: bigint }[] = [];
    this.enJeu = this.enJeu.filter((candidat) => {
      const atteignable = candidat.minima ? this.verse(candidat) : horsDePortee(candidat, this.soldes, this.depense);
      if (atteignable === null) return true;
      ecartes.push({ candidat, atteignable });
      return false;
    });
    ecartes.sort((a, b) => parOrdre(a.candidat, b.candidat));
    for (const { candidat, atteignable } of ecartes) {
      const [possible, besoin] = [this.enMontant(atteignable), this.enMontant(candidat.besoin)];
      this.nonFinancables.push({ id: candidat.id, atteignable: possible, besoin });
    }
  }

  /** What the offer of a project with minima reaches, `null` when it is the whole need. */
  private verse(candidat: Candidat): bigint | null {
    const { verse } = this.offrir(candidat).remplissage;
    return verse < candidat.besoin ? verse : null;
  }

  /** Projects of the lowest ρ, the one to fund first. Those whose last ρ is already above it are not priced again. */
  private moinsChers(): Candidat[] {
    // Nearly sorted from one round to the next, which the sort of the language turns to account.
    this.enJeu.sort((a, b) => comparer(a.rho, b.rho));
    let meilleurs: Candidat[] = [];
    let rho: Rationnel | null = null;
    for (const candidat of this.enJeu) {
      if (rho !== null && comparer(candidat.rho, rho) > 0) break;
      this.offrir(candidat);
      const ecart = rho === null ? -1 : comparer(candidat.rho, rho);
      if (ecart < 0) [meilleurs, rho] = [[candidat], candidat.rho];
      else if (ecart === 0) meilleurs.push(candidat);
    }
    return meilleurs.sort(parPriorite);
  }

  private offrir(candidat: Candidat): Offre {
    const offre = this.offres.get(candidat) ?? coter(candidat, this.soldes);
    this.offres.set(candidat, offre);
    return offre;
  }

  private financer(choisi: Candidat, exAequo: readonly Candidat[]): void {
    const offre = this.offrir(choisi);
    const montants = this.paiements(choisi, offre);
    offre.enveloppes.forEach((e, i) => {
      this.soldes[e] = lire(this.soldes, e) - lire(montants, i);
    });
    this.depense += choisi.besoin;
    this.enJeu = this.enJeu.filter((candidat) => candidat !== choisi);
    this.tours.push({
      projet: choisi.id,
      rho: choisi.rho,
      paiements: this.parEnveloppe(offre.enveloppes, montants),
      exAequo: [...exAequo].sort(parOrdre).map(({ id }) => id),
    });
  }

  /** What each payer of the offer pays, in units: rounded to the cent, or in units small enough for every part to be whole. */
  private paiements({ besoin, classes }: Candidat, { contributeurs, remplissage }: Offre): bigint[] {
    const exactes = partsExactes(contributeurs, classes, remplissage);
    if (!this.exact) return arrondir(besoin, exactes, contributeurs, classes);
    const facteur = exactes.reduce((ppcm, { d }) => ppcm * ratio(d, ppcm).n, 1n);
    this.unite *= facteur;
    this.depense *= facteur;
    this.soldes = this.soldes.map((solde) => solde * facteur);
    for (const candidat of this.enJeu) changerUnite(candidat, facteur);
    return exactes.map(({ n, d }) => n * (facteur / d));
  }
}

function parOrdre(a: Candidat, b: Candidat): number {
  return a.ordre - b.ordre;
}

/** Ties of ρ: the cheapest, then the most points, then the published order. */
function parPriorite(a: Candidat, b: Candidat): number {
  return Number(a.besoin - b.besoin) || Number(b.points - a.points) || parOrdre(a, b);
}
