import type { SignalArret, Solveur } from '../solveur.js';
import { AideSolveur } from './aide-solveur.js';
import type { Exploration } from './exploration.js';
import type { Relaxation } from './relaxation.js';

export type Etape = 'SCORE' | 'MONTANT' | 'RANGS';

/** Why a search ended before its end. */
export type MotifArret = 'DELAI' | 'ANNULATION' | 'NOEUDS';

export interface ProgresRecherche {
  etape: Etape;
  /** Best score known, then best amount known in cents; `null` before the first plan. */
  meilleur: bigint | null;
  /** Nothing is worth more: proven. `null` before the first bound. */
  borne: bigint | null;
  noeuds: number;
}

export interface OptionsConduite {
  /** Milliseconds that the whole search may take. Needs `horloge`. */
  delaiMs?: number;
  /** A clock in milliseconds: the domain has none. */
  horloge?: () => number;
  signal?: SignalArret;
  /** Awaited between two slices of work: `setImmediate`, so that a server goes on answering. */
  pause?: () => Promise<void>;
  surProgres?: (progres: ProgresRecherche) => void;
  /** Nodes of one step after which the search gives up: the same on every machine, unlike a delay. */
  noeudsMaximum?: number;
  /** Nodes of one step after which the solver is called to help; 0: it is asked first, and waited for. */
  noeudsAvantSolveur?: number;
}

const NOEUDS_PAR_TRANCHE = 10;
const NOEUDS_MAXIMUM = 50_000;
const NOEUDS_AVANT_SOLVEUR = 500;

/** Drives explorations slice by slice: deadline, cancellation, progress, and the help of a solver. */
export class Conduite {
  arret: MotifArret | null = null;
  noeuds = 0;
  appelsSolveur = 0;
  private readonly debut: number;

  constructor(
    private readonly solveur: Solveur | null,
    private readonly options: OptionsConduite,
  ) {
    this.debut = options.horloge?.() ?? 0;
  }

  /** @returns true when the exploration went to its end */
  async mener(etape: Etape, exploration: Exploration, relaxation: Relaxation): Promise<boolean> {
    const { solveur, options } = this;
    const { noeudsMaximum = NOEUDS_MAXIMUM, noeudsAvantSolveur = NOEUDS_AVANT_SOLVEUR } = options;
    const aide = solveur && new AideSolveur(solveur, relaxation, exploration, this.resteMs());
    try {
      if (aide && noeudsAvantSolveur === 0) {
        aide.demarrer();
        await aide.attendre();
      }
      while (!this.arret) {
        if (aide && exploration.noeuds >= noeudsAvantSolveur) aide.demarrer();
        const avant = exploration.noeuds;
        const terminee = exploration.avancer(NOEUDS_PAR_TRANCHE);
        this.noeuds += exploration.noeuds - avant;
        if (terminee) return true;
        this.rendreCompte(etape, exploration);
        await options.pause?.();
        aide?.recolter();
        this.arret = this.motifArret();
        if (!this.arret && exploration.noeuds >= noeudsMaximum) {
          await aide?.attendre();
          this.arret = 'NOEUDS';
        }
      }
      return false;
    } finally {
      aide?.arreter();
      this.appelsSolveur += aide?.appels ?? 0;
    }
  }

  private rendreCompte(etape: Etape, { trouvaille, borneRacine, noeuds }: Exploration): void {
    this.options.surProgres?.({ etape, meilleur: trouvaille?.valeur ?? null, borne: borneRacine, noeuds });
  }

  private resteMs(): number | undefined {
    const { delaiMs, horloge } = this.options;
    return delaiMs === undefined || !horloge ? undefined : Math.max(0, delaiMs - (horloge() - this.debut));
  }

  private motifArret(): MotifArret | null {
    if (this.options.signal?.aborted) return 'ANNULATION';
    return this.resteMs() === 0 ? 'DELAI' : null;
  }
}
