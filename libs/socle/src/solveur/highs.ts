import { Worker } from 'node:worker_threads';
import type { ModeleLineaire, OptionsSolveur, ProgresSolveur, ReponseSolveur, Solveur } from '@tdt/domaine';

/** Milliseconds left to HiGHS to stop by itself before its thread is ended. */
const GRACE_MS = 400;

interface Message {
  numero: number;
  progres?: ProgresSolveur & { valeurs: Float64Array | null };
  reponse?: Omit<ReponseSolveur, 'valeurs'> & { valeurs: Float64Array | null };
  panne?: string;
}

/** The solver broke: out of memory, an aborted WASM module, a thread that ended. */
export class PanneSolveur extends Error {}

/** One solve, from its request to its answer. */
interface Travail {
  numero: number;
  options: OptionsSolveur;
  arret: Int32Array;
  /** Why it was asked to stop, if it was: HiGHS says the same word for both. */
  demandeArret: 'DELAI' | 'INTERROMPU' | null;
  /** The best that was heard of: what is answered when the thread has to be ended. */
  connu: ReponseSolveur;
  repondre: (reponse: ReponseSolveur) => void;
  echouer: (erreur: Error) => void;
}

/**
 * HiGHS in a thread that stays warm between two solves: the first one costs three to five times the others. One solve at
 * a time, the others wait. The thread does not keep the process alive; `fermer` ends it.
 */
export class SolveurHighs implements Solveur {
  private ouvrier: Worker | null = null;
  private travail: Travail | null = null;
  private file: Promise<unknown> = Promise.resolve();
  private ferme = false;
  private dernier = 0;

  constructor(private readonly script: URL = new URL('./ouvrier-highs.mjs', import.meta.url)) {}

  /** @throws PanneSolveur when the solver breaks, or once it is closed; the next solve gets a new thread */
  resoudre(modele: ModeleLineaire, options: OptionsSolveur = {}): Promise<ReponseSolveur> {
    const reponse = this.file.then(() => this.resoudreSeul(modele, options));
    this.file = reponse.catch(() => undefined);
    return reponse;
  }

  /** Ends the thread; a solve under way fails. */
  async fermer(): Promise<void> {
    this.ferme = true;
    this.travail?.echouer(new PanneSolveur('Le solveur est fermé.'));
    await this.abandonner();
  }

  private async resoudreSeul(modele: ModeleLineaire, options: OptionsSolveur): Promise<ReponseSolveur> {
    if (this.ferme) throw new PanneSolveur('Le solveur est fermé.');
    if (options.signal?.aborted) return { statut: 'INTERROMPU', meilleur: null, borne: null, valeurs: null };
    const ouvrier = this.embaucher();
    ouvrier.ref();
    let finir = (): void => undefined;
    try {
      return await new Promise<ReponseSolveur>((repondre, echouer) => {
        const arret = new Int32Array(new SharedArrayBuffer(4));
        const connu: ReponseSolveur = { statut: 'INCONNU', meilleur: null, borne: null, valeurs: null };
        const numero = ++this.dernier;
        this.travail = { numero, options, arret, demandeArret: null, connu, repondre, echouer };
        finir = this.surveiller(this.travail);
        ouvrier.postMessage({
          numero: this.travail.numero,
          modele: aplatir(modele, options.depart),
          options: reglages(options),
          arret: arret.buffer,
        });
      });
    } finally {
      finir();
      this.travail = null;
      this.ouvrier?.unref();
    }
  }

  /** Asks for the end at the deadline or on the signal, and ends the thread when it does not obey. @returns what stops watching */
  private surveiller(travail: Travail): () => void {
    const { signal, delaiMs } = travail.options;
    const minuteries: NodeJS.Timeout[] = [];
    const arreter = (statut: 'DELAI' | 'INTERROMPU') => {
      travail.demandeArret ??= statut;
      Atomics.store(travail.arret, 0, 1);
      const couper = () => {
        void this.abandonner();
        travail.repondre({ ...travail.connu, statut });
      };
      minuteries.push(setTimeout(couper, GRACE_MS));
    };
    const surSignal = () => arreter('INTERROMPU');
    signal?.addEventListener('abort', surSignal);
    if (delaiMs !== undefined) minuteries.push(setTimeout(() => arreter('DELAI'), delaiMs));
    return () => {
      signal?.removeEventListener('abort', surSignal);
      minuteries.forEach(clearTimeout);
    };
  }

  private embaucher(): Worker {
    if (this.ouvrier) return this.ouvrier;
    const ouvrier = new Worker(this.script);
    const quitter = (raison: string) => {
      if (this.ouvrier !== ouvrier) return;
      this.ouvrier = null;
      this.travail?.echouer(new PanneSolveur(raison));
    };
    ouvrier.on('message', (message: Message) => this.entendre(message));
    ouvrier.on('error', (erreur) => quitter(`Le solveur s’est arrêté : ${erreur.message}`));
    ouvrier.on('exit', (code) => quitter(`Le solveur s’est arrêté (code ${code}).`));
    this.ouvrier = ouvrier;
    return ouvrier;
  }

  private entendre({ numero, progres, reponse, panne }: Message): void {
    const { travail } = this;
    if (travail?.numero !== numero) return;
    if (progres) {
      const { meilleur, borne, valeurs } = progres;
      travail.connu = { ...travail.connu, meilleur, borne, ...(valeurs ? { valeurs: Array.from(valeurs) } : {}) };
      travail.options.surProgres?.({ meilleur, borne });
    } else if (reponse) {
      const { statut } = reponse;
      travail.repondre({
        ...reponse,
        statut: statut === 'INTERROMPU' ? (travail.demandeArret ?? statut) : statut,
        valeurs: reponse.valeurs && Array.from(reponse.valeurs),
      });
    } else {
      // After an abort the memory of the module is worth nothing: a new thread will load a new one.
      void this.abandonner();
      travail.echouer(new PanneSolveur(`Le solveur a échoué : ${panne}`));
    }
  }

  private async abandonner(): Promise<void> {
    const { ouvrier } = this;
    this.ouvrier = null;
    await ouvrier?.terminate();
  }
}

/** The options of HiGHS. Its own clock is the first to stop it. */
function reglages({ ecartAbsolu = 0.5, ecartRelatif = 0, delaiMs }: OptionsSolveur): Record<string, number> {
  return {
    mip_abs_gap: ecartAbsolu,
    mip_rel_gap: ecartRelatif,
    ...(delaiMs === undefined ? {} : { time_limit: delaiMs / 1000 }),
  };
}

/** Arrays as HiGHS reads them: rows one after the other. */
function aplatir({ colonnes, rangees }: ModeleLineaire, depart: readonly number[] | undefined) {
  let fin = 0;
  return {
    gains: Float64Array.from(colonnes, ({ gain }) => gain),
    bas: Float64Array.from(colonnes, ({ bas }) => bas),
    haut: Float64Array.from(colonnes, ({ haut }) => haut),
    entieres: Uint8Array.from(colonnes, ({ entiere }) => Number(entiere)),
    debuts: Int32Array.from([0, ...rangees.map((rangee) => (fin += rangee.colonnes.length))]),
    colonnes: Int32Array.from(rangees.flatMap((rangee) => rangee.colonnes)),
    valeurs: Float64Array.from(rangees.flatMap(({ valeurs }) => valeurs)),
    rangeesBas: Float64Array.from(rangees, ({ bas }) => bas),
    rangeesHaut: Float64Array.from(rangees, ({ haut }) => haut),
    depart: depart && Float64Array.from(depart),
  };
}
