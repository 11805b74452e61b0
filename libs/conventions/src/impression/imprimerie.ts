import { Worker } from 'node:worker_threads';
import type { OnModuleDestroy } from '@nestjs/common';
import { imprimer, type DemandeImpression, type ReponseImpression } from './imprimeur.js';

/** A document that takes longer has lost its thread: some hundred times what the longest one takes. */
const DELAI_MS = 60_000;

/** This document could not be printed; the others are not concerned. */
export class PanneImpression extends Error {}

interface Travail {
  demande: DemandeImpression;
  rendre: (pdf: Buffer) => void;
  echouer: (panne: PanneImpression) => void;
}

interface Imprimeur {
  fil: Worker;
  travail: Travail | null;
  minuterie: NodeJS.Timeout | undefined;
  /** Started: only then does the delay of its document run. */
  enLigne: boolean;
}

export interface OptionsImprimerie {
  /** How many documents are printed at once, a thread each; 0 prints in the thread that asks. */
  imprimeurs: number;
}

/**
 * Prints conventions in threads of their own: the server goes on answering, and each thread reads the fonts once. Threads
 * start as documents come, up to the number asked for, and stay warm. A document that fails, or kills its thread, fails
 * alone: another thread takes the next one. Idle threads do not keep the process alive; `fermer` ends them.
 */
export class Imprimerie implements OnModuleDestroy {
  private readonly file: Travail[] = [];
  private readonly imprimeurs = new Set<Imprimeur>();
  private ferme = false;
  private surRepos: (() => void)[] = [];

  constructor(
    private readonly options: OptionsImprimerie,
    private readonly script: URL = new URL('./ouvrier-imprimeur.mjs', import.meta.url),
    private readonly delaiMs: number = DELAI_MS,
  ) {}

  /** The same bytes as `composerSelonForme`. @throws PanneImpression when this document cannot be printed, or once closed */
  imprimer(demande: DemandeImpression): Promise<Buffer> {
    if (this.ferme) return Promise.reject(new PanneImpression('L’imprimerie est fermée.'));
    if (this.options.imprimeurs === 0) return imprimer(demande).then(pdfDe);
    return new Promise((rendre, echouer) => {
      this.file.push({ demande, rendre, echouer });
      this.distribuer();
    });
  }

  onModuleDestroy(): Promise<void> {
    return this.fermer();
  }

  /** Takes nothing more, lets the documents under way end, then ends the threads; those that wait fail. */
  async fermer(): Promise<void> {
    this.ferme = true;
    for (const { echouer } of this.file.splice(0)) echouer(new PanneImpression('L’imprimerie est fermée.'));
    if (this.occupe) await new Promise<void>((suite) => this.surRepos.push(suite));
    const fils = [...this.imprimeurs].map(({ fil }) => fil);
    this.imprimeurs.clear();
    await Promise.all(fils.map((fil) => fil.terminate()));
  }

  private get occupe(): boolean {
    return [...this.imprimeurs].some(({ travail }) => travail !== null);
  }

  private distribuer(): void {
    while (this.file.length > 0) {
      const libre = [...this.imprimeurs].find(({ travail }) => travail === null) ?? this.embaucher();
      const travail = libre && this.file.shift();
      if (!libre || !travail) return;
      this.confier(libre, travail);
    }
    if (!this.occupe) this.surRepos.splice(0).forEach((suite) => suite());
  }

  private confier(imprimeur: Imprimeur, travail: Travail): void {
    imprimeur.travail = travail;
    if (imprimeur.enLigne) this.compter(imprimeur);
    imprimeur.fil.ref();
    imprimeur.fil.postMessage(travail.demande);
  }

  private compter(imprimeur: Imprimeur): void {
    imprimeur.minuterie = setTimeout(() => {
      this.perdre(imprimeur, `Document abandonné après ${this.delaiMs / 1000} s.`);
      void imprimeur.fil.terminate();
    }, this.delaiMs);
  }

  private embaucher(): Imprimeur | undefined {
    if (this.imprimeurs.size >= this.options.imprimeurs) return undefined;
    const fil = new Worker(this.script);
    const imprimeur: Imprimeur = { fil, travail: null, minuterie: undefined, enLigne: false };
    fil.on('online', () => {
      imprimeur.enLigne = true;
      if (imprimeur.travail) this.compter(imprimeur);
    });
    fil.on('message', (reponse: ReponseImpression) => this.recevoir(imprimeur, reponse));
    fil.on('error', (erreur) => this.perdre(imprimeur, erreur.message));
    fil.on('exit', (code) => this.perdre(imprimeur, `Le fil d’impression s’est arrêté (code ${code}).`));
    this.imprimeurs.add(imprimeur);
    return imprimeur;
  }

  private recevoir(imprimeur: Imprimeur, reponse: ReponseImpression): void {
    const travail = this.liberer(imprimeur);
    imprimeur.fil.unref();
    if ('pdf' in reponse) travail?.rendre(pdfDe(reponse));
    else travail?.echouer(new PanneImpression(reponse.panne));
    this.distribuer();
  }

  /** A thread that is gone fails its document only. */
  private perdre(imprimeur: Imprimeur, raison: string): void {
    if (!this.imprimeurs.delete(imprimeur)) return;
    this.liberer(imprimeur)?.echouer(new PanneImpression(raison));
    this.distribuer();
  }

  private liberer(imprimeur: Imprimeur): Travail | null {
    const { travail } = imprimeur;
    clearTimeout(imprimeur.minuterie);
    imprimeur.travail = null;
    return travail;
  }
}

/** @throws PanneImpression when there is none */
function pdfDe(reponse: ReponseImpression): Buffer {
  if ('panne' in reponse) throw new PanneImpression(reponse.panne);
  return Buffer.from(reponse.pdf.buffer);
}
