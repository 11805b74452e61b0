import type { Issue, Refus } from '../commun/api.js';
import type { CandidatureLue } from './candidature.js';
import { champDuChemin, demandeDe, partEnvoyee, valeurApi } from './demande.js';
import { fusionner } from './fusion.js';
import { CHAMPS, saisieDe, type Champ, type Saisie } from './saisie.js';

/** What this device keeps until the server has acknowledged it. */
export interface Garde {
  version: number;
  base: Saisie;
  saisie: Saisie;
}

export interface Ports {
  envoyer(demande: Omit<Api.EnregistrerCandidatureInput, 'cle'>): Promise<Issue<{ version: number }>>;
  relire(): Promise<CandidatureLue | null>;
  /** False when the device refuses to keep anything. */
  garder(garde: Garde | null): boolean;
  maintenant(): Date;
}

/** Where the saving stands, for the line that says so. */
export type EtatEnregistrement =
  | { sorte: 'a-jour'; le: Date | null }
  | { sorte: 'en-cours' }
  | { sorte: 'a-envoyer' }
  | { sorte: 'panne' }
  | { sorte: 'refus'; refus: Refus }
  | { sorte: 'conflit' };

export interface Instantane {
  saisie: Saisie;
  etat: EtatEnregistrement;
  version: number;
  /** Fields changed by somebody else too, with his value. */
  conflits: Champ[];
  leurs: Saisie;
  /** Fields that somebody else has changed, taken without a question. */
  recus: Champ[];
  /** What was found on this device when the page opened. */
  retrouve: boolean;
  /** The device keeps a copy of what is not saved yet. */
  garde: boolean;
}

const DELAI_MS = 700;
const DELAI_PANNE_MS = 5_000;

/**
 * Saves a form by itself. A keystroke is kept on the device at once, and sent when typing stops: only the fields that have
 * changed. Nothing leaves the device before the server has acknowledged it. When somebody else has saved meanwhile, the two
 * are merged field by field, and a person is asked about those that both have changed.
 */
export class Enregistreur {
  private readonly temoins = new Set<() => void>();
  private base: Saisie;
  private instantane: Instantane;
  private minuteur: ReturnType<typeof setTimeout> | undefined;
  private envoi: Promise<void> | null = null;
  /** Fields refused as they are: not sent again before they change. */
  private refuses = new Map<Champ, string>();
  private dernierRefus: Refus | null = null;

  constructor(
    lue: CandidatureLue,
    garde: Garde | null,
    private readonly ports: Ports,
  ) {
    const leurs = saisieDe(lue);
    const fusion = garde ? fusionner(garde.base, garde.saisie, leurs) : { saisie: leurs, conflits: [], recus: [] };
    this.base = leurs;
    this.instantane = {
      ...fusion,
      leurs,
      version: lue.version,
      etat: { sorte: fusion.conflits.length > 0 ? 'conflit' : 'a-jour', le: null },
      retrouve: garde !== null && JSON.stringify(fusion.saisie) !== JSON.stringify(leurs),
      garde: true,
    };
  }

  readonly abonner = (temoin: () => void): (() => void) => {
    this.temoins.add(temoin);
    return () => this.temoins.delete(temoin);
  };

  readonly lire = (): Instantane => this.instantane;

  modifier<C extends Champ>(champ: C, valeur: Saisie[C]): void {
    this.refuses.delete(champ);
    this.poser({
      saisie: { ...this.instantane.saisie, [champ]: valeur },
      etat: { sorte: 'a-envoyer' },
      retrouve: false,
    });
    this.garder();
    this.programmer(DELAI_MS);
  }

  /** What was said of an incoming change, or of a recovered text, has been read. */
  fermerAvis(): void {
    this.poser({ recus: [], retrouve: false });
  }

  /** Ends a conflict: my value of this field, or theirs. */
  resoudre(champ: Champ, choix: 'miens' | 'leurs'): void {
    const { conflits, leurs, saisie } = this.instantane;
    this.poser({
      conflits: conflits.filter((c) => c !== champ),
      saisie: choix === 'leurs' ? { ...saisie, [champ]: leurs[champ] } : saisie,
    });
    this.garder();
    if (this.instantane.conflits.length === 0) void this.enregistrer();
  }

