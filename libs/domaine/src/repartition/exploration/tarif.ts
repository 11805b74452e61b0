import { lire } from '../preparation.js';
import { coutMinimal, prixDesLignes } from './cout-minimal.js';
import type { Inegalite, Probleme } from './probleme.js';

/** Prices are whole numbers of 10⁻¹⁸ points (or cents) per cent: fine enough for the bounds of any session. */
export const ECHELLE = 10n ** 18n;

/** A price for every resource, and for every inequality that is used. Never negative, but for an equality. */
export interface Prix {
  ressources: readonly bigint[];
  /** Index of the inequality, price. */
  inegalites: readonly (readonly [number, bigint])[];
}

/** What is chosen so far: project `p` may be selected when `haut[p]` is 1, must be when `bas[p]` is 1. */
export interface Choisis {
  bas: Uint8Array;
  haut: Uint8Array;
}

/**
 * What prices prove (weak duality, exact): a plan is worth at most Σ price × quantity of the resources, plus for every
 * project selected its gain less the least that funding it costs at these prices.
 */
export class Tarif {
  private readonly ecarts: (bigint | null)[] = [];
  private readonly constante: bigint;

  constructor(
    private readonly probleme: Probleme,
    private readonly inegalites: readonly Inegalite[],
    private readonly gains: readonly bigint[],
    readonly prix: Prix,
  ) {
    const ressources = probleme.ressources.reduce((t, { quantite }, r) => t + lire(prix.ressources, r) * quantite, 0n);
    this.constante = prix.inegalites.reduce((t, [i, p]) => t - p * lire(inegalites, i).minimum, ressources);
  }

  /** Gain less cost of a project, in units of `ECHELLE`; `null` when it cannot be funded at all. */
  ecart(p: number): bigint | null {
    const connu = this.ecarts[p];
    if (connu !== undefined) return connu;
    const { probleme, prix } = this;
    const cout = coutMinimal(lire(probleme.projets, p), prixDesLignes(probleme, p, prix.ressources));
    const ecart =
      cout === null
        ? null
        : prix.inegalites.reduce(
            (t, [i, prixInegalite]) => t + prixInegalite * lire(lire(this.inegalites, i).coefficients, p),
            lire(this.gains, p) * ECHELLE - cout,
          );
    this.ecarts[p] = ecart;
    return ecart;
  }

  /** No plan that keeps to these choices is worth more, in units of `ECHELLE`; `null` when there is no such plan. */
  borne({ bas, haut }: Choisis): bigint | null {
    let borne = this.constante;
    for (let p = 0; p < haut.length; p++) {
      if (haut[p] === 0) continue;
      const ecart = this.ecart(p);
      if (bas[p] === 1) {
        if (ecart === null) return null;
        borne += ecart;
      } else if (ecart !== null && ecart > 0n) borne += ecart;
    }
    return borne;
  }
}
