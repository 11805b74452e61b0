import { Flot } from '../flot.js';
import type { PartsDuPlan } from '../instance.js';
import { lire, type LignePreparee } from '../preparation.js';
import type { Choix } from './cout-minimal.js';
import type { Probleme, Ressource } from './probleme.js';
import { Simplexe } from './simplexe.js';
import { ECHELLE } from './tarif.js';

/** By project, what is decided of its lines. */
export type Decisions = ReadonlyMap<number, Choix>;

/** Do these parts keep within what the envelopes may pay each year? */
export function respecteCredits({ instance, ressources }: Probleme, parts: PartsDuPlan): boolean {
  return ressources.every(({ enveloppe, poids, quantite }) => {
    if (poids === null) return true;
    const { id } = lire(instance.enveloppes, enveloppe);
    const paye = instance.projets.reduce((t, projet, p) => t + (parts[projet.id]?.[id] ?? 0n) * lire(poids, p), 0n);
    return paye <= quantite;
  });
}

interface Colonne {
  projet: number;
  ligne: number;
  plafond: number;
  minimum: number;
}

/**
 * Yearly credits are no longer a flow. A linear model, in floats, looks for parts that keep within them; rounded down, then
 * completed by a flow, they are checked exactly. Failing that, it gives prices at which the projects cost more than everything.
 */
export function repartirSousCredits(
  probleme: Probleme,
  projets: readonly number[],
  decisions: Decisions,
): { parts: PartsDuPlan } | { prix: bigint[] } {
  const colonnes = poserColonnes(probleme, projets, decisions);
  const essayer = (modele: Modele) => {
    const x = modele.resoudre();
    const parts = x && arrondir(probleme, projets, decisions, colonnes, x);
    return parts && respecteCredits(probleme, parts) ? parts : null;
  };
  const exact = new Modele(probleme, projets, colonnes, false);
  const parts = essayer(new Modele(probleme, projets, colonnes, true)) ?? essayer(exact);
  return parts ? { parts } : { prix: exact.prix() };
}

function poserColonnes(probleme: Probleme, projets: readonly number[], decisions: Decisions): Colonne[] {
  return projets.flatMap((projet) => {
    const { lignes, plafonds } = lire(probleme.projets, projet);
    return lignes.flatMap(({ minimum, chemin }, ligne) => {
      const allumee = decisions.get(projet)?.[ligne];
      const plafond = Number(lire(plafonds, lire(chemin, 0)));
      if (allumee === false || plafond === 0) return [];
      return [{ projet, ligne, plafond, minimum: allumee ? Number(minimum) : 0 }];
    });
  });
}

/** Columns are shares of the cap of their line. Rows: needs and class caps of every project, then the resources. */
class Modele {
  private readonly simplexe: Simplexe;
  /** What the row of every resource was divided by, and where it is. */
  private readonly rangees: { numero: number; diviseur: number }[] = [];

  constructor(
    private readonly probleme: Probleme,
    projets: readonly number[],
    private readonly colonnes: readonly Colonne[],
    prudent: boolean,
  ) {
    this.simplexe = new Simplexe(new Float64Array(colonnes.length));
    colonnes.forEach(({ minimum, plafond }, j) => (this.simplexe.bas[j] = minimum / plafond));
    for (const p of projets) this.poserPlafonds(p);
    for (const ressource of probleme.ressources) {
      // Rounding moves at most one cent a line: a cautious model keeps that much in hand.
      const marge = prudent && ressource.poids !== null ? this.somme(ressource, () => 1) : 0;
      const a = this.coefficients(ressource, ({ plafond }) => plafond);
      this.poser(a, Number(ressource.quantite) - marge);
    }
  }

  /** Cents of every column, `null` when the rows contradict each other. */
  resoudre(): number[] | null {
    if (this.simplexe.resoudre() !== 'OPTIMUM') return null;
    const t = this.simplexe.solution();
    return this.colonnes.map(({ plafond }, j) => plafond * lire(t, j));
  }

  /** Prices of the resources that show the contradiction. */
  prix(): bigint[] {
    const y = this.simplexe.contradiction();
    return this.probleme.ressources.map((_, r) => {
      const { numero, diviseur } = lire(this.rangees, this.rangees.length - this.probleme.ressources.length + r);
      return BigInt(Math.round((Math.max(0, lire(y, numero)) / diviseur) * Number(ECHELLE)));
    });
  }

  private coefficients(ressource: Ressource, valeur: (c: Colonne) => number): Float64Array {
    return Float64Array.from(this.colonnes, (colonne) => {
      const ligne = this.probleme.projets[colonne.projet]?.lignes[colonne.ligne];
      if (ligne?.enveloppe !== ressource.enveloppe) return 0;
      return valeur(colonne) * (ressource.poids === null ? 1 : Number(lire(ressource.poids, colonne.projet)));
    });
  }

  private somme(ressource: Ressource, valeur: (c: Colonne) => number): number {
    return this.coefficients(ressource, valeur).reduce((total, v) => total + v, 0);
  }

  private poserPlafonds(p: number): void {
    const { plafonds, lignes } = lire(this.probleme.projets, p);
    const besoin = plafonds.length - 1;
    for (let arc = 0; arc < plafonds.length; arc++) {
      const a = Float64Array.from(this.colonnes, ({ projet, ligne, plafond }) =>
        projet === p && lire(lignes, ligne).chemin.indexOf(arc) > 0 ? plafond : 0,
      );
      if (a.some((v) => v !== 0)) this.poser(a, Number(lire(plafonds, arc)), arc === besoin ? 0 : Infinity);
    }
  }

  private poser(a: Float64Array, b: number, etendue = Infinity): void {
    const diviseur = a.reduce((max, v) => Math.max(max, v), 0) || 1;
    this.rangees.push({ numero: this.simplexe.nombreLignes, diviseur });
    this.simplexe.ajouter(
      a.map((v) => v / diviseur),
      b / diviseur,
      etendue,
    );
  }
}

/** Whole cents at most one below every part, and no less than the minima, completed to the need by a flow. */
function arrondir(
  probleme: Probleme,
  projets: readonly number[],
  decisions: Decisions,
  colonnes: readonly Colonne[],
  x: readonly number[],
): PartsDuPlan | null {
  const planchers = new Map(
    colonnes.map(({ projet, ligne, minimum }, j) => {
      return [`${projet} ${ligne}`, BigInt(Math.max(minimum, Math.floor(lire(x, j) + 1e-6)))];
    }),
  );
  const etat = (preparee: LignePreparee) => {
    const { projet } = preparee;
    const ligne = lire(probleme.projets, projet).lignes.findIndex(({ enveloppe }) => enveloppe === preparee.enveloppe);
    const eteinte = decisions.get(projet)?.[ligne] === false;
    return { minimum: eteinte ? 0n : (planchers.get(`${projet} ${ligne}`) ?? 0n), eteinte };
  };
  const { faisable, parts } = new Flot(probleme.instance, etat).financer(projets);
  return faisable ? parts : null;
}