  /** Sends now what is not saved. @returns the version that the server holds, or null when something could not be saved */
  async enregistrer(): Promise<number | null> {
    clearTimeout(this.minuteur);
    while (this.envoi) await this.envoi;
    this.envoi = this.envoyer().finally(() => (this.envoi = null));
    await this.envoi;
    return this.instantane.etat.sorte === 'a-jour' ? this.instantane.version : null;
  }

  /** Called when the page closes: a timer must not outlive it. */
  arreter(): void {
    clearTimeout(this.minuteur);
    if (this.aEnvoyer().length > 0) void this.enregistrer();
  }

  private programmer(delai: number): void {
    clearTimeout(this.minuteur);
    this.minuteur = setTimeout(() => void this.enregistrer(), delai);
  }

  private aEnvoyer(): Champ[] {
    const { saisie } = this.instantane;
    return CHAMPS.filter((champ) => {
      const valeur = valeurApi(saisie, champ);
      return valeur !== valeurApi(this.base, champ) && this.refuses.get(champ) !== valeur;
    });
  }

  private async envoyer(): Promise<void> {
    for (;;) {
      const champs = this.aEnvoyer();
      const { conflits, saisie, version } = this.instantane;
      if (conflits.length > 0) return this.poser({ etat: { sorte: 'conflit' } });
      if (champs.length === 0) return this.terminer();
      this.poser({ etat: { sorte: 'en-cours' } });
      const issue = await this.ports.envoyer({ id: '', version, ...demandeDe(saisie, champs) });
      if (issue.sorte === 'panne') {
        this.programmer(DELAI_PANNE_MS);
        return this.poser({ etat: { sorte: 'panne' } });
      }
      if (issue.sorte === 'fait') this.acquitter(saisie, champs, issue.fait.version);
      else if (!(await this.traiterRefus(issue.refus, saisie, champs))) return;
    }
  }

  private acquitter(envoyee: Saisie, champs: Champ[], version: number): void {
    const acquis = champs.map((champ) => [champ, partEnvoyee(envoyee, champ)]);
    this.base = { ...this.base, ...(Object.fromEntries(acquis) as Partial<Saisie>) };
    this.poser({ version });
    this.garder();
  }

  /** @returns whether something else can still be sent */
  private async traiterRefus(refus: Refus, envoyee: Saisie, champs: Champ[]): Promise<boolean> {
    if (refus.code === 'CONFLIT_VERSION') return this.reprendre();
    const chemins = [refus.chemin ?? '', ...refus.details.map((d) => d.chemin)];
    const vises = chemins.flatMap((chemin) => champDuChemin(chemin) ?? []);
    const coupables = champs.filter((champ) => vises.includes(champ));
    for (const champ of coupables) this.refuses.set(champ, valeurApi(envoyee, champ));
    this.dernierRefus = refus;
    this.poser({ etat: { sorte: 'refus', refus } });
    return coupables.length > 0 && this.aEnvoyer().length > 0;
  }

  /** Somebody else has saved: his fields are taken, mine kept, and those of both are asked about. */
  private async reprendre(): Promise<boolean> {
    const lue = await this.ports.relire();
    if (!lue) {
      this.programmer(DELAI_PANNE_MS);
      this.poser({ etat: { sorte: 'panne' } });
      return false;
    }
    const leurs = saisieDe(lue);
    const { saisie, conflits, recus } = fusionner(this.base, this.instantane.saisie, leurs);
    this.base = leurs;
    this.poser({ saisie, conflits, leurs, recus, version: lue.version });
    this.garder();
    return true;
  }

  private terminer(): void {
    const refus = this.refuses.size > 0 ? this.dernierRefus : null;
    this.poser({ etat: refus ? { sorte: 'refus', refus } : { sorte: 'a-jour', le: this.ports.maintenant() } });
    this.garder();
  }

  /** The copy of the device goes when the server holds the form to the letter. */
  private garder(): void {
    const { saisie, version } = this.instantane;
    const pareil = JSON.stringify(saisie) === JSON.stringify(this.base);
    this.poser({ garde: this.ports.garder(pareil ? null : { version, base: this.base, saisie }) });
  }

  private poser(changement: Partial<Instantane>): void {
    this.instantane = { ...this.instantane, ...changement };
    this.temoins.forEach((temoin) => temoin());
  }
}
