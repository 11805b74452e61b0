import { modeleDesProjets } from '../modele-lineaire.js';
import { lire } from '../preparation.js';
import type { ReponseSolveur, SignalArret, Solveur } from '../solveur.js';
import type { Exploration } from './exploration.js';
import type { Relaxation } from './relaxation.js';

/** A solver whose selection cannot be funded is asked again, with what was learnt from it, at most so many times. */
const RELANCES = 25;

/**
 * A solver at work beside the exact search. It is asked for a good selection, which makes the search shorter; what it says
 * of bounds, or of models without solution, is not even read.
 */
export class AideSolveur {
  appels = 0;
  private enCours: Promise<void> | null = null;
  private reponse: ReponseSolveur | null = null;
  private readonly arret = new Interrupteur();

  constructor(
    private readonly solveur: Solveur,
    private readonly relaxation: Relaxation,
    private readonly exploration: Exploration,
    private readonly delaiMs?: number,
  ) {}

  demarrer(): void {
    if (this.appels > 0) return;
    this.lancer();
  }

  /** Waits for the answer under way, if any, and takes it. */
  async attendre(): Promise<void> {
    while (this.enCours) {
      await this.enCours;
      this.recolter();
    }
  }

  /** Takes the answer, if it has come. */
  recolter(): void {
    if (!this.reponse) return;
    const { valeurs } = this.reponse;
    this.reponse = null;
    this.enCours = null;
    if (!valeurs) return;
    const appris = this.relaxation.inegalites.length;
    const projets = Array.from(valeurs, (_, p) => p).filter((p) => lire(valeurs, p) > 0.5);
    this.exploration.proposer(projets);
    if (this.relaxation.inegalites.length > appris && this.appels <= RELANCES) this.lancer();
  }

  arreter(): void {
    this.arret.declencher();
  }

  private lancer(): void {
    this.appels += 1;
    const { relaxation, exploration, delaiMs } = this;
    const retenus = exploration.trouvaille?.projets;
    const depart = retenus && relaxation.gains.map((_, p) => Number(retenus.includes(p)));
    const modele = modeleDesProjets(relaxation.gainsFlottants, relaxation.rangees);
    const options = { ecartRelatif: 0, ecartAbsolu: 0.5 / relaxation.unite, delaiMs, depart, signal: this.arret };
    this.enCours = this.solveur.resoudre(modele, options).then(
      (reponse) => void (this.reponse = reponse),
      // A broken solver helps no more; the exact search does without.
      () => void (this.enCours = null),
    );
  }
}

class Interrupteur implements SignalArret {
  aborted = false;
  private readonly ecouteurs = new Set<() => void>();

  addEventListener(_type: 'abort', ecouteur: () => void): void {
    this.ecouteurs.add(ecouteur);
  }

  removeEventListener(_type: 'abort', ecouteur: () => void): void {
    this.ecouteurs.delete(ecouteur);
  }

  declencher(): void {
    this.aborted = true;
    for (const ecouteur of [...this.ecouteurs]) ecouteur();
  }
}
